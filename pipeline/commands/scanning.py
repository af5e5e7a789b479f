"""A look through files before they are handed out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.json_output import json_option, print_json
from pipeline.commands.options import DataOption, StudyOption, prepared


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    add(app, scan, "scan --study reference results/", "scan --study cse_maharashtra slides.md --json")


def scan(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="File or folder to look through.")],
    study: StudyOption = "reference",
    data: DataOption = None,
    as_json: Annotated[bool, json_option("path", "is_clean", "found")] = False,
) -> None:
    """Look through files for what may not leave.

    CNRs, case numbers, names that the study's pages know, days, words of orders ... All that is published is
    looked through already; this is for files made by hand: a notebook, a slide. Exit code 1 if anything is
    found.
    """
    from checks.scanner import scan as scan_files
    from pipeline.publishing.examining import forbidden
    from pipeline.run import RunError

    run = prepared(study, "baseline", data, as_json=as_json)
    if not path.exists():
        raise RunError(f"{path}: there is no such file or folder; check the name.")
    names = forbidden(run)
    with run.reporter.working(f"looking through {path}"):
        found = scan_files(path, names)
    if as_json:
        masked = [{"file": one.file, "place": one.place, "kind": one.kind, "said": str(one)} for one in found]
        print_json({"path": str(path), "is_clean": not found, "found": masked})
    for finding in found:
        run.reporter.line(str(finding))
    if found:
        raise RunError(f"{path}: {len(found)} places may not leave, listed above; take them out.")
    run.reporter.line(f"{path}: nothing found that may not leave.")
