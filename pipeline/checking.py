"""Step check: may these numbers be used? A failed check stops the run and names the offenders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.freshness import code_fingerprint
from pipeline.run import Run, RunError, StepResult
from transform.form_schema import FORM_TABLES
from transform.schema import TABLES


def inputs(run: Run) -> Iterator[str | Path]:
    """The tables, the study's own severities and the code."""
    yield from (str(sorted(run.study.rule_severities.items())), code_fingerprint())
    yield from _table_files(run)


def check(run: Run) -> StepResult:
    """Run all checks, write what they found; raises ``RunError`` when the tables may not be used."""
    from checks.data_docs import write_data_docs
    from checks.report import check_tables

    tables = {path.stem: pq.read_table(path) for path in _table_files(run)}
    report = check_tables(tables, run.study.rule_severities)
    index = write_data_docs(
        report.structure, run.places.checks / "data_docs", f"{run.study.name}, {run.timepoint}"
    )
    offenders = report.write_offenders(run.places.checks)
    if report.failed:
        for line in report.lines(offenders):
            run.reporter.line(f"  {line}")
        raise RunError(
            f"tables of {run.study.name} {run.timepoint} may not be used: see the lines marked stop above; "
            f"every offender is in {offenders}, every expectation in {index}."
        )
    for line in report.lines(offenders):
        run.reporter.detail(line)
    return StepResult("passed", (offenders, *sorted(index.parent.iterdir())))


def _table_files(run: Run) -> list[Path]:
    return [run.places.tables / f"{name}.parquet" for name in (*TABLES, *FORM_TABLES)]
