"""What an analyst sees of undecided wordings, of decisions taken, and of their effect."""

from __future__ import annotations

from pathlib import Path

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from pipeline.run import Run
from pipeline.vocabulary_work.deciding import Decided
from pipeline.vocabulary_work.effect import Values, changed_count, effect_table
from pipeline.vocabulary_work.printed import never_printed
from pipeline.vocabulary_work.undecided import Undecided


def print_undecided(run: Run, undecided: list[Undecided], file: Path) -> None:
    """The wordings with their likeliest code, and what to do next."""
    if not undecided:
        run.reporter.line(f"Every wording of {run.study.name}, {run.timepoint}, is known; nothing to decide.")
        return
    table = Table(box=SIMPLE, title=f"Wordings no vocabulary knows: {run.study.name}, {run.timepoint}")
    for column in ("vocabulary", "printed", "count", "like", "for example"):
        table.add_column(column, justify="right" if column == "count" else "left", overflow="fold")
    for one in undecided:
        like = one.suggestions[0].code if one.suggestions else "nothing known"
        table.add_row(one.vocabulary, Text(one.printed), str(one.count), like, Text(one.example))
    run.reporter.console.print(table)
    run.reporter.line(
        f"Fill in code, decided_by and reason in {file}\n(a row without a code stays undecided), then: "
        f"{run.typed('vocab decide', '--from', str(file))}"
    )


def print_taken(run: Run, decided: Decided) -> None:
    """How many decisions were taken, and where they are kept."""
    taken = len(decided.taken)
    said = f"{taken} wording{'s' * (taken != 1)} decided, {decided.left} left open"
    if decided.changed:
        said += f", {decided.changed} of them decided otherwise before"
    run.reporter.step("vocab", f"{said}: {run.places.wording_decisions}")
    for one in never_printed(run, decided.taken):
        run.reporter.warn(
            f"{one.vocabulary}: {one.printed!r} stands on no page of {run.study.name}, so the decision "
            "changes nothing; correct its spelling, or take the row out here and in the decisions kept"
        )


def print_effect(run: Run, before: Values, after: Values) -> None:
    """The headline before and after, and how many of all values moved."""
    run.reporter.console.print(effect_table(before, after))
    if before:
        run.reporter.line(f"{changed_count(before, after)} of {len(after)} programme values changed.")
    else:
        run.reporter.line("No values had been computed before: the tables did not pass their checks.")
    run.reporter.line(f"Nothing was published anew; to do that: {run.typed('publish')}")
