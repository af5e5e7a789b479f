"""The report that people read who never open a table."""

from __future__ import annotations

import typer

from pipeline.commands.adding import add
from pipeline.commands.options import DataOption, StudyOption, prepared


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    add(app, report, "report --study reference")


def report(study: StudyOption = "reference", data: DataOption = None) -> None:
    """Write the study's report, one HTML file.

    It is made from the published tables alone and needs no network. Needs `make report` once.
    """
    from pipeline.report.writing import write_report

    run = prepared(study, "baseline", data)
    run.reporter.step("report", str(write_report(run)))
