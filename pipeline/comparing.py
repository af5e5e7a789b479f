"""Command compare: baseline and endline side by side, and what can and cannot be concluded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.brief.report import write_brief_figures
from pipeline.comparison.appendix import appendix
from pipeline.comparison.appendix_facts import AppendixFacts, read_facts
from pipeline.comparison.assembling import assemble
from pipeline.comparison.cautions import Setting, setting_of
from pipeline.comparison.change_conclusions import CONCLUSIONS
from pipeline.comparison.conclusions import conclusions, conclusions_csv
from pipeline.comparison.other_districts import difference_in_differences_rows
from pipeline.comparison.printing import comparison_screen
from pipeline.comparison.publication import publish, store
from pipeline.comparison.reading import BASELINE, read_snapshots
from pipeline.comparison.rows import ComparisonRow
from pipeline.provenance import footer, parameters_said
from pipeline.publishing.flow import FLOW_FILE, flow_csv
from pipeline.publishing.staging import staged
from pipeline.registration import ENDLINE, Registration, register_estimands
from pipeline.run import Run
from pipeline.writing import write_text
from transform.court_calendar import load_calendar
from transform.warehouse import build_warehouse


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared and written; ``withheld`` counts the published rows without a value."""

    rows: Sequence[ComparisonRow]
    setting: Setting
    registration: Registration
    withheld: int


def compare(run: Run) -> Comparison:
    """Compare the timepoints and write all files.

    Raises ``RunError`` where a timepoint is missing or was built under other rules, ``StudyError`` where the
    primary estimands are not those on record.
    """
    baseline, endline = read_snapshots(run)
    registration = register_estimands(run)
    calendar = load_calendar(run.study.calendar) if run.study.calendar else None
    others = run.study.comparison_districts
    setting = setting_of(baseline, endline, calendar, len(others.names) if others else 0)
    further = difference_in_differences_rows(run, others) if others else ()
    rows = assemble(baseline, endline, run.study.estimands.primaries, setting, further)
    store(rows, run.places.comparison)
    build_warehouse(run.places.tables_root, run.places.warehouse)
    with staged(run) as stage:
        published = publish(run, rows, stage)
        said = conclusions(published, setting, registration, run.study.suppression_threshold)
        write_text(stage.folder / CONCLUSIONS, conclusions_csv(said))
        _report(run, setting, registration, stage.folder)
    write_brief_figures(run)
    return Comparison(rows, setting, registration, sum(row.suppressed for row in published))


def comparison_document(run: Run, found: Comparison) -> dict[str, Any]:
    """The comparison for a program: primary estimands in full, so for the analyst alone."""
    primary = [row for row in found.rows if row.role == "primary"]
    return {
        "study": run.study.name,
        "file": str(run.places.study_indicators / "comparison.csv"),
        "rows": len(found.rows),
        "rows_withheld": found.withheld,
        "primary": [asdict(row) for row in primary],
        "conclusions": [one.conclusion for one in conclusions(found.rows, found.setting, found.registration)],
        "warehouse": str(run.places.warehouse),
    }


def _report(run: Run, setting: Setting, registration: Registration, folder: Path) -> None:
    """Write the reporting appendix and the flow diagram's numbers."""
    threshold = run.study.suppression_threshold
    parts = tuple(read_facts(run, timepoint) for timepoint in (BASELINE, ENDLINE))
    facts = AppendixFacts(run.study, parts, setting, registration, threshold)
    write_text(folder / "reporting_appendix.md", appendix(facts))
    write_text(folder / FLOW_FILE, flow_csv([part.flow for part in parts], threshold))
    for part in parts:
        for step in part.flow.unaccounted:
            run.reporter.warn(f"{part.name}: the flow of cases does not add up at {step}; build again.")


def print_comparison(run: Run, found: Comparison) -> None:
    """Print the table, the conclusions, and where the files are."""
    rows, setting = found.rows, found.setting
    run.reporter.console.print(comparison_screen(_title(run, setting), rows, footer()))
    for timepoint in (BASELINE, ENDLINE):
        run.reporter.line(parameters_said(run.study.parameters(timepoint)))
    run.reporter.line("* primary estimand, p adjusted by Holm; adjournments by A1; × endline over baseline")
    run.reporter.line("")
    for one in conclusions(rows, setting, found.registration):
        run.reporter.line(f"- {one.conclusion}")
    run.reporter.line("")
    published = run.places.study_indicators / "comparison.csv"
    run.reporter.line(
        f"comparison (CSV)                 {published} ({found.withheld} of {len(rows)} rows withheld)"
    )
    run.reporter.line(f"reporting appendix, flow         {run.places.study_indicators}")
    run.reporter.line(f"comparison (view, full values)   {run.places.warehouse}")


def _title(run: Run, setting: Setting) -> str:
    label = " (SYNTHETIC CASES)" if setting.is_synthetic and "synthetic" not in run.study.title else ""
    return f"{run.study.title}{label}\nbaseline and endline: descriptive change, not effect"
