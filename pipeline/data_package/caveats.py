"""``caveats.csv``: what to mind in reading a figure, for programs and people, from the definitions' heads."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.publishing.csv_writing import csv_document
from pipeline.study import Study
from transform.indicators.definitions import load_indicators

COLUMNS = ("indicator_id", "kind", "definition_id", "caveat")
SYNTHETIC = "The cases are made up; no figure says anything about a real court."
OF_EVERY_STUDY = (
    "Numbers under a threshold are withheld, zeros included, and whatever would give them away; a withheld "
    "figure is not a small one by itself.",
    "The register is what courts entered, often late; what is not stated is neither zero nor unknown.",
    "A difference between timepoints is a descriptive change, not the effect of a programme.",
)


def caveats_text(study: Study) -> str:
    """The file: caveats of the whole study first, then those of each indicator."""
    return csv_document(COLUMNS, (*_of_study(study), *_of_indicators()))


def _of_study(study: Study) -> Iterator[tuple[str, ...]]:
    for caveat in (*([SYNTHETIC] if study.portal == "standin" else []), *OF_EVERY_STUDY):
        yield "all", "study", "*", caveat


def _of_indicators() -> Iterator[tuple[str, ...]]:
    for indicator in load_indicators().values():
        yield indicator.indicator_id, "caution", "*", indicator.caution
        for definitions, said in indicator.interval.rules:
            if said.startswith("none because "):
                yield indicator.indicator_id, "no_interval", definitions, said.removeprefix("none because ")
