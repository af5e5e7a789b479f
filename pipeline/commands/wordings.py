"""Wordings that no vocabulary knows: list them, decide on them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.json_output import json_option, print_json
from pipeline.commands.options import DataOption, StudyOption, TimepointOption, do_steps, prepared

VOCAB = typer.Typer(
    help="Wordings no vocabulary knows: list them, decide on them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the group ``vocab`` to ``app``."""
    add(
        VOCAB, list_wordings,
        "vocab list --study cse_maharashtra --timepoint baseline",
        "vocab list --study cse_maharashtra --json",
        name="list",
    )  # fmt: skip
    add(VOCAB, decide, "vocab decide --study cse_maharashtra --timepoint baseline --from to_decide.csv")
    app.add_typer(VOCAB, name="vocab")


def list_wordings(
    study: StudyOption = "reference",
    timepoint: TimepointOption = "baseline",
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="File to write; else DATA/vocabulary/STUDY/to_decide.csv."),
    ] = None,
    data: DataOption = None,
    as_json: Annotated[bool, json_option("study", "timepoint", "file", "wordings")] = False,
) -> None:
    """List the wordings that no vocabulary knows, in a CSV.

    By count, each with an example and like wordings. Fill in code, decided_by and reason there, then give it
    to `vocab decide`.
    """
    from pipeline.vocabulary_work.printing import print_undecided
    from pipeline.vocabulary_work.undecided import undecided_wordings, write_list

    run = prepared(study, timepoint, data, as_json=as_json)
    found = undecided_wordings(run)
    file = to or run.places.wording_decisions.with_name("to_decide.csv")
    if found:
        write_list(found, file)
    if as_json:
        wordings = [asdict(one) for one in found]
        written = str(file) if found else None
        print_json({"study": run.study.name, "timepoint": timepoint, "file": written, "wordings": wordings})
    print_undecided(run, found, file)


def decide(
    decisions: Annotated[
        Path,
        typer.Option("--from", metavar="FILE", help="The list, with code, decided_by and reason filled in."),
    ],
    study: StudyOption = "reference",
    timepoint: TimepointOption = "baseline",
    data: DataOption = None,
) -> None:
    """Take the decisions and show what they change.

    What they change is built and computed anew, and the headline shown before and after. Nothing is
    published: `publish` does that.
    """
    from datetime import UTC, datetime

    from pipeline.vocabulary_work.deciding import take_decisions
    from pipeline.vocabulary_work.effect import headline_values
    from pipeline.vocabulary_work.printing import print_effect, print_taken

    run = prepared(study, timepoint, data)
    before = headline_values(run)
    print_taken(run, take_decisions(decisions, run.places.wording_decisions, datetime.now(UTC).date()))
    do_steps(run, "build", "forms", "check", "indicators")
    print_effect(run, before, headline_values(run))
