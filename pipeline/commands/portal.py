"""Asking the portal, the real one or the stand-in."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.adding import add
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
    add(
        app, pull,
        "pull --study cse_maharashtra --timepoint baseline",
        "pull --study reference --timepoint baseline --through http",
    )  # fmt: skip
    add(app, standin, "standin", "standin --study reference --timepoint endline --port 8080")


def pull(
    study: StudyOption,
    timepoint: TimepointOption,
    data: DataOption = None,
    portal_url: PortalOption = None,
    through: ThroughOption = None,
    headless: HeadlessOption = False,
) -> None:
    """Ask the portal for what the raw archive does not hold yet.

    It opens your own browser on the portal, and you type each captcha there. Stop it whenever you like
    (Ctrl-C): the same command goes on where it was, and `status` says how far it is.
    """
    do_steps(prepared(study, timepoint, data, portal_url, through=through, is_headless=headless), "pull")


def standin(
    study: StudyOption = "reference",
    timepoint: TimepointOption = "baseline",
    port: Annotated[int, typer.Option("--port", metavar="N", help="Port on this machine.")] = 8021,
    wording: Annotated[
        str | None,
        typer.Option(
            "--wording",
            metavar="OLD=NEW",
            help='Print a purpose otherwise, e.g. "Evidence=Evidnce": is it noticed?',
        ),
    ] = None,
) -> None:
    """Serve the stand-in portal, to look at in a browser.

    Its cases are made up; it can be pulled from too. It runs until it is stopped (Ctrl-C).
    """
    from pipeline.pulling.standin_serving import serve

    serve(study, timepoint, port, wording)
