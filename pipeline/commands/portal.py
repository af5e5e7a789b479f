"""Asking the portal, the real one or the stand-in."""

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
    do_steps,
    prepared,
)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    for command in (pull, standin):
        app.command()(command)


def pull(
    study: StudyOption,
    timepoint: TimepointOption,
    data: DataOption = None,
    portal_url: PortalOption = None,
    through: ThroughOption = None,
    headless: HeadlessOption = False,
) -> None:
    """Ask the portal for what the raw archive does not hold yet."""
    do_steps(prepared(study, timepoint, data, portal_url, through=through, is_headless=headless), "pull")


def standin(
    study: StudyOption = "reference",
    timepoint: TimepointOption = "baseline",
    port: Annotated[int, typer.Option("--port", help="Port on this machine.")] = 8021,
    wording: Annotated[
        str | None,
        typer.Option("--wording", help='Print a purpose otherwise, e.g. "Evidence=Evidnce": is it noticed?'),
    ] = None,
) -> None:
    """Serve the stand-in portal for anyone to look at in a browser, or to pull from."""
    from pipeline.standin_serving import serve

    serve(study, timepoint, port, wording)
