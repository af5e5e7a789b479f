"""Options that several commands share, and the run they describe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.completion import one_of, study_names, timepoint_names

if TYPE_CHECKING:
    from pipeline.run import Run

StudyOption = Annotated[
    str,
    typer.Option(
        "--study", metavar="STUDY", autocompletion=study_names,
        help="Study by name, or its file (a path ending in .toml).",
    ),
]  # fmt: skip
TimepointOption = Annotated[
    str,
    typer.Option(
        "--timepoint", metavar="TIMEPOINT", autocompletion=timepoint_names,
        help="One of the study's timepoints: baseline or endline.",
    ),
]  # fmt: skip
DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder of all stores; else ECOURTS_DATA, else data/."),
]
PortalOption = Annotated[
    str | None,
    typer.Option("--portal-url", metavar="URL", help="Ask this portal, not the study's own: a stand-in."),
]

ThroughOption = Annotated[
    str | None,
    typer.Option(
        "--through", metavar="DOOR", autocompletion=one_of("browser", "http"),
        help="Door to the portal, browser or http; else as the study file says.",
    ),
]  # fmt: skip
HeadlessOption = Annotated[
    bool,
    typer.Option("--headless", help="Browser without a window: for the stand-in only, where nobody types."),
]
EngineOption = Annotated[
    str,
    typer.Option(
        "--engine", metavar="ENGINE", autocompletion=one_of("duckdb", "spark"),
        help="duckdb, or spark where one machine is not enough (make spark); the values are the same.",
    ),
]  # fmt: skip
SparkMasterOption = Annotated[
    str | None,
    typer.Option(
        "--spark-master", metavar="URL",
        help="Spark cluster, e.g. spark://HOST:7077; else this machine. All its executors must find the data "
        "folder under the same path.",
    ),
]  # fmt: skip

MemoryOption = Annotated[
    str | None,
    typer.Option(
        "--memory-limit",
        metavar="SIZE",
        help="Most memory for the database, e.g. 6GB; what does not fit goes to DATA/scratch.",
        envvar="ECOURTS_MEMORY_LIMIT",
    ),
]
ThreadsOption = Annotated[
    int | None,
    typer.Option("--threads", metavar="N", help="Threads for the database; else every core.", min=1),
]


def prepared(
    study: str,
    timepoint: str,
    data: Path | None,
    portal_url: str | None = None,
    *,
    through: str | None = None,
    is_headless: bool = False,
    as_json: bool = False,
) -> Run:
    """The run that the options describe; imports what it needs only now.

    ``as_json`` leaves standard output to the command: what people read goes to standard error.
    """
    from pipeline.run import prepare

    return prepare(
        study, timepoint, data, portal_url, through=through, is_headless=is_headless, as_json=as_json
    )


def limited(run: Run, memory_limit: str | None, threads: int | None) -> Run:
    """The run with limits on the database's memory and threads; it spills into the data folder.

    A limit that is none is refused here, even where every step turns out to be done already.
    """
    from dataclasses import replace

    from transform.limits import Limits

    limits = Limits(memory_limit, threads, run.places.scratch / "spilled")
    limits.try_out()
    return replace(run, limits=limits)


def do_steps(run: Run, *names: str) -> None:
    """Do the named steps in their order, all if none is named."""
    from pipeline.steps import run_steps

    for caution in run.study.cautions:
        run.reporter.warn(f"{run.study_file.name}: {caution}")
    run_steps(run, names or None)
