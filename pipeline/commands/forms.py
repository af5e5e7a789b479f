"""The commands about forms: what coders fill in, because no page says it."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.completion import form_names
from pipeline.commands.options import DataOption, StudyOption, TimepointOption, prepared

forms_app = typer.Typer(
    help="What no page says, filled in by coders on CSV forms.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the group ``forms`` to ``app``."""
    add(forms_app, new, "forms new --study cse_maharashtra --form case_review")
    for command in (worklist, check, agreement, coverage):
        add(forms_app, command, f"forms {command.__name__} --study cse_maharashtra --timepoint baseline")
    app.add_typer(forms_app, name="forms")


def new(
    study: StudyOption,
    form: Annotated[
        str,
        typer.Option(
            "--form",
            metavar="FORM",
            autocompletion=form_names,
            help="Form by name, e.g. case_review; a wrong name lists them all.",
        ),
    ],
    timepoint: TimepointOption = "baseline",
    data: DataOption = None,
) -> None:
    """Make an empty form with its guide.

    A form that is there is never written over.
    """
    from pipeline.forms.templates import new_form
    from transform.form_schema import FORMS

    if form not in FORMS:
        raise typer.BadParameter(f"no form {form!r}; there are: {', '.join(FORMS)}", param_hint="--form")
    run = prepared(study, timepoint, data)
    path, guide = new_form(run.places, FORMS[form], run.typed("forms check"))
    run.reporter.line(f"form to fill in  {path}")
    run.reporter.line(f"what to write    {guide}")


def worklist(study: StudyOption, timepoint: TimepointOption = "baseline", data: DataOption = None) -> None:
    """Write the coder's worksheet; it holds names.

    It lists the cases and hearings to be coded with what the pages say of them. Never pass it on.
    """
    from pipeline.forms.worklist import write_worklist

    run = prepared(study, timepoint, data)
    written = write_worklist(run)
    run.reporter.line(f"{written.case_count} cases, {written.sitting_count} days in court")
    for path in (written.sheet, written.table):
        run.reporter.line(f"  {path}")
    run.reporter.line("It holds names and numbers of court records: it stays in this folder.")


def check(study: StudyOption, timepoint: TimepointOption = "baseline", data: DataOption = None) -> None:
    """Check every form that is there and list every problem. Exit code 1 while there is one."""
    from pipeline.forms.reporting import report_checks
    from pipeline.forms.taking import check_forms

    run = prepared(study, timepoint, data)
    report_checks(run, check_forms(run))


def agreement(study: StudyOption, timepoint: TimepointOption = "baseline", data: DataOption = None) -> None:
    """Show how far two coders of the same units agree.

    Krippendorff's alpha for each judgment that two made.
    """
    from pipeline.forms.reporting import report_agreement
    from pipeline.forms.taking import check_forms

    run = prepared(study, timepoint, data)
    report_agreement(run, check_forms(run))


def coverage(study: StudyOption, timepoint: TimepointOption = "baseline", data: DataOption = None) -> None:
    """Show how much of the study's frame the forms cover."""
    from pipeline.forms.known_cases import known_cases
    from pipeline.forms.reporting import report_coverage
    from pipeline.forms.taking import check_forms

    run = prepared(study, timepoint, data)
    known = known_cases(run.places)
    report_coverage(run, check_forms(run, known), known)
