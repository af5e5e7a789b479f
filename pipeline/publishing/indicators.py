"""Step publish: the indicator values that may leave the building, one CSV an indicator."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.data_package.parameters import PARAMETERS_FILE
from pipeline.freshness import code_fingerprint
from pipeline.publishing import releasing
from pipeline.publishing.csv_writing import csv_document
from pipeline.publishing.flow import FLOW_FILE, read_flow, renewed_flow_csv
from pipeline.publishing.parameters_file import parameters_text
from pipeline.publishing.staging import Stage, staged
from pipeline.run import Run, StepResult
from pipeline.writing import write_text
from transform.warehouse_connection import connect

CSV_COLUMNS = (
    "indicator_id", "definition_id", "timepoint", "district", "population", "value", "unit", "numerator",
    "denominator", "n", "ci_low", "ci_high", "ci_method", "suppressed", "note",
)  # fmt: skip


def inputs(run: Run) -> Iterator[str | Path]:
    """The full indicator values, the rules of publication, earlier releases, and the code."""
    yield from (run.places.indicator_values, code_fingerprint())
    yield from (run.places.tables / f"{name}.parquet" for name in ("study_parameters", "pages", "cases"))
    yield from releasing.inputs(run, run.timepoint)


def publish(run: Run) -> StepResult:
    """Publish one CSV an indicator under disclosure control; files that do not go with them are removed."""
    values = pq.read_table(run.places.indicator_values).to_pylist()
    cleared = releasing.clear(run, values, run.timepoint)
    rows = cleared.control.rows
    by_indicator: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_indicator[row["indicator_id"]].append(row)
    with staged(run) as stage:
        folder = stage.folder / run.timepoint
        for indicator_id, its_rows in by_indicator.items():
            write_text(folder / f"{indicator_id}.csv", csv_text(its_rows))
        write_text(folder / PARAMETERS_FILE, parameters_text(run.places))
        _add_flow(run, stage)
        written = sorted(folder.iterdir())
        stage.enter(run.timepoint, cleared, *written)
    withheld = sum(row["suppressed"] for row in rows)
    said = (
        f"{len(by_indicator)} CSV files in {run.places.indicators} ({withheld} of {len(rows)} rows withheld"
    )
    outputs = tuple(run.places.indicators / path.name for path in written)
    return StepResult(f"{said}{releasing.said_of(run, run.timepoint, cleared)})", outputs)


def _add_flow(run: Run, stage: Stage) -> None:
    """Which cases were counted, where they were read from pages: a bulk release has none."""
    connection = connect(run.places.warehouse, run.study.name, run.timepoint)
    try:
        flow = read_flow(connection, run.timepoint)
    finally:
        connection.close()
    if flow.steps[0].count:
        published = run.places.study_indicators / FLOW_FILE
        text = renewed_flow_csv(published, flow, run.study.suppression_threshold)
        write_text(stage.folder / FLOW_FILE, text)


def csv_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """One CSV of the contract's columns."""
    return csv_document(CSV_COLUMNS, ([row[column] for column in CSV_COLUMNS] for row in rows))


def published_files(run: Run) -> dict[str, Any]:
    """What is published of the timepoint, for a program: its files, and how many rows have no value."""
    files = sorted(path for path in run.places.indicators.iterdir() if path.suffix == ".csv")
    rows = [row for path in files if path.name != PARAMETERS_FILE for row in _rows(path)]
    return {
        "study": run.study.name,
        "timepoint": run.timepoint,
        "folder": str(run.places.indicators),
        "files": [path.name for path in files],
        "rows": len(rows),
        "rows_withheld": sum(row["suppressed"] == "true" for row in rows),
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
