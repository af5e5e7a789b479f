"""The comparison's two files: all of it for the warehouse, and the CSV that may leave the building."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from checks.disclosure.quantities import TOTAL
from checks.disclosure.withheld_rows import WITHHELD_FIELDS, RowKey, row_key
from extract.whole_files import written_whole
from pipeline.comparison.reading import BASELINE
from pipeline.comparison.rows import DIFFERENCE, ComparisonRow, Key, comparison_table
from pipeline.publishing import releasing
from pipeline.publishing.indicators import csv_text
from pipeline.publishing.staging import Stage
from pipeline.registration import ENDLINE
from pipeline.run import Run, RunError
from pipeline.writing import write_text

ORDER = {BASELINE: 0, ENDLINE: 1, DIFFERENCE: 2}
COMPARISON = "comparison"
GIVEN_AWAY = "Withheld: with the value of one timepoint it would give away the other's, which is withheld."

GAP = "Withheld: it would rest on few cases, or on none."


def store(rows: Iterable[ComparisonRow], path: Path) -> None:
    """Write ``comparison.parquet``, whole or not at all."""
    with written_whole(path) as unfinished:
        pq.write_table(comparison_table(rows), unfinished, compression="zstd")


def publish(run: Run, rows: Sequence[ComparisonRow], stage: Stage) -> list[ComparisonRow]:
    """Write ``comparison.csv`` under disclosure control; returns the rows, withheld ones without a value.

    What a timepoint's own tables withhold is withheld here too, so that the files agree. Values that only
    the comparison has, and changes without a value at each timepoint, pass the same control, beside all that
    was released before. A change is withheld where one of its two values is: else it gives that one away.
    """
    is_withheld = _published_already(run, BASELINE) | _published_already(run, ENDLINE)
    changes, gaps, others = _sorted_out(rows, is_withheld)
    withheld_already = {key for key, is_it in is_withheld.items() if is_it}
    cleared = releasing.clear(run, [row.record() for row in others], COMPARISON, withheld_already)
    withheld = {_key(row) for row in cleared.control.rows if row["suppressed"]}
    found = [
        *cleared.control.rows,
        *(_stated(row, GAP if row.district != TOTAL else None) for row in gaps),
        *(_stated(row, GIVEN_AWAY if row.key in withheld else None) for row in changes),
    ]
    found.sort(key=lambda row: (*_key(row), ORDER[row["timepoint"]]))
    file = stage.folder / f"{COMPARISON}.csv"
    write_text(file, csv_text(found))
    stage.enter(COMPARISON, cleared, file)
    return _as_published(rows, {row_key(row): row["note"] for row in found if row["suppressed"]})


def _as_published(rows: Iterable[ComparisonRow], reasons: Mapping[RowKey, str]) -> list[ComparisonRow]:
    """Rows with how they were tested; a withheld one has its reason instead of a value."""
    keyed = ((row_key(row.record()), row) for row in rows)
    return [
        replace(row, value=None, suppressed=True, note=reasons[key]) if key in reasons else row
        for key, row in keyed
    ]


def _sorted_out(
    rows: Sequence[ComparisonRow], is_withheld: Mapping[RowKey, bool]
) -> tuple[list[ComparisonRow], list[ComparisonRow], list[ComparisonRow]]:
    """Changes between two values that are there, gaps, and the rows that pass disclosure control."""
    keys = {row.key for row in rows if row.timepoint != DIFFERENCE}
    changes, gaps, others = [], [], []
    for row in rows:
        if row.timepoint == DIFFERENCE and row.key in keys:
            changes.append(row)
        elif row.value is None and row_key(row.record()) not in is_withheld:
            gaps.append(row)  # a district that has cases at the other timepoint only
        else:
            others.append(row)
    return changes, gaps, others


def _published_already(run: Run, timepoint: str) -> dict[RowKey, bool]:
    """The rows of the timepoint's CSV files, and which they withhold.

    Raises ``RunError`` if they were not made yet.
    """
    folder = run.places.study_indicators / timepoint
    found: dict[RowKey, bool] = {}
    for path in sorted(folder.glob("I*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row_key(row): row["suppressed"] == "true" for row in csv.DictReader(file)}
    if not found:
        raise RunError(
            f"{folder}: the timepoint's tables are not published yet; do it first: "
            f"{run.typed('publish', timepoint=timepoint)}"
        )
    return found


def _stated(row: ComparisonRow, withheld_because: str | None) -> dict[str, Any]:
    record = row.record()
    if withheld_because is None:
        return record
    return record | dict.fromkeys(WITHHELD_FIELDS) | {"suppressed": True, "note": withheld_because}


def _key(row: Mapping[str, Any]) -> Key:
    return row["indicator_id"], row["definition_id"], row["district"], row["population"]
