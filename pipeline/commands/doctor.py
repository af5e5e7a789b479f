"""Is this machine fit for the work?"""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.completion import study_names
from pipeline.commands.json_output import json_option
from pipeline.commands.options import DataOption

DOCTOR_KEYS = ("faults", "warnings", "in_order", "findings")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    add(app, doctor, "doctor", "doctor --study cse_maharashtra --without-browser --json")


def doctor(
    study: Annotated[
        list[str] | None,
        typer.Option(
            "--study",
            metavar="STUDY",
            autocompletion=study_names,
            help="Study to look at, by name or file (may be repeated); else all.",
        ),
    ] = None,
    data: DataOption = None,
    as_json: Annotated[bool, json_option(*DOCTOR_KEYS)] = False,
    without_browser: Annotated[
        bool, typer.Option("--without-browser", help="Do not start the browser.")
    ] = False,
) -> None:
    """Say whether this machine is fit for the work.

    Looks at browser, disk, permissions, clock, key, archives and study files, changes nothing, and says what
    to fix. Exit code 1 if something must be.
    """
    from pipeline.doctor import diagnose
    from pipeline.doctor.printing import print_findings
    from pipeline.paths import data_folder, key_file

    findings = diagnose(data_folder(data), key_file(), study or [], with_browser=not without_browser)
    raise typer.Exit(print_findings(findings, as_json=as_json))
