"""Is this machine fit for the work?"""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import DataOption


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(doctor)


def doctor(
    study: Annotated[
        list[str] | None, typer.Option("--study", help="Study to look at, by name or file; else all.")
    ] = None,
    data: DataOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    without_browser: Annotated[
        bool, typer.Option("--without-browser", help="Do not start the browser.")
    ] = False,
) -> None:
    """Look at browser, disk, permissions, clock, key, archives and study files; say what to fix."""
    from pipeline.doctor import diagnose
    from pipeline.doctor.printing import print_findings
    from pipeline.paths import data_folder, key_file

    findings = diagnose(data_folder(data), key_file(), study or [], with_browser=not without_browser)
    raise typer.Exit(print_findings(findings, as_json=as_json))
