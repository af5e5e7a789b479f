"""Under which terms the published files may be used, and how to cite them."""

from __future__ import annotations

import json
from importlib.metadata import version

from pipeline.study import Study

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
LICENCE_FILE = "LICENCE.txt"
CITATION_FILE = "CITATION.cff"


def licence_text(study: Study) -> str:
    """A notice with the licence of the outputs, and what no licence permits."""
    return (
        f"{study.title}\n\n"
        f"The tables, the report and the texts of this package may be used under {LICENCE['title']}\n"
        f"({LICENCE['name']}, {LICENCE['path']}): say where they come from and what you changed.\n\n"
        "They are aggregates made from public court records. Do not try to find out whom a figure is about,\n"
        "and do not join them with other data for that purpose: in India the identity of victims of sexual\n"
        "offences and of children before a court is protected by law, also from those who work it out.\n"
    )


def citation_text(study: Study) -> str:
    """Citation File Format 1.2.0; texts are quoted as JSON, which YAML reads alike."""
    synthetic = (
        "Made-up cases for trying out the program." if study.portal == "standin" else "Aggregates only."
    )
    return (
        "cff-version: 1.2.0\n"
        "type: dataset\n"
        "message: Please cite this data set when you use its figures.\n"
        f"title: {json.dumps(study.title, ensure_ascii=False)}\n"
        "authors:\n  - name: The study's data team\n"
        f"abstract: {json.dumps(synthetic)}\n"
        f"license: {LICENCE['name']}\n"
        "references:\n  - type: software\n    title: ecourts-indicators\n"
        f"    version: {json.dumps(version('ecourts-indicators'))}\n"
        "    authors:\n      - name: The ecourts-indicators contributors\n"
    )
