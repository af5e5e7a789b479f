"""Commands that look at a study's timepoints again, after they were run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.completion import timepoint_names
from pipeline.commands.json_output import json_option, print_json
from pipeline.commands.options import DataOption, StudyOption, TimepointOption, prepared

if TYPE_CHECKING:
    from pipeline.study import Study


REPLAY_KEYS = (
    "study", "against", "from", "as_of", "values", "values_equal", "indicators_changed",
    "case_pages_carried_over", "drift", "files",
)  # fmt: skip
SENSITIVITY_KEYS = ("study", "timepoint", "values", "full_file", "published_file", "withheld")


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    add(
        app, replay,
        "replay --study reference --from endline",
        "replay --study reference --from endline --as-of 2020-03-10 --json",
    )  # fmt: skip
    add(app, sensitivity, "sensitivity --study reference", "sensitivity --timepoint endline --json")


def replay(
    study: StudyOption,
    later: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="TIMEPOINT",
            autocompletion=timepoint_names,
            help="Timepoint whose pull is read.",
        ),
    ],
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of", metavar="TIMEPOINT|DAY", help="Timepoint to compute anew, or a day (2020-03-10)."
        ),
    ] = "baseline",
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="TIMEPOINT",
            autocompletion=timepoint_names,
            help="Timepoint to compare with, if --as-of is a day; else baseline.",
        ),
    ] = None,
    data: DataOption = None,
    as_json: Annotated[bool, json_option(*REPLAY_KEYS)] = False,
) -> None:
    """Compute an earlier timepoint again from a later pull.

    Names, by pseudonym, every case in which something was back-filled, changed, masked or taken down since.
    """
    from pipeline.replay.replaying import replay as replay_timepoint
    from pipeline.replay.report import lines, summary, write_report

    run = prepared(study, later, data, as_json=as_json)
    compared, day = cut_off_of(run.study, as_of, against)
    found = replay_timepoint(run, prepared(study, compared, data, as_json=as_json), day)
    files = write_report(found, run.places.replays)
    if as_json:
        print_json({**summary(found), "files": [str(file) for file in files]})
    for line in (*lines(found), *(f"  {file}" for file in files)):
        run.reporter.line(line)


def sensitivity(
    study: StudyOption = "reference",
    timepoint: TimepointOption = "baseline",
    data: DataOption = None,
    as_json: Annotated[bool, json_option(*SENSITIVITY_KEYS)] = False,
) -> None:
    """Compute the headline under every other choice of rules.

    Of clock, year, frame, reporting lag and definition of an adjournment.
    """
    from pipeline.publishing.staging import staged
    from pipeline.sensitivity.alternatives import own_choice
    from pipeline.sensitivity.computing import compute_sensitivity
    from pipeline.sensitivity.report import document, one_at_a_time, write_full, write_published

    run = prepared(study, timepoint, data, as_json=as_json)
    found = compute_sensitivity(run)
    full, name = run.places.tables / "sensitivity.csv", f"sensitivity_{timepoint}.csv"
    write_full(found, full)
    with staged(run) as stage:
        withheld = write_published(found, run.study.suppression_threshold, stage.folder / name)
    if as_json:
        places = {"full_file": str(full), "published_file": str(run.places.study_indicators / name)}
        print_json({**document(run.study.name, timepoint, found), **places, "withheld": withheld})
    run.reporter.console.print(one_at_a_time(found, own_choice(run.study.parameters(timepoint))))
    run.reporter.line(f"all {len(found)} values (not for publication) {full}")
    run.reporter.line(
        f"means and rates to be published ({withheld} withheld) {run.places.study_indicators / name}"
    )


def cut_off_of(study: Study, as_of: str, against: str | None) -> tuple[str, date | None]:
    """(timepoint to compare with, day to cut off at); no day means the timepoint's own cut-off."""
    from pipeline.study import StudyError

    if as_of in study.timepoints:
        if against not in (None, as_of):
            raise StudyError(f"--as-of {as_of} and --against {against} name two timepoints; leave one out.")
        return as_of, None
    try:
        return against or "baseline", date.fromisoformat(as_of)
    except ValueError:
        known = ", ".join(study.timepoints)
        raise StudyError(
            f"--as-of {as_of}: neither a timepoint of {study.name} ({known}) nor a day such as 2020-03-10."
        ) from None
