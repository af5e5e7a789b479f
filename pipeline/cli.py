"""The command ``ecourts-indicators``. Heavy parts are imported only by the command that needs them."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="ecourts-indicators",
    help="Public e-courts records to indicators of how trafficking cases move through the courts. "
    "Add --debug to any command for the traceback of a fault.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

StudyOption = Annotated[str, typer.Option("--study", help="Study by name, or a path ending in .toml.")]
TimepointOption = Annotated[str, typer.Option("--timepoint", help="Timepoint of the study.")]
DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of all stores; else ECOURTS_DATA, else data/.")
]
PortalOption = Annotated[
    str | None,
    typer.Option("--portal-url", help="Portal to ask instead of the study's own, e.g. a stand-in."),
]


@app.command()
def run(
    study: StudyOption = "reference",
    timepoint: TimepointOption = "baseline",
    data: DataOption = None,
    portal_url: PortalOption = None,
) -> None:
    """Do the whole chain: pull, build, check, compute, publish; print the headline table."""
    from pipeline.headline import print_headline

    job = _job(study, timepoint, data, portal_url)
    _steps(job)
    print_headline(job)


@app.command()
def pull(
    study: StudyOption,
    timepoint: TimepointOption,
    data: DataOption = None,
    portal_url: PortalOption = None,
) -> None:
    """Ask the portal for what the raw archive does not hold yet."""
    _steps(_job(study, timepoint, data, portal_url), "pull")


@app.command(name="import")
def import_(
    study: StudyOption,
    timepoint: TimepointOption,
    source: Annotated[Path, typer.Option("--from", help="File or folder to import.")],
    kind: Annotated[
        str | None, typer.Option("--kind", help="html or app-json; detected if not given.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Take saved pages or published case records into the raw archive."""
    from pipeline.importing import import_pages

    job = _job(study, timepoint, data)
    import_pages(source, kind, job.places, job.reporter)


@app.command()
def build(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Read the archived pages into tables and build the warehouse."""
    _steps(_job(study, timepoint, data), "build")


@app.command()
def check(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Check the tables: structure, rules, coverage. Exit code 1 if they may not be used."""
    _steps(_job(study, timepoint, data), "build", "check")


@app.command()
def indicators(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Compute every indicator, with its interval, from the checked tables."""
    _steps(_job(study, timepoint, data), "build", "check", "indicators")


@app.command()
def publish(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Write the indicator CSVs under disclosure control."""
    _steps(_job(study, timepoint, data), "build", "check", "indicators", "publish")


@app.command()
def standin(
    study: StudyOption = "reference",
    port: Annotated[int, typer.Option("--port", help="Port on this machine.")] = 8021,
) -> None:
    """Serve the stand-in portal for anyone to look at in a browser."""
    from pipeline.standin_serving import serve

    serve(study, port)


def main() -> None:
    """Entry of the console command: faults become one line and an exit code (1 fault, 2 wrong usage)."""
    from pipeline.faults import explain

    is_debugging = "--debug" in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != "--debug"]
    try:
        app()
    except KeyboardInterrupt:
        print("stopped: everything received so far is kept; run the same command to go on.", file=sys.stderr)
        sys.exit(130)
    except Exception as fault:
        code, text = explain(fault)
        if is_debugging:
            traceback.print_exc()
        print(f"error: {text}", file=sys.stderr)
        sys.exit(code)


def _job(study: str, timepoint: str, data: Path | None, portal_url: str | None = None) -> Any:
    from pipeline.run import prepare

    return prepare(study, timepoint, data, portal_url)


def _steps(job: Any, *names: str) -> None:
    from pipeline.steps import run_steps

    run_steps(job, names or None)
