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

    It is made from the published tables alone and needs no network. Where there is a Chromium or Chrome it
    is printed too, as a PDF outside the publication. Needs `make report` once.
    """
    from pipeline.raw_zone.unlocking import unlock
    from pipeline.report.printing import print_page
    from pipeline.report.writing import write_report

    run = prepared(study, "baseline", data)
    unlock(run)
    with run.reporter.working("writing the report"):
        page, pdf = write_report(run), run.places.printed_report
    run.reporter.step("report", str(page))
    with run.reporter.working("printing it"):
        is_printed = print_page(page, pdf)
    said = str(pdf) if is_printed else "no PDF: no Chromium or Chrome found (ECOURTS_BROWSER names one)"
    run.reporter.step("print", said)
