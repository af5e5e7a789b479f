"""The report that people read who never open a table."""

from __future__ import annotations

import typer

from pipeline.commands.options import DataOption, StudyOption, prepared


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(report)


def report(study: StudyOption = "reference", data: DataOption = None) -> None:
    """Write the study's report, one HTML file made from its published tables alone.

    Where there is a Chromium or Chrome it is printed too, as a PDF outside the publication.

    Example: ecourts-indicators report --study reference
    """
    from pipeline.report.printing import print_page
    from pipeline.report.writing import write_report

    run = prepared(study, "baseline", data)
    page, pdf = write_report(run), run.places.printed_report
    run.reporter.step("report", str(page))
    if print_page(page, pdf):
        run.reporter.step("print", str(pdf))
    else:
        run.reporter.step("print", "no PDF: no Chromium or Chrome found (ECOURTS_BROWSER names one)")
