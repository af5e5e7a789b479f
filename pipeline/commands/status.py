"""How far a pull is."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.json_output import json_option
from pipeline.commands.options import DataOption, StudyOption, TimepointOption, prepared

STATUS_KEYS = (
    "study", "timepoint", "archive", "now", "is_begun", "is_complete", "imported_pages",
    "writing_process", "last_activity", "rest", "districts", "total", "failures", "to_finish", "go_on_with",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    add(app, status, "status --study cse_maharashtra", "status --study reference --timepoint endline --json")


def status(
    study: StudyOption,
    timepoint: TimepointOption = "baseline",
    as_json: Annotated[bool, json_option(*STATUS_KEYS)] = False,
    data: DataOption = None,
) -> None:
    """Say how far a pull is, what failed and why, and how to go on. Asks the portal nothing."""
    from datetime import UTC, datetime

    from rich.console import Console

    from pipeline.pull_status.printing import print_situation, situation_as_json
    from pipeline.pull_status.situation import read_situation
    from pipeline.pulling.plan_printing import PLAIN_WIDTH

    run = prepared(study, timepoint, data, as_json=as_json)
    found = read_situation(run, study, datetime.now(UTC))
    if as_json:
        typer.echo(situation_as_json(found))
        return
    console = run.reporter.console
    print_situation(found, console if console.is_terminal else Console(width=PLAIN_WIDTH))
