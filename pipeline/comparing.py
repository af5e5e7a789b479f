"""Command compare: baseline and endline side by side, and what can and cannot be concluded."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.comparison.assembling import assemble
from pipeline.comparison.cautions import Setting, setting_of
from pipeline.comparison.conclusions import conclusions
from pipeline.comparison.printing import comparison_screen
from pipeline.comparison.publication import publish, store
from pipeline.comparison.reading import BASELINE, read_snapshots
from pipeline.comparison.rows import ComparisonRow
from pipeline.provenance import footer, parameters_said
from pipeline.registration import ENDLINE, Registration, register_estimands
from pipeline.run import Run
from transform.warehouse import build_warehouse


def compare(run: Run) -> None:
    """Compare the timepoints, write both files, print the table and the conclusions.

    Raises ``RunError`` where a timepoint is missing or was built under other rules, ``StudyError`` where the
    primary estimands are not those on record.
    """
    baseline, endline = read_snapshots(run)
    registration = register_estimands(run)
    setting = setting_of(baseline, endline, has_comparison_districts=False)
    rows = assemble(baseline, endline, run.study.estimands.primaries, setting)
    store(rows, run.places.comparison)
    build_warehouse(run.places.tables_root, run.places.warehouse)
    withheld = publish(rows, run.study.suppression_threshold, run.places.study_indicators / "comparison.csv")
    _print(run, rows, setting, registration, withheld)


def _print(
    run: Run, rows: Sequence[ComparisonRow], setting: Setting, registration: Registration, withheld: int
) -> None:
    run.reporter.console.print(comparison_screen(_title(run, setting), rows, footer()))
    for timepoint in (BASELINE, ENDLINE):
        run.reporter.line(parameters_said(run.study.parameters(timepoint)))
    run.reporter.line("* primary estimand, p adjusted by Holm; adjournments by A1; × endline over baseline")
    run.reporter.line("")
    for sentence in conclusions(rows, setting, registration):
        run.reporter.line(f"- {sentence}")
    run.reporter.line("")
    published = run.places.study_indicators / "comparison.csv"
    run.reporter.line(
        f"comparison (CSV)                 {published} ({withheld} of {len(rows)} rows withheld)"
    )
    run.reporter.line(f"comparison (view, full values)   {run.places.warehouse}")


def _title(run: Run, setting: Setting) -> str:
    label = " (SYNTHETIC CASES)" if setting.is_synthetic and "synthetic" not in run.study.title else ""
    return f"{run.study.title}{label}\nbaseline and endline: descriptive change, not effect"
