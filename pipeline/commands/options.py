"""Options that several commands share, and the run they describe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.run import Run

StudyOption = Annotated[str, typer.Option("--study", help="Study by name, or a path ending in .toml.")]
TimepointOption = Annotated[str, typer.Option("--timepoint", help="Timepoint of the study.")]
DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of all stores; else ECOURTS_DATA, else data/.")
]
PortalOption = Annotated[
    str | None,
    typer.Option("--portal-url", help="Portal to ask instead of the study's own, e.g. a stand-in."),
]

ThroughOption = Annotated[
    str | None,
    typer.Option("--through", help="Door to the portal, browser or http; else as the study file says."),
]
HeadlessOption = Annotated[
    bool,
    typer.Option("--headless", help="Browser without a window; only for the stand-in, where nobody types."),
]

MemoryOption = Annotated[
    str | None,
    typer.Option(
        "--memory-limit",
        help="Most memory for the database, e.g. 6GB; what does not fit goes to DATA/scratch.",
        envvar="ECOURTS_MEMORY_LIMIT",
    ),
]
ThreadsOption = Annotated[
    int | None, typer.Option("--threads", help="Threads for the database; else every core.", min=1)
]


def prepared(
    study: str,
    timepoint: str,
    data: Path | None,
    portal_url: str | None = None,
    *,
    through: str | None = None,
    is_headless: bool = False,
) -> Run:
    """The run that the options describe; imports what it needs only now."""
    from pipeline.run import prepare

    return prepare(study, timepoint, data, portal_url, through=through, is_headless=is_headless)


def limited(run: Run, memory_limit: str | None, threads: int | None) -> Run:
    """The run with limits on the database's memory and threads; it spills into the data folder."""
    from dataclasses import replace

    from transform.limits import Limits

    return replace(run, limits=Limits(memory_limit, threads, run.places.scratch / "spilled"))


def do_steps(run: Run, *names: str) -> None:
    """Do the named steps in their order, all if none is named."""
    from pipeline.steps import run_steps

    run_steps(run, names or None)
