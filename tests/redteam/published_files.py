"""Reads what anybody is given: the published CSV files, and nothing else."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TIMEPOINTS = ("baseline", "endline")


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """One number somebody may want to know; ``what`` is num, den or n."""

    timepoint: str
    indicator: str
    definition: str
    population: str
    what: str
    district: str


@dataclass(frozen=True, slots=True)
class Row:
    """One published row; its numbers by num, den and n where they are stated."""

    timepoint: str
    indicator: str
    definition: str
    population: str
    district: str
    unit: str
    value: float | None
    stated: dict[str, float]
    is_withheld: bool

    def quantity(self, what: str) -> Quantity:
        return Quantity(self.timepoint, self.indicator, self.definition, self.population, what, self.district)


def published_rows(folder: Path) -> list[Row]:
    """All rows of both timepoints' files and of the comparison, as far as the files are there."""
    files = [path for timepoint in TIMEPOINTS for path in sorted((folder / timepoint).glob("I*.csv"))]
    files += [path for path in [folder / "comparison.csv"] if path.is_file()]
    return [row for path in files for row in _rows(path)]


def brief_values(folder: Path) -> dict[str, float]:
    """The programme's figures by number, F02 and so on, where they are plain numbers."""
    path = folder / "brief_figures.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        found = {line["id"]: line["pipeline"] for line in csv.DictReader(file)}
    return {figure: float(text) for figure, text in found.items() if text.replace(".", "", 1).isdigit()}


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            stated = {
                what: float(line[column])
                for what, column in (("num", "numerator"), ("den", "denominator"), ("n", "n"))
                if line[column]
            }
            yield Row(
                line["timepoint"],
                line["indicator_id"],
                line["definition_id"],
                line["population"],
                line["district"],
                line["unit"],
                float(line["value"]) if line["value"] else None,
                stated,
                line["suppressed"] == "true",
            )
