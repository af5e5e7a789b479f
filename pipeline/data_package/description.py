"""``datapackage.json``: every table, its columns and its licence, by the Frictionless standard."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.data_package.columns import columns_of
from pipeline.data_package.licence import LICENCE
from pipeline.provenance import definitions_fingerprint, versions
from pipeline.study import Study
from transform.indicators.definitions import load_indicators

TITLES = {
    "comparison": "Baseline and endline side by side",
    "conclusions": "What can and what cannot be concluded from the comparison",
    "brief_figures": "The programme's published figures beside ours",
    "flow": "How many cases were found, read and analysed, and why others were left out",
    "sensitivity": "The headline under every other choice of the rules",
    "parameters": "The choices that change the figures",
    "caveats": "What to mind in reading the figures",
}


def description_text(study: Study, tables: Mapping[str, Path]) -> str:
    """The file; ``tables`` are the published CSVs by their path in the package."""
    description = {
        "profile": "tabular-data-package",
        "name": study.name.lower().replace("_", "-"),
        "title": study.title,
        "description": "Indicators of how trafficking cases move through the courts, from public court "
        "records. Aggregates only; small numbers are withheld. Read caveats.csv before any figure.",
        "licenses": [LICENCE],
        "definitions_sha256": definitions_fingerprint(),
        "made_with": list(versions()),
        "is_synthetic": study.portal == "standin",
        "resources": [_resource(place, path) for place, path in tables.items()],
    }
    return json.dumps(description, indent=2, ensure_ascii=False) + "\n"


def _resource(place: str, path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": place.removesuffix(".csv").replace("/", "-").lower(),
        "path": place,
        "title": title_of(path),
        **_of_indicator(path),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [
                {"name": column.name, "type": column.type, "description": column.description}
                for column in columns_of(path)
            ],
            "missingValues": [""],
        },
    }


def title_of(path: Path) -> str:
    """Title of an indicator's file from the head of its definition, of another file from the list above."""
    indicator = load_indicators().get(path.stem)
    if indicator is not None:
        return indicator.title
    return next((title for name, title in TITLES.items() if path.stem.startswith(name)), path.stem)


def _of_indicator(path: Path) -> dict[str, Any]:
    indicator = load_indicators().get(path.stem)
    if indicator is None:
        return {}
    return {
        "description": f"Numerator: {indicator.numerator}. Denominator: {indicator.denominator}.",
        "definitions": dict(indicator.definition.rules),
        "caution": indicator.caution,
    }
