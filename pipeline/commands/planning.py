"""What a pull will cost, and pulling again with the fewest questions."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.completion import timepoint_names
from pipeline.commands.json_output import json_option
from pipeline.commands.options import (
    DataOption,
    HeadlessOption,
    PortalOption,
    StudyOption,
    ThroughOption,
    TimepointOption,
    prepared,
)

PLAN_KEYS = (
    "study", "timepoint", "totals", "districts", "complexes", "left_out", "assumptions", "cautions",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    add(
        app, plan,
        "plan --study cse_maharashtra",
        "plan --study reference --timepoint endline --json",
    )  # fmt: skip
    add(app, refresh, "refresh --study cse_maharashtra --timepoint endline --since baseline")


def plan(
    study: StudyOption,
    timepoint: TimepointOption = "baseline",
    as_json: Annotated[bool, json_option(*PLAN_KEYS)] = False,
    data: DataOption = None,
) -> None:
    """Say what a pull will take: searches, captchas, minutes. Asks the portal nothing."""
    from extract.archive import Archive
    from pipeline.pulling.plan_printing import plan_as_json, print_plan
    from pipeline.pulling.planning import plan_pull
    from pipeline.pulling.requesting import refuse_unsearched

    job = prepared(study, timepoint, data, as_json=as_json)
    refuse_unsearched(job.study)
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
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="TIMEPOINT",
            autocompletion=timepoint_names,
            help="Earlier timepoint to take over from.",
        ),
    ],
    data: DataOption = None,
    portal_url: PortalOption = None,
    through: ThroughOption = None,
    headless: HeadlessOption = False,
) -> None:
    """Pull a later timepoint, asking only for what may be new.

    Lists, new cases, and cases that may have gone on are asked for; what was over at --since is taken over.
    """
    from pipeline.pulling.pages import refresh_pages

    job = prepared(study, timepoint, data, portal_url, through=through, is_headless=headless)
    job.reporter.step("refresh", refresh_pages(job, since).said)
