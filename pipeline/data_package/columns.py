"""The columns of every published CSV: type and meaning, from ``columns.csv``, their one definition."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from pipeline.run import RunError

INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class PublishedColumn:
    """Name, Frictionless type (string, number, integer, boolean) and meaning."""

    name: str
    type: str
    description: str


def columns_of(path: Path) -> tuple[PublishedColumn, ...]:
    """The columns of a published CSV in the order of its header; one that is not described raises."""
    described = _described()
    own = {column.name: column for column in described.get(kind_of(path), ())}
    known = {column.name: column for column in described[INDICATORS]} | own
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    missing = [name for name in header if name not in known]
    if missing:
        raise RunError(
            f"{path.name}: nothing says what its column {missing[0]} means, so it can't be published; "
            "describe it in pipeline/data_package/columns.csv."
        )
    return tuple(known[name] for name in header)


def kind_of(path: Path) -> str:
    """Which part of ``columns.csv`` speaks of a file: ``I12.csv`` and the comparison are indicators."""
    name = path.stem.partition("_baseline")[0].partition("_endline")[0]
    return name if name in _described() else INDICATORS


def described_columns() -> Mapping[str, Sequence[PublishedColumn]]:
    """Every kind of file and its columns, as described."""
    return _described()


@cache
def _described() -> Mapping[str, tuple[PublishedColumn, ...]]:
    text = (resources.files("pipeline.data_package") / "columns.csv").read_text(encoding="utf-8")
    found: dict[str, list[PublishedColumn]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        found[row["file"]].append(PublishedColumn(row["column"], row["type"], row["description"]))
    return {kind: tuple(columns) for kind, columns in found.items()}
