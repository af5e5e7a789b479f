"""A look through files before they are handed out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import DataOption, StudyOption, prepared


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(scan)


def scan(
    path: Annotated[Path, typer.Argument(help="File or folder to look through.")],
    study: StudyOption = "reference",
    data: DataOption = None,
) -> None:
    """Look through files for what may not leave: CNRs, names the study's pages know, days, order text ...

    Everything that is published is looked through already; this is for files made by hand, a notebook or a
    slide. Exit code 1 if anything is found.

    Example: ecourts-indicators scan --study reference results/
    """
    from checks.scanner import scan as scan_files
    from pipeline.examining import forbidden
    from pipeline.run import RunError

    run = prepared(study, "baseline", data)
    if not path.exists():
        raise RunError(f"{path}: there is no such file or folder; check the name.")
    found = scan_files(path, forbidden(run))
    for finding in found:
        run.reporter.line(str(finding))
    if found:
        raise RunError(f"{path}: {len(found)} places may not leave, listed above; take them out.")
    run.reporter.line(f"{path}: nothing found that may not leave.")
