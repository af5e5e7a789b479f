"""The comparison's two files: all of it for the warehouse, and the CSV that may leave the building."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from checks.disclosure import control
from pipeline.comparison.reading import BASELINE
from pipeline.comparison.rows import DIFFERENCE, ComparisonRow, Key, comparison_table
from pipeline.publishing import csv_text
from pipeline.registration import ENDLINE
from pipeline.run import Run, RunError
from pipeline.writing import write_text

ORDER = {BASELINE: 0, ENDLINE: 1, DIFFERENCE: 2}
WITHHELD_FIELDS = ("value", "numerator", "denominator", "n", "ci_low", "ci_high", "ci_method")
GIVEN_AWAY = "Withheld: with the value of one timepoint it would give away the other's, which is withheld."


def store(rows: Iterable[ComparisonRow], path: Path) -> None:
    """Write ``comparison.parquet``, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        pq.write_table(comparison_table(rows), unfinished, compression="zstd")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def publish(run: Run, rows: Sequence[ComparisonRow]) -> int:
    """Write ``comparison.csv`` under disclosure control; returns how many rows are withheld."""
    is_withheld = _read_published(run, BASELINE) | _read_published(run, ENDLINE)
    controlled = published_rows(rows, is_withheld, run.study.suppression_threshold)
    write_text(run.places.study_indicators / "comparison.csv", csv_text([*controlled]))
    return sum(bool(row["suppressed"]) for row in controlled)


def published_rows(
    rows: Sequence[ComparisonRow], is_withheld: Mapping[tuple[str, Key], bool], threshold: int
) -> list[dict[str, Any]]:
    """Every row as it may be published, sorted by key, baseline before endline before change.

    ``is_withheld`` tells of each timepoint's published tables what they withhold: the same is withheld here,
    so that the files agree. Values that only the comparison has pass disclosure control now. A change is
    withheld where one of its two values is: else it follows from what is published.
    """
    known = [row for row in rows if (row.timepoint, row.key) in is_withheld]
    changes = [row for row in rows if row.timepoint == DIFFERENCE]
    own = [row for row in rows if row.timepoint != DIFFERENCE and (row.timepoint, row.key) not in is_withheld]
    found = [_stated(row, is_withheld[row.timepoint, row.key]) for row in known]
    for timepoint in (BASELINE, ENDLINE):
        found += control([asdict(row) for row in own if row.timepoint == timepoint], threshold)
    withheld = {_key(row) for row in found if row["suppressed"]}
    with_values = {_key(row) for row in found}
    alone = [row for row in changes if row.key not in with_values]
    found += control([asdict(row) for row in alone], threshold)
    found += [_stated(row, row.key in withheld) for row in changes if row.key in with_values]
    return sorted(found, key=lambda row: (*_key(row), ORDER[row["timepoint"]]))


def _read_published(run: Run, timepoint: str) -> dict[tuple[str, Key], bool]:
    """What the timepoint's CSV files hold and withhold; raises ``RunError`` if they were not made yet."""
    folder = run.places.study_indicators / timepoint
    found = {}
    for path in sorted(folder.glob("I*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[timepoint, _key(row)] = row["suppressed"] == "true"
    if not found:
        raise RunError(
            f"{folder}: the timepoint's tables are not published yet; do it first: "
            f"ecourts-indicators publish --study {run.study.name} --timepoint {timepoint}"
        )
    return found


def _stated(row: ComparisonRow, is_withheld: bool) -> dict[str, Any]:
    record = asdict(row)
    if not is_withheld:
        return record
    note = GIVEN_AWAY if row.timepoint == DIFFERENCE else "Withheld, as in the timepoint's own table."
    return record | dict.fromkeys(WITHHELD_FIELDS) | {"suppressed": True, "note": note}


def _key(row: Mapping[str, Any]) -> Key:
    return row["indicator_id"], row["definition_id"], row["district"], row["population"]
