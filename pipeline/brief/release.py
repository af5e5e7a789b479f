"""Which of the figures may leave the building: those whose indicator row does, and what was public before.

One place decides, so that a rule added here holds for every figure.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.brief.figures import BriefFigure
from pipeline.brief.published import Cell

WITHHELD = "withheld: the indicator it comes from is withheld, or small enough to point to persons"


def released(
    figures: Sequence[BriefFigure], published_indicators: Path, threshold: int, *, is_synthetic: bool
) -> list[BriefFigure]:
    """The figures as they may be published; a withheld one keeps its labels and state.

    ``published_indicators`` is the study's folder of published CSVs, a folder a timepoint in it: a figure
    passes if the row it comes from stands there unsuppressed, exceptions that someone answers for included.
    Made-up cases are nobody's, so a synthetic study's figures all pass.
    """
    return [
        figure
        if is_synthetic or _may_pass(figure, published_indicators, threshold)
        else replace(figure, value=None, agrees="not comparable", note=WITHHELD)
        for figure in figures
    ]


def _may_pass(figure: BriefFigure, folder: Path, threshold: int) -> bool:
    if figure.cell is not None:
        cells = (figure.cell, *(cell for _, cell in figure.published.beside))
        return all(_is_published(cell, folder / figure.published.measured_at) for cell in cells)
    return figure.base is None or figure.base >= threshold


def _is_published(cell: Cell, folder: Path) -> bool:
    path = folder / f"{cell.indicator_id}.csv"
    if not path.is_file():
        return False
    with path.open(encoding="utf-8", newline="") as file:
        return any(
            row["suppressed"] == "false"
            for row in csv.DictReader(file)
            if (row["definition_id"], row["population"], row["district"])
            == (cell.definition_id, cell.population, "all")
        )
