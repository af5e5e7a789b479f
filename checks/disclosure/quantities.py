"""Indicator rows as the cells and sums of an attacker's system.

Every row states up to three quantities (numerator, denominator, n), and a share also gives away how many are
*not* counted. The same quantity stands in many rows: how many cases are disposed is the n of dozens of them.
Quantities that agree in every district are therefore taken for one, as a reader would take them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from typing import Any

from checks.disclosure.system import Cell, CellSystem, Sum

TOTAL = "all"
HIDDEN = "HIDDEN"
WEIGHT_OF_TOTAL = 50.0
"""A programme total is worth this many district rows to a reader: it goes last."""

Row = Mapping[str, Any]
Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number by district. ``is_count`` ones count cases, applications or victims: they can be small."""

    label: str
    timepoint: str
    by_district: Mapping[str, float]
    is_count: bool

    @property
    def total(self) -> float:
        return self.by_district.get(TOTAL, sum(self.by_district.values()))


@dataclass(frozen=True, slots=True)
class Partition:
    """``whole`` and ``parts`` are labels; a part may be a pattern; HIDDEN is what the others leave."""

    whole: str
    parts: tuple[str, ...]


def quantities_of(row: Row) -> Iterator[tuple[str, float, bool]]:
    """Label, value and whether it is a count, of everything a published row would state."""
    definition = row["definition_id"].removesuffix("_share")
    stem = f"{row['indicator_id']}/{definition}/{row['population']}"
    numerator, denominator = row["numerator"], row["denominator"]
    yield f"{stem}/n", float(row["n"] or 0), True
    if numerator is not None:
        yield f"{stem}/numerator", float(numerator), bool(row["is_count"])
    if denominator is not None:
        yield f"{stem}/denominator", float(denominator), bool(row["is_count"])
    if row["is_count"] and numerator is not None and denominator is not None:
        yield f"{stem}/not counted", float(denominator - numerator), True


class Quantities:
    """All quantities of the rows to be published, the cells they share, and the sums between them."""

    def __init__(self, rows: Iterable[Row], threshold: int) -> None:
        self._threshold = threshold
        self._rows = [row for row in rows if row["value"] is not None]
        # What counts nobody anywhere is known to everyone and protects nothing.
        self._quantities = {
            name: quantity
            for name, quantity in _gathered(self._rows).items()
            if any(quantity.by_district.values())
        }
        self._cell_of = _shared_names(self._quantities.values(), threshold)

    def cells_of(self, row: Row) -> tuple[str, ...]:
        """Keys of the cells a row would give away (some of them of what counts nobody anywhere)."""
        return tuple(self.key(row["timepoint"], label, row["district"]) for label, _, _ in quantities_of(row))

    def key(self, timepoint: str, label: str, district: str) -> str:
        """The cell of one quantity in one district."""
        return f"{timepoint}|{self._cell_of.get((timepoint, label), label)}|{district}"

    def stated_by(self, row: Row) -> Iterator[tuple[str, float]]:
        """Name and value of every quantity a row states, under names that stay the same in later releases."""
        for label, value, _ in quantities_of(row):
            yield f"{row['timepoint']}|{label}|{row['district']}", value

    def is_small(self, row: Row) -> bool:
        """Whether the row itself states a count under the threshold."""
        return any(is_count and value < self._threshold for _, value, is_count in quantities_of(row))

    def system(self, fixed: Collection[str], released_before: Mapping[str, float]) -> CellSystem:
        """Cells and sums. ``fixed`` cells can't be withheld, nor those in ``released_before`` (by name)."""
        cells = self._cells(fixed)
        sums = [*self._sums_over_districts(), *self._not_counted(), *self._partitions(cells)]
        sums += self._earlier(cells, released_before)
        counted = [_without_nobody(entry, cells) for entry in dict.fromkeys(sums) if entry.whole in cells]
        return CellSystem.of(cells.values(), dict.fromkeys(entry for entry in counted if entry.parts))

    def _cells(self, fixed: Collection[str]) -> dict[str, Cell]:
        losses = self._losses()
        cells: dict[str, Cell] = {}
        for quantity in self._quantities.values():
            for district, value in quantity.by_district.items():
                key = self.key(quantity.timepoint, quantity.label, district)
                is_small = quantity.is_count and value < self._threshold and quantity.total > 0
                is_sensitive = is_small or (key in cells and cells[key].is_sensitive)
                cells[key] = Cell(key, value, is_sensitive, key in fixed, losses.get(key, 0.0))
        return cells

    def _earlier(self, cells: dict[str, Cell], released_before: Mapping[str, float]) -> Iterator[Sum]:
        """What a reader of an earlier release knows of the same quantities.

        The same value is known already. Another one is known beside it, and what lies between the two is a
        group of its own: the cases that came, went or were corrected.
        """
        for quantity in self._quantities.values():
            for district, value in quantity.by_district.items():
                earlier = released_before.get(f"{quantity.timepoint}|{quantity.label}|{district}")
                key = self.key(quantity.timepoint, quantity.label, district)
                if earlier is None:
                    continue
                if _is_equal(earlier, value):
                    cells[key] = replace(cells[key], is_fixed=True)
                elif quantity.is_count:
                    yield self._moved(key, value, earlier, cells)

    def _moved(self, key: str, value: float, earlier: float, cells: dict[str, Cell]) -> Sum:
        before, between, gap = f"{key}|before", f"{key}|between", abs(value - earlier)
        cells[before] = Cell(before, earlier, is_fixed=True, loss=0.0)
        cells[between] = Cell(between, gap, is_sensitive=gap < self._threshold, loss=0.0)
        return Sum(key, (before, between)) if value > earlier else Sum(before, (key, between))

    def _losses(self) -> dict[str, float]:
        losses: dict[str, float] = defaultdict(float)
        for row in self._rows:
            for key in set(self.cells_of(row)):
                losses[key] += WEIGHT_OF_TOTAL if row["district"] == TOTAL else 1.0
        return losses

    def _sums_over_districts(self) -> Iterator[Sum]:
        for quantity in self._quantities.values():
            districts = [district for district in quantity.by_district if district != TOTAL]
            parts = sum(quantity.by_district[district] for district in districts)
            if districts and TOTAL in quantity.by_district and _is_equal(parts, quantity.by_district[TOTAL]):
                keys = [self.key(quantity.timepoint, quantity.label, place) for place in (TOTAL, *districts)]
                yield Sum(keys[0], tuple(keys[1:]))

    def _not_counted(self) -> Iterator[Sum]:
        for (timepoint, label), quantity in self._quantities.items():
            if label.endswith("/not counted"):
                stem = label.removesuffix("not counted")
                for district in quantity.by_district:
                    whole, counted, rest = (
                        self.key(timepoint, name, district)
                        for name in (f"{stem}denominator", f"{stem}numerator", label)
                    )
                    yield Sum(whole, (counted, rest))

    def _partitions(self, cells: dict[str, Cell]) -> Iterator[Sum]:
        """Declared sums that hold here; a HIDDEN part becomes a cell of its own, sensitive when small."""
        for timepoint in {timepoint for timepoint, _ in self._quantities}:
            for partition in declared_partitions():
                whole = self._quantities.get((timepoint, partition.whole))
                parts = self._matching(timepoint, partition.parts)
                if whole is None or not parts:
                    continue
                for district, value in whole.by_district.items():
                    yield from self._partition(timepoint, partition, parts, district, value, cells)

    def _partition(
        self,
        timepoint: str,
        partition: Partition,
        parts: list[Quantity],
        district: str,
        value: float,
        cells: dict[str, Cell],
    ) -> Iterator[Sum]:
        rest = value - sum(part.by_district.get(district, 0.0) for part in parts)
        keys = [self.key(timepoint, part.label, district) for part in parts if district in part.by_district]
        whole = self.key(timepoint, partition.whole, district)
        if HIDDEN in partition.parts and rest > 0.5:
            hidden = f"{whole}|less|{'|'.join(keys)}"
            cells[hidden] = Cell(hidden, rest, is_sensitive=rest < self._threshold, loss=0.0)
            yield Sum(whole, (*keys, hidden))
        elif _is_equal(rest, 0.0):
            yield Sum(whole, tuple(keys))

    def _matching(self, timepoint: str, patterns: tuple[str, ...]) -> list[Quantity]:
        return [
            quantity
            for (time, label), quantity in self._quantities.items()
            if time == timepoint and any(fnmatchcase(label, pattern) for pattern in patterns)
        ]


