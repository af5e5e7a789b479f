"""Two timepoints of one study."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.json_output import json_option, print_json
from pipeline.commands.options import DataOption, StudyOption, prepared

COMPARE_KEYS = ("study", "file", "rows", "rows_withheld", "primary", "conclusions", "warehouse")


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    add(app, compare, "compare --study reference", "compare --study cse_maharashtra --json")


def compare(
    study: StudyOption = "reference",
    data: DataOption = None,
    as_json: Annotated[bool, json_option(*COMPARE_KEYS)] = False,
) -> None:
    """Set baseline and endline side by side.

    Says what can and what can't be concluded. Both timepoints must have been run before.
    """
    from pipeline.brief.report import print_brief_figures
    from pipeline.comparing import compare as compare_timepoints
    from pipeline.comparing import comparison_document, print_comparison
    from pipeline.raw_zone.unlocking import unlock
    from pipeline.registration import ENDLINE

    run = prepared(study, ENDLINE, data, as_json=as_json)
    unlock(run)
    with run.reporter.working("comparing baseline and endline"):
        found = compare_timepoints(run)
    if as_json:
        print_json(comparison_document(run, found))
    print_comparison(run, found)
    print_brief_figures(run)
