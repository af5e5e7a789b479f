"""What is due for destruction, and destroying it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.adding import add, examples_block
from pipeline.commands.options import DataOption, StudyOption

if TYPE_CHECKING:
    from pipeline.rights.study_data import StudyData

StudiesOption = Annotated[
    str | None,
    typer.Option("--study", metavar="STUDY", help="Study by name or file; else every study with raw pages."),
]


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    group = typer.Typer(help="What is due for destruction, and destroying it.", rich_markup_mode=None)
    group.callback(
        invoke_without_command=True,
        epilog=examples_block("retention", "retention --study cse_maharashtra --json"),
    )(show)
    add(
        group, destroy,
        'retention destroy --study reference --timepoint baseline --by "A. Custodian"',
        "retention destroy --study reference --past-keys",
    )  # fmt: skip
    app.add_typer(group, name="retention")


def show(
    context: typer.Context,
    study: StudiesOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    data: DataOption = None,
) -> None:
    """List what must be destroyed, from which day, how large it is, and the command that does it."""
    if context.invoked_subcommand is not None:
        return
    from datetime import UTC, datetime

    from pipeline.paths import data_folder
    from pipeline.rights.due import dues
    from pipeline.rights.raw_zone import known_studies_under
    from pipeline.rights.retention_printing import dues_as_json, say_dues, warn_of_unknown
    from pipeline.rights.study_data import study_data

    known, unknown = ([study], []) if study else known_studies_under(data_folder(data))
    found = {name: dues(study_data(name, data)) for name in known}
    today = datetime.now(UTC).date()
    warn_of_unknown(unknown)
    if as_json:
        typer.echo(dues_as_json(found, today))
    else:
        say_dues(found, today)


def destroy(
    study: StudyOption,
    timepoint: Annotated[
        str | None, typer.Option("--timepoint", metavar="TIMEPOINT", help="Whose raw pages go.")
    ] = None,
    past_keys: Annotated[bool, typer.Option("--past-keys", help="Keys of past releases instead.")] = False,
    by: Annotated[
        str, typer.Option("--by", metavar="WHO", help="Who does it; stands in the certificate.")
    ] = "not stated",
    early: Annotated[bool, typer.Option("--early", help="Although it is not due yet.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataOption = None,
) -> None:
    """Destroy a timepoint's raw pages, with a certificate.

    The list of names and the worksheets go with them. Tables stay.
    """
    from datetime import UTC, datetime

    from pipeline.rights.destroying import refuse_wrong_time
    from pipeline.rights.study_data import study_data

    if (timepoint is None) != past_keys:
        raise typer.BadParameter("give either --timepoint or --past-keys")
    job = study_data(study, data)
    today = datetime.now(UTC).date()
    if timepoint is not None:
        job.refuse_unknown(timepoint)
    refuse_wrong_time(job, today, is_early=early)
    what = f"the raw pages of {job.study.name} {timepoint}" if timepoint else "the keys of past releases"
    if not yes:
        typer.confirm(f"Destroy {what} for good?", abort=True)
    if timepoint is None:
        _destroy_keys(job)
    else:
        _destroy_raw_zone(job, timepoint, by)


def _destroy_raw_zone(job: StudyData, timepoint: str, by: str) -> None:
    from datetime import UTC, datetime

    from pipeline.paths import Places
    from pipeline.rights.destroying import STAYS, destroy_raw_zone
    from pipeline.rights.due import raw_due_on

    places = Places(job.data, job.study.name, timepoint)
    done = destroy_raw_zone(places, by, raw_due_on(job.study), datetime.now(UTC).date())
    pages, files = sum(done["pages_by_kind"].values()), len(done["files"])
    job.reporter.line(f"destroyed: {pages} pages and other answers, {files} files")
    job.reporter.line(f"certificate: {places.certificate}")
    job.reporter.line(f"what stays: {STAYS}")
    job.reporter.line(f"{done['means']}; backups, copies and exported WARC files are out of reach.")


def _destroy_keys(job: StudyData) -> None:
    from pipeline.rights.destroying import destroy_past_keys
    from pipeline.rights.shredding import HONESTLY

    for path in destroy_past_keys(job.places):
        job.reporter.line(f"destroyed: {path}")
    job.reporter.line(f"{HONESTLY}; copies of keys are out of reach.")
