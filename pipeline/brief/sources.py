"""Where the figures come from: indicator values, the programme's register, its register of operations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.brief.published import Cell
from pipeline.paths import Places

TIMEPOINTS = ("endline", "baseline")
"""Where a register is looked up: the later one first."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Rows by what they are asked for. ``values`` are the totals of each timepoint that was computed."""

    values: Mapping[str, Mapping[tuple[str, str, str], Mapping[str, Any]]]
    register: Mapping[str, Mapping[str, Any]]
    operations: tuple[Mapping[str, Any], ...]

    def row(self, timepoint: str, cell: Cell) -> Mapping[str, Any] | None:
        """The indicator's row over all districts; none if there is none or the timepoint was not run."""
        return self.values.get(timepoint, {}).get((cell.indicator_id, cell.definition_id, cell.population))


def source_files(places: Places) -> list[Path]:
    """Every file that the figures are read from, there or not."""
    names = ("indicator_values", "programme_register", "ahtu_operations")
    return [_file(places, timepoint, name) for timepoint in TIMEPOINTS for name in names]


def read_sources(places: Places) -> Sources:
    """What both timepoints of the study have."""
    register: dict[str, Mapping[str, Any]] = {}
    operations: list[Mapping[str, Any]] = []
    for timepoint in TIMEPOINTS:
        for row in _rows(places, timepoint, "programme_register"):
            register.setdefault(row["item"], row)
        operations = operations or _rows(places, timepoint, "ahtu_operations")
    return Sources({name: _totals(places, name) for name in TIMEPOINTS}, register, tuple(operations))


def share_with_arrest(operations: tuple[Mapping[str, Any], ...], year: str) -> tuple[int, int]:
    """Operations of the year in which traffickers were identified and arrested, and all of the year."""
    of_year = [row for row in operations if row["quarter"].startswith(f"{year}-")]
    return sum(row["rescues_with_arrest"] for row in of_year), sum(row["rescues"] for row in of_year)


def share_of_rescues(operations: tuple[Mapping[str, Any], ...], year: str) -> tuple[int, int]:
    """Operations of the year, and of all years entered."""
    of_year = (row["rescues"] for row in operations if row["quarter"].startswith(f"{year}-"))
    return sum(of_year), sum(row["rescues"] for row in operations)


OPERATIONS: Mapping[str, Callable[[tuple[Mapping[str, Any], ...], str], tuple[int, int]]] = {
    "share_with_arrest": share_with_arrest,
    "share_of_rescues": share_of_rescues,
}


def _totals(places: Places, timepoint: str) -> dict[tuple[str, str, str], Mapping[str, Any]]:
    return {
        (row["indicator_id"], row["definition_id"], row["population"]): row
        for row in _rows(places, timepoint, "indicator_values")
        if row["district"] == "all"
    }


def _rows(places: Places, timepoint: str, table: str) -> list[Mapping[str, Any]]:
    path = _file(places, timepoint, table)
    if not path.is_file():
        return []
    rows: list[Mapping[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def _file(places: Places, timepoint: str, table: str) -> Path:
    return places.tables.parent / timepoint / f"{table}.parquet"
