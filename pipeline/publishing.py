"""Step publish: the indicator values that may leave the building, one CSV an indicator."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from checks.disclosure import control
from pipeline.freshness import code_fingerprint
from pipeline.parameters_file import write_parameters
from pipeline.run import Run, StepResult
from pipeline.writing import write_text

CSV_COLUMNS = (
    "indicator_id", "definition_id", "timepoint", "district", "population", "value", "unit", "numerator",
    "denominator", "n", "ci_low", "ci_high", "ci_method", "suppressed", "note",
)  # fmt: skip


def inputs(run: Run) -> Iterator[str | Path]:
    """The full indicator values, the threshold and the code."""
    yield from (run.places.indicator_values, str(run.study.suppression_threshold), code_fingerprint())
    yield run.places.tables / "study_parameters.parquet"


def publish(run: Run) -> StepResult:
    """Write one CSV an indicator under disclosure control; files that do not go with them are removed."""
    rows = control(pq.read_table(run.places.indicator_values).to_pylist(), run.study.suppression_threshold)
    by_indicator: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_indicator[row["indicator_id"]].append(row)
    written = []
    for indicator_id, its_rows in sorted(by_indicator.items()):
        path = run.places.indicators / f"{indicator_id}.csv"
        write_text(path, csv_text(its_rows))
        written.append(path)
    written.append(write_parameters(run.places))
    for stale in set(run.places.indicators.glob("*.csv")) - set(written):
        stale.unlink()
    withheld = sum(row["suppressed"] for row in rows)
    said = (
        f"{len(by_indicator)} CSV files in {run.places.indicators} ({withheld} of {len(rows)} rows withheld)"
    )
    return StepResult(said, tuple(written))


def csv_text(rows: list[Mapping[str, Any]]) -> str:
    """One CSV of the contract's columns; an absent value is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in CSV_COLUMNS])
    return text.getvalue()


def _cell(value: Any) -> str:
    """Shares and means to six significant places are enough for any reader, and do not differ by machine."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.6g}"
    return str(value)
