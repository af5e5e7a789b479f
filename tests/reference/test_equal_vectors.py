"""No figure that is published by district is, district for district, a small one that is withheld."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

THRESHOLD = 10
NUMBERS = ("numerator", "denominator", "n")

Family = tuple[str, ...]
ByDistrict = dict[Family, dict[str, float]]


@pytest.fixture(scope="module")
def folders(reference_data: Path, comparison_printed: str) -> tuple[Path, Path]:
    """The full values, and what is published of them, both timepoints and the comparison."""
    assert comparison_printed
    return reference_data / "tables" / "reference", reference_data / "indicators" / "reference"


@pytest.mark.parametrize("what", ["baseline", "endline", "comparison"])
def test_no_published_figures_are_withheld_ones_under_another_name(
    folders: tuple[Path, Path], what: str
) -> None:
    """In the reference study the reviewed cases of the baseline are the disposed ones."""
    tables, published = folders
    entries = list(_entries(published, what))
    withheld = {_labels(entry) for entry in entries if entry["suppressed"] == "true"}
    truth = [row for row in _full(tables, what) if _labels(row) in withheld]
    hidden = _by_district(truth)
    open_ones = _by_district(entry for entry in entries if entry["suppressed"] == "false")
    small = {_vector(family, of): family for family, of in hidden.items() if _is_small(of)}
    assert len(small) > 10
    told = {family: small.get(_vector(family, of)) for family, of in open_ones.items() if len(of) > 1}
    assert {family: other for family, other in told.items() if other is not None} == {}


def _entries(published: Path, what: str) -> Iterator[dict[str, Any]]:
    folder = published / what
    paths = sorted(folder.glob("I*.csv")) if folder.is_dir() else [published / f"{what}.csv"]
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _full(tables: Path, what: str) -> Iterator[dict[str, Any]]:
    of_comparison = [tables / "comparison.parquet"]
    paths = of_comparison if what == "comparison" else [tables / what / "indicator_values.parquet"]
    for path in paths:
        yield from pq.read_table(path).to_pylist()


def _labels(row: Mapping[str, Any]) -> Family:
    return tuple(
        row[name] for name in ("timepoint", "indicator_id", "definition_id", "population", "district")
    )


def _by_district(rows: Iterable[Mapping[str, Any]]) -> ByDistrict:
    """What the rows of districts state, and how many each leaves out, by timepoint, row and column."""
    found: ByDistrict = defaultdict(dict)
    for row in rows:
        *family, district = _labels(row)
        numbers = {name: float(row[name]) for name in NUMBERS if row[name] not in (None, "")}
        if {"numerator", "denominator"} <= numbers.keys():
            numbers["left out"] = numbers["denominator"] - numbers["numerator"]
        if district != "all" and family[0] != "difference":
            for name, number in numbers.items():
                found[*family, name][district] = number
    return found


def _is_small(by_district: Mapping[str, float]) -> bool:
    return len(by_district) > 1 and min(by_district.values()) < THRESHOLD and any(by_district.values())


def _vector(family: Family, by_district: Mapping[str, float]) -> tuple[Any, ...]:
    """Timepoint and figures: the same figure of two rows is one vector."""
    return family[0], tuple(sorted(by_district.items()))
