"""What a pull will cost, and pulling again with the fewest questions."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import (
    DataOption,
    HeadlessOption,
    PortalOption,
    StudyOption,
    ThroughOption,
    TimepointOption,
    prepared,
)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    for command in (plan, refresh):
        app.command()(command)


def plan(
    study: StudyOption,
    timepoint: TimepointOption = "baseline",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, each search by itself.")] = False,
    data: DataOption = None,
) -> None:
    """Say what a pull will take: searches, captchas, minutes. Asks the portal nothing."""
    from extract.archive import Archive
    from pipeline.plan_printing import plan_as_json, print_plan
    from pipeline.planning import plan_pull

    job = prepared(study, timepoint, data)
    if job.places.archive.exists():
        with Archive.open_reader(job.places.archive) as archive:
            planned = plan_pull(job.study, timepoint, archive)
    else:
        planned = plan_pull(job.study, timepoint, None)
    if as_json:
        typer.echo(plan_as_json(planned))
    else:
        print_plan(planned, job.reporter)


def refresh(
    study: StudyOption,
    timepoint: TimepointOption,
    since: Annotated[str, typer.Option("--since", help="Earlier timepoint to take over from.")],
    data: DataOption = None,
    portal_url: PortalOption = None,
    through: ThroughOption = None,
    headless: HeadlessOption = False,
) -> None:
    """Pull a later timepoint, asking only for lists, new cases, and cases that may have gone on."""
    from pipeline.pulling import refresh_pages

    job = prepared(study, timepoint, data, portal_url, through=through, is_headless=headless)
    job.reporter.step("refresh", refresh_pages(job, since).said)
