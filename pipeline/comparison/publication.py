"""The comparison's two files: all of it for the warehouse, and the CSV that may leave the building."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from checks.disclosure import control
from pipeline.comparison.reading import BASELINE
from pipeline.comparison.rows import DIFFERENCE, ComparisonRow, Key, comparison_table
from pipeline.publishing import csv_text
from pipeline.registration import ENDLINE
from pipeline.writing import write_text

ORDER = {BASELINE: 0, ENDLINE: 1, DIFFERENCE: 2}
GIVEN_AWAY = "Withheld: together with the other timepoint's value it would give a withheld value away."


def store(rows: Iterable[ComparisonRow], path: Path) -> None:
    """Write ``comparison.parquet``, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        pq.write_table(comparison_table(rows), unfinished, compression="zstd")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def publish(rows: Sequence[ComparisonRow], threshold: int, path: Path) -> int:
    """Write ``comparison.csv`` under disclosure control; returns how many rows are withheld."""
    controlled = published_rows(rows, threshold)
    write_text(path, csv_text([*controlled]))
    return sum(bool(row["suppressed"]) for row in controlled)


def published_rows(rows: Sequence[ComparisonRow], threshold: int) -> list[dict[str, Any]]:
    """Every row as it may be published, sorted by key, baseline before endline before change.

    Each timepoint's values are controlled by themselves, as in its own tables, so that the two files withhold
    the same; a change is withheld where either of its values is, or where it rests on too few cases itself.
    """
    published: list[dict[str, Any]] = []
    withheld: set[Key] = set()
    for timepoint in (BASELINE, ENDLINE):
        for row in control(_records(rows, timepoint), threshold):
            published.append(row)
            if row["suppressed"]:
                withheld.add(_key(row))
    for row in control(_records(rows, DIFFERENCE), threshold):
        published.append(_empty(row) if _key(row) in withheld and not row["suppressed"] else row)
    return sorted(published, key=lambda row: (*_key(row), ORDER[row["timepoint"]]))


def _records(rows: Iterable[ComparisonRow], timepoint: str) -> list[dict[str, Any]]:
    return [asdict(_stated(row)) for row in rows if row.timepoint == timepoint]


def _stated(row: ComparisonRow) -> ComparisonRow:
    """A change counts nobody: what it could give away is decided by its two values."""
    return replace(row, is_count=False) if row.timepoint == DIFFERENCE else row


def _key(row: dict[str, Any]) -> Key:
    return row["indicator_id"], row["definition_id"], row["district"], row["population"]


def _empty(row: dict[str, Any]) -> dict[str, Any]:
    if row["value"] is None:
        return row
    emptied = dict.fromkeys(("value", "numerator", "denominator", "n", "ci_low", "ci_high", "ci_method"))
    return row | emptied | {"suppressed": True, "note": GIVEN_AWAY}
