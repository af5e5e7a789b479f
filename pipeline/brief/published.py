"""What was published: a list that the study names, with where each figure comes from here, as data."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.study import StudyError

STATES = ("computed", "coded", "reported")
QUALIFIERS = ("exact", "over", "about", "nearly")
COLUMNS = (
    "id", "figure", "published", "value", "qualifier", "unit", "timepoint", "population", "state",
    "measured_at", "indicator_id", "definition_id", "indicator_population", "column", "beside", "item",
    "operations", "assumed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of the indicator values, over all districts; ``column`` is ``value`` or ``numerator``."""

    indicator_id: str
    definition_id: str
    population: str
    column: str = "value"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One figure. ``published`` are its words, ``value`` and ``qualifier`` what they mean as a number.

    ``state`` is how it can be known: from ``cell`` at the timepoint ``measured_at``, else from the
    programme's register (``item``) or its register of rescue operations (``operations``). ``beside`` are
    cells that its note gives too, with their words.
    """

    id: str
    figure: str
    published: str
    value: float
    qualifier: str
    unit: str
    timepoint: str
    state: str
    measured_at: str
    cell: Cell | None
    beside: tuple[tuple[str, Cell], ...]
    item: str
    operations: str
    assumed: str


def read_published(path: Path) -> tuple[PublishedFigure, ...]:
    """Every figure of the list, in its order; raises ``StudyError`` naming file, line and what to do."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise StudyError(f"{path}: its first line must read {','.join(COLUMNS)}; correct it.")
            return tuple(_figure(row, f"{path}, line {reader.line_num}") for row in reader)
    except OSError as error:
        raise StudyError(
            f"{path}: the study's brief_figures names this list, which can't be read ({error.strerror})."
        ) from None


def _figure(row: Mapping[str, str], where: str) -> PublishedFigure:
    if row["state"] not in STATES or row["qualifier"] not in QUALIFIERS:
        raise StudyError(
            f"{where}: state must be one of {', '.join(STATES)}, qualifier one of {', '.join(QUALIFIERS)}."
        )
    if (row["state"] == "reported") != bool(row["item"]) or (row["state"] == "reported") == bool(
        row["indicator_id"]
    ):
        raise StudyError(f"{where}: a reported figure needs an item, any other an indicator_id, never both.")
    try:
        value = float(row["value"])
        beside = tuple(_beside(part) for part in row["beside"].split("|") if part.strip())
    except ValueError as error:
        raise StudyError(f"{where}: value or beside can't be read ({error}).") from None
    cell = Cell(row["indicator_id"], row["definition_id"], row["indicator_population"], row["column"])
    return PublishedFigure(
        **{name: row[name] for name in ("id", "figure", "published", "qualifier", "unit", "timepoint")},
        **{name: row[name] for name in ("state", "measured_at", "item", "operations", "assumed")},
        value=value,
        cell=cell if row["indicator_id"] else None,
        beside=beside,
    )


def _beside(part: str) -> tuple[str, Cell]:
    """``I13/A1_over_5/pending cases/words`` as (words, cell)."""
    indicator_id, definition_id, population, words = part.strip().split("/")
    return words, Cell(indicator_id, definition_id, population)
