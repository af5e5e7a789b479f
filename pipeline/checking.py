"""Step check: may these numbers be used? A failed check stops the run and names the offenders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.freshness import code_fingerprint
from pipeline.run import Run, RunError, StepResult
from pipeline.writing import write_text
from transform.form_schema import FORM_TABLES
from transform.schema import TABLES


class ChecksFailedError(RunError):
    """The tables may not be used; what the checks found is written all the same."""


def inputs(run: Run) -> Iterator[str | Path]:
    """The tables, the study's own severities and the code."""
    yield from (str(sorted(run.study.rule_severities.items())), code_fingerprint())
    yield from _table_files(run)


def check(run: Run) -> StepResult:
    """Run all checks, write what they found; raises ``RunError`` when the tables may not be used."""
    from checks.data_docs import write_data_docs
    from checks.report import check_tables
    from checks.report_document import as_document

    tables = {path.stem: path for path in _table_files(run) if path.exists()}
    report = check_tables(tables, run.study.rule_severities, run.limits)
    index = write_data_docs(
        report.structure, run.places.checks / "data_docs", f"{run.study.name}, {run.timepoint}"
    )
    offenders = report.write_offenders(run.places.checks)
    write_text(_findings_file(run), json.dumps(as_document(report), indent=1) + "\n")
    if report.failed:
        for line in report.lines(offenders, run.typed("vocab list")):
            run.reporter.line(f"  {line}")
        raise ChecksFailedError(
            f"tables of {run.study.name} {run.timepoint} may not be used: see the lines marked stop above; "
            f"every offender is in {offenders}, every expectation in {index}."
        )
    for line in report.lines(offenders, run.typed("vocab list")):
        run.reporter.detail(line)
    return StepResult("passed", (offenders, _findings_file(run), *sorted(index.parent.iterdir())))


def found_by_checks(run: Run) -> dict[str, Any]:
    """What the last check of the timepoint found, for a program; names cases, so not for publication."""
    found: dict[str, Any] = json.loads(_findings_file(run).read_text(encoding="utf-8"))
    files = {
        "offenders": str(run.places.checks / "offenders.csv"),
        "data_docs": str(run.places.checks / "data_docs" / "index.html"),
    }
    return {"study": run.study.name, "timepoint": run.timepoint, **found, "files": files}


def _findings_file(run: Run) -> Path:
    return run.places.checks / "findings.json"


def _table_files(run: Run) -> list[Path]:
    return [run.places.tables / f"{name}.parquet" for name in (*TABLES, *FORM_TABLES)]
