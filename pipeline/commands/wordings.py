"""Wordings that no vocabulary knows: list them, decide on them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import DataOption, StudyOption, TimepointOption, do_steps, prepared

VOCAB = typer.Typer(no_args_is_help=True, help="Wordings no vocabulary knows: list them, decide on them.")


def register(app: typer.Typer) -> None:
    """Add the group ``vocab`` to ``app``."""
    app.add_typer(VOCAB, name="vocab")


@VOCAB.command("list")
def list_wordings(
    study: StudyOption = "reference",
    timepoint: TimepointOption = "baseline",
    to: Annotated[
        Path | None, typer.Option("--to", help="File to write; else DATA/vocabulary/STUDY/to_decide.csv.")
    ] = None,
    data: DataOption = None,
) -> None:
    """List unmapped wordings by count, each with an example and like wordings, as a CSV to be filled in.

    Example: ecourts-indicators vocab list --study reference --timepoint baseline
    """
    from pipeline.vocabulary_work.printing import print_undecided
    from pipeline.vocabulary_work.undecided import undecided_wordings, write_list

    run = prepared(study, timepoint, data)
    found = undecided_wordings(run)
    file = to or run.places.wording_decisions.with_name("to_decide.csv")
    if found:
        write_list(found, file)
    print_undecided(run, found, file)


@VOCAB.command()
def decide(
    decisions: Annotated[Path, typer.Option("--from", help="The list, with code, decided_by and reason.")],
    study: StudyOption = "reference",
    timepoint: TimepointOption = "baseline",
    data: DataOption = None,
) -> None:
    """Take the decisions, build what they change, and show the headline before and after.

    Example: ecourts-indicators vocab decide --study reference --timepoint baseline --from to_decide.csv
    """
    from datetime import UTC, datetime

    from pipeline.vocabulary_work.deciding import take_decisions
    from pipeline.vocabulary_work.effect import headline_values
    from pipeline.vocabulary_work.printing import print_effect, print_taken

    run = prepared(study, timepoint, data)
    before = headline_values(run)
    print_taken(run, take_decisions(decisions, run.places.wording_decisions, datetime.now(UTC).date()))
    do_steps(run, "build", "forms", "check", "indicators", "publish", "brief")
    print_effect(run, before, headline_values(run))
