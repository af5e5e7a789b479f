"""The report that people read who never open a table."""

from __future__ import annotations

import typer

from pipeline.commands.options import DataOption, StudyOption, prepared


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(report)


def report(study: StudyOption = "reference", data: DataOption = None) -> None:
    """Write the study's report, one HTML file made from its published tables alone.

    Example: ecourts-indicators report --study reference
    """
    from pipeline.report.writing import write_report

    run = prepared(study, "baseline", data)
    run.reporter.step("report", str(write_report(run)))
