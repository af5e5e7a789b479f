"""The published tables, as any reader has them: the only place a report takes a number from.

Every cell keeps its text as it stands in the CSV, so that what the report shows can be found there again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.comparison.change_conclusions import CONCLUSIONS
from pipeline.data_package.as_packed import BRIEF_FIGURES
from pipeline.publishing.flow import FLOW_FILE
from pipeline.run import RunError

TOTAL = "all"
DIFFERENCE = "difference"
TIMEPOINTS = ("baseline", "endline")


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row of an indicator table or of the comparison, its texts as published."""

    file: str
    cells: Mapping[str, str]

    @property
    def is_withheld(self) -> bool:
        return self.cells["suppressed"] == "true"

    @property
    def has_value(self) -> bool:
        return self.cells["value"] != ""

    def number(self, column: str = "value") -> float | None:
        """The number of a column; null if it is not stated."""
        return float(self.cells[column]) if self.cells[column] else None


RowKey = tuple[str, str, str, str, str]
"""Timepoint, indicator, definition, population, district."""


def published_timepoints(folder: Path) -> tuple[str, ...]:
    """Timepoints with published indicators, in order."""
    return tuple(name for name in TIMEPOINTS if (folder / name / "I01.csv").is_file())


class Published:
    """All that is published of a study. ``timepoints`` are those that have been published, in order."""

    def __init__(self, folder: Path) -> None:
        self.timepoints = published_timepoints(folder)
        self._rows: dict[RowKey, PublishedRow] = {}
        for row in _indicator_rows(folder, self.timepoints):
            self._rows.setdefault(_key(row), row)
        self.brief = _records(folder / BRIEF_FIGURES)
        self.flow = _records(folder / FLOW_FILE)
        self.conclusions = _records(folder / CONCLUSIONS)
        self.parameters = {name: _records(folder / name / "parameters.csv") for name in self.timepoints}

    def row(
        self, timepoint: str, indicator: str, definition: str, population: str, district: str = TOTAL
    ) -> PublishedRow | None:
        """One row; null if there is none."""
        return self._rows.get((timepoint, indicator, definition, population, district))

    def rows_of(self, indicator: str) -> Iterator[tuple[RowKey, PublishedRow]]:
        """All rows of one indicator, in the order of their file."""
        return ((key, row) for key, row in self._rows.items() if key[1] == indicator)

    @property
    def districts(self) -> tuple[str, ...]:
        """The study's districts, by name."""
        return tuple(sorted({key[4] for key in self._rows} - {TOTAL}))

    @property
    def withheld_count(self) -> int:
        """How many rows disclosure control withholds, the comparison's included."""
        return sum(row.is_withheld for row in self._rows.values())

    def parameter(self, timepoint: str, name: str) -> str:
        """The value of a study parameter as published."""
        for row in self.parameters[timepoint]:
            if row["parameter"] == name:
                return row["value"]
        raise RunError(f"{timepoint}/parameters.csv: does not state {name}; publish {timepoint} again.")

    @property
    def is_synthetic(self) -> bool:
        return self.parameter(self.timepoints[0], "is_synthetic") == "true"


def _indicator_rows(folder: Path, timepoints: tuple[str, ...]) -> Iterator[PublishedRow]:
    """Rows of each timepoint's own tables first, then those of the comparison, which repeats them."""
    files = [path for name in timepoints for path in sorted((folder / name).glob("I*.csv"))]
    for path in [*files, folder / "comparison.csv"]:
        for cells in _records(path):
            yield PublishedRow(path.relative_to(folder).as_posix(), cells)


def _records(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _key(row: PublishedRow) -> RowKey:
    cells = row.cells
    return (
        cells["timepoint"],
        cells["indicator_id"],
        cells["definition_id"],
        cells["population"],
        cells["district"],
    )
