"""The rights of the people in the records: a case is forgotten, what is due is destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.options import DataOption, StudyOption

if TYPE_CHECKING:
    from pipeline.rights.study_data import StudyData


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    add(
        app, forget_case,
        "forget --study reference --case 0123456789abcdef --dry-run",
        'forget --study reference --cnr --reason person_asked --by "A. Custodian"',
        name="forget",
    )  # fmt: skip


def forget_case(
    study: StudyOption,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="PSEUDONYM", help="Pseudonym of the case, as in the tables."),
    ] = None,
    cnr: Annotated[
        bool, typer.Option("--cnr", help="Ask for the CNR, unseen, or read it from standard input.")
    ] = False,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason", metavar="CODE", help="person_asked, court_order, ethics_board or not_of_the_study."
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="WHO", help="Who does it; kept in the record.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what would go.")] = False,
    data: DataOption = None,
) -> None:
    """Take a case out of a study for good.

    Pages, lists, forms, tables and publications lose it, and no later pull or import takes it in again.
    A forgetting that was interrupted is finished first. Backups, copies and exported files are out of reach.
    """
    from pipeline.rights.forget_printing import say_done, say_what_goes
    from pipeline.rights.forgetting import finish, forget, holding_it_too, what_goes
    from pipeline.rights.study_data import study_data

    _refuse_wrong_options(case, reason, by, has_cnr=cnr, is_dry=dry_run)
    job = study_data(study, data)
    if not dry_run and finish(job):
        job.reporter.line("an earlier forgetting that was interrupted is finished now")
    meant = _case_meant(job, case)
    if meant is None:
        return
    if dry_run:
        say_what_goes(job, what_goes(job, meant), is_done=False)
        return
    others = holding_it_too(job, meant)
    say_what_goes(job, forget(job, meant, reason or "", by or ""), is_done=True)
    say_done(job, others)


def _refuse_wrong_options(
    case: str | None, reason: str | None, by: str | None, *, has_cnr: bool, is_dry: bool
) -> None:
    from pipeline.rights.forgotten import REASONS

    if (case is None) != has_cnr:
        raise typer.BadParameter("give either --case PSEUDONYM or --cnr")
    if not is_dry and reason not in REASONS:
        known = "; ".join(f"{code}: {label}" for code, label in REASONS.items())
        raise typer.BadParameter(f"must be one of {known}", param_hint="--reason")
    if not is_dry and not (by or "").strip():
        raise typer.BadParameter("name who does it", param_hint="--by")


def _case_meant(job: StudyData, case: str | None) -> str | None:
    """The CNR of a case the archives have; ``None`` if it was forgotten before, which is then said."""
    from pipeline.rights.case_identity import checked_cnr, cnr_of, earlier_forgotten
    from pipeline.rights.forget_printing import say_earlier
    from pipeline.rights.forgetting import what_goes
    from pipeline.run import RunError

    cnr = cnr_of(job, case) if case else checked_cnr(_typed_cnr())
    if cnr is not None and what_goes(job, cnr).is_anything:
        return cnr
    earlier = earlier_forgotten(job, cnr=cnr, case_id=case or "")
    if earlier is None:
        raise RunError(
            f"no archive of study {job.study.name} under {job.data} has this case; nothing was done. Where "
            "its pages were destroyed when due, give --cnr."
        )
    say_earlier(job, earlier)
    return None


def _typed_cnr() -> str:
    """From the terminal unseen, else the first line of standard input: so it is in no shell history."""
    import getpass
    import sys

    if sys.stdin.isatty():
        return getpass.getpass("CNR (not shown): ")
    return sys.stdin.readline()
