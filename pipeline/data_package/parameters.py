"""``parameters.csv`` beside the tables of the whole study: the choices of all its timepoints in one file.

The comparison and the programme's figures lie above the timepoints' folders, and hang on the same choices.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.publishing.csv_writing import csv_document

PARAMETERS_FILE = "parameters.csv"
COLUMNS = ("parameter", "value", "meaning")
Rows = Mapping[str, Mapping[str, str]]


def common_parameters(tables: Mapping[str, Path]) -> str:
    """The file, from those of the timepoints among the published tables; empty if there is none.

    A choice that all timepoints share has one row; any other has one each, its name ending in theirs.
    """
    found = {
        place.rpartition("/")[0]: _rows(path)
        for place, path in tables.items()
        if place.endswith(f"/{PARAMETERS_FILE}")
    }
    return csv_document(COLUMNS, _merged(found)) if found else ""


def _merged(found: Mapping[str, Rows]) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys(name for rows in found.values() for name in rows if name != "timepoint"):
        stated = {timepoint: rows[name] for timepoint, rows in found.items() if name in rows}
        is_shared = len(stated) == len(found) and len({row["value"] for row in stated.values()}) == 1
        for timepoint, row in stated.items():
            yield (name if is_shared else f"{name}_{timepoint}"), row["value"], row["meaning"]
            if is_shared:
                break


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["parameter"]: row for row in csv.DictReader(file)}