@cache
def declared_partitions() -> tuple[Partition, ...]:
    """What ``partitions.csv`` declares of wholes and their parts."""
    text = resources.files("checks.disclosure").joinpath("partitions.csv").read_text(encoding="utf-8")
    return tuple(
        Partition(line["whole"], tuple(part.strip() for part in line["parts"].split("|")))
        for line in csv.DictReader(text.splitlines())
    )


def _gathered(rows: Iterable[Row]) -> dict[tuple[str, str], Quantity]:
    values: dict[tuple[str, str], Vector] = defaultdict(dict)
    counts: dict[tuple[str, str], bool] = {}
    for row in rows:
        for label, value, is_count in quantities_of(row):
            values[row["timepoint"], label][row["district"]] = value
            counts[row["timepoint"], label] = is_count
    return {
        (timepoint, label): Quantity(label, timepoint, vector, counts[timepoint, label])
        for (timepoint, label), vector in values.items()
    }


def _shared_names(quantities: Iterable[Quantity], threshold: int) -> dict[tuple[str, str], str]:
    """One name for all quantities that are the same group of cases: those that agree in every district.

    Groups are what rows rest on (n, denominator), and what others count when it is such a group. Counts that
    agree by chance, one conviction and one discharge in the same district, stay apart; so do small groups,
    which are all withheld.
    """
    first: dict[tuple[Any, ...], str] = {}
    names = {}
    for quantity in sorted(quantities, key=lambda quantity: quantity.label.endswith("/numerator")):
        vector = (quantity.timepoint, *sorted(quantity.by_district.items()))
        is_group = quantity.label.endswith(("/n", "/denominator"))
        shared = quantity.label
        if quantity.total >= threshold and not quantity.label.endswith("/not counted"):
            shared = first.setdefault(vector, shared) if is_group else first.get(vector, shared)
        names[quantity.timepoint, quantity.label] = shared
    return names


def _without_nobody(entry: Sum, cells: Mapping[str, Cell]) -> Sum:
    """The sum without parts that count nobody anywhere, which have no cell."""
    return Sum(entry.whole, tuple(part for part in entry.parts if part in cells))


def _is_equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(one))
