"""The quantities that indicator rows give away, each under one name wherever it stands.

Every row states up to three quantities (numerator, denominator, n), and a share also gives away how many are
*not* counted. The same quantity stands in many rows: how many cases are disposed is the n of dozens of them.
What rows of one population rest on is therefore taken for one where it agrees in every district, and so is
what ``partitions.csv`` says to be the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checks.disclosure.partitions import NOBODY, declared_partitions, is_declared_count

TOTAL = "all"
NOT_COUNTED = "not counted"
GROUPS = ("n", "denominator")
DATA_QUALITY = "data quality"
COVERAGE = "coverage"

Row = Mapping[str, Any]
Name = tuple[str, str]
"""Timepoint and label."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number by district. ``is_count`` ones count cases, applications or victims: they can be small."""

    label: str
    timepoint: str
    by_district: Mapping[str, float]
    is_count: bool

    @property
    def name(self) -> Name:
        return self.timepoint, self.label

    @property
    def is_nothing(self) -> bool:
        """Whether it counts nobody anywhere."""
        return not any(self.by_district.values())

    @property
    def vector(self) -> tuple[tuple[str, float], ...]:
        return tuple(sorted(self.by_district.items()))


def stated_by(row: Row) -> Iterator[tuple[str, float, bool]]:
    """Label, value and whether it is a count, of all that a row states; labels stay the same for ever.

    What a row about data quality counts (fields filled, coders who agree) describes the register or the
    forms; how many cases it looked at is a count like any other. So are the cases that were coded: coders
    mostly review decided ones, and then the coded are the decided.
    """
    definition = row["definition_id"].removesuffix("_naive").removesuffix("_share")
    stem = f"{row['indicator_id']}/{definition}/{row['population']}"
    is_about_cases = row["disclosure"] != DATA_QUALITY
    numerator, denominator = row["numerator"], row["denominator"]
    yield f"{stem}/n", float(row["n"] or 0), True
    if numerator is not None:
        yield f"{stem}/numerator", float(numerator), bool(row["is_count"]) and is_about_cases
    if denominator is not None:
        yield f"{stem}/denominator", float(denominator), bool(row["is_count"])
    if row["is_count"] and is_about_cases and numerator is not None and denominator is not None:
        yield f"{stem}/{NOT_COUNTED}", float(denominator - numerator), True


class Quantities:
    """All quantities of a set of rows, and the name each shares with those that are the same."""

    def __init__(self, rows: Iterable[Row], threshold: int) -> None:
        self.threshold = threshold
        nobody = {partition.whole for partition in declared_partitions() if NOBODY in partition.parts}
        self.by_name = {found.name: found for found in _gathered(rows) if found.label not in nobody}
        self._shared = _shared_labels(self.by_name)

    def key(self, timepoint: str, label: str, district: str) -> str:
        """The cell of one quantity in one district."""
        return f"{timepoint}|{self._shared[timepoint, label]}|{district}"

    def cells_of(self, row: Row) -> tuple[str, ...]:
        """Keys of the cells a row gives away."""
        return tuple(self.key(row["timepoint"], label, row["district"]) for label, *_ in self._known(row))

    def values_of(self, row: Row) -> Iterator[tuple[str, float]]:
        """Name and value of every quantity a row states, for the ledger."""
        for label, value, _ in self._known(row):
            yield f"{row['timepoint']}|{label}|{row['district']}", value

    def _known(self, row: Row) -> Iterator[tuple[str, float, bool]]:
        return (stated for stated in stated_by(row) if (row["timepoint"], stated[0]) in self.by_name)


def _gathered(rows: Iterable[Row]) -> list[Quantity]:
    """Quantities of which at least one row has something to publish."""
    values: dict[Name, dict[str, float]] = defaultdict(dict)
    counts: dict[Name, bool] = {}
    stated = set()
    for row in rows:
        for label, value, is_count in stated_by(row):
            name = row["timepoint"], label
            values[name][row["district"]] = value
            counts[name] = is_count or counts.get(name, False) or is_declared_count(label)
            if row["value"] is not None:
                stated.add(name)
    found = {
        name: Quantity(name[1], name[0], values[name], counts[name]) for name in values if name in stated
    }
    return [quantity for quantity in found.values() if not _is_all_of_it(quantity, found)]


def _is_all_of_it(quantity: Quantity, found: Mapping[Name, Quantity]) -> bool:
    """Whether it is what a count of nobody leaves out, or coding that left nobody out."""
    stem = quantity.label.removesuffix(NOT_COUNTED)
    if stem == quantity.label:
        return False
    is_all_coded = stem.split("/")[1].startswith(COVERAGE) and quantity.is_nothing
    return is_all_coded or found[quantity.timepoint, f"{stem}numerator"].is_nothing


def _shared_labels(quantities: Mapping[Name, Quantity]) -> dict[Name, str]:
    """One label for all quantities that are the same by their meaning and agree in every district.

    Agreement alone is not enough: one conviction and one discharge in the same district are two cases.
    """
    first: dict[tuple[Any, ...], str] = {}
    shared = {}
    for (timepoint, label), quantity in quantities.items():
        what = label.rsplit("/", maxsplit=1)[1]
        population = label.split("/", maxsplit=2)[2].removesuffix(f"/{what}")
        rests_on = (timepoint, population, quantity.vector)
        shared[timepoint, label] = first.setdefault(rests_on, label) if what in GROUPS else label
    for partition in declared_partitions():
        for timepoint in {timepoint for timepoint, _ in quantities}:
            names = [(timepoint, label) for label in (partition.whole, *partition.parts)]
            if len(names) == 2 and all(name in quantities for name in names):
                whole, part = (quantities[name] for name in names)
                if whole.vector == part.vector:
                    _join(shared, *names)
    left: dict[tuple[str, ...], str] = {}
    for timepoint, label in quantities:
        if label.endswith(f"/{NOT_COUNTED}"):
            stem = label.removesuffix(NOT_COUNTED)
            of = (timepoint, *(shared[timepoint, f"{stem}{what}"] for what in ("numerator", "denominator")))
            _join(shared, (timepoint, left.setdefault(of, label)), (timepoint, label))
    return shared


def _join(shared: dict[Name, str], one: Name, other: Name) -> None:
    timepoint, kept, given_up = one[0], shared[one], shared[other]
    for name, label in shared.items():
        if name[0] == timepoint and label == given_up:
            shared[name] = kept
