"""Two timepoints of one study."""

from __future__ import annotations

import typer

from pipeline.commands.options import DataOption, StudyOption, prepared


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(compare)


def compare(study: StudyOption = "reference", data: DataOption = None) -> None:
    """Set baseline and endline side by side; say what can and what cannot be concluded."""
    from pipeline.comparing import compare as compare_timepoints
    from pipeline.registration import ENDLINE

    compare_timepoints(prepared(study, ENDLINE, data))
