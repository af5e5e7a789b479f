"""What the commands about forms print: problems line by line, agreement, coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE
from rich.table import Table

from pipeline.forms.checking import CheckedForm
from pipeline.forms.known_cases import KnownCases
from pipeline.forms.places import forms_folder, misnamed
from pipeline.run import Run, RunError
from pipeline.statistics.agreement import WANTED_ALPHA, Agreement, agreement
from transform.form_definition import CASE_REF
from transform.form_schema import FORMS

SEED = 51


def report_checks(run: Run, checked: Sequence[CheckedForm]) -> None:
    """Print every problem of every form; raises ``RunError`` when there is one, or no form at all."""
    for said in misnamed(run.places, FORMS):
        run.reporter.warn(said)
    _refuse_none(run, checked)
    for form in checked:
        rows = len(form.units.firsts)
        verdict = f"{len(form.faults)} problems" if form.faults else f"valid, {rows} units"
        run.reporter.line(f"{form.path.name}: {verdict}")
        for fault in form.faults:
            run.reporter.line(f"  {fault.text}")
        for warning in form.warnings:
            run.reporter.line(f"  warning: {warning}")
    for name in sorted(set(FORMS) - {form.form.name for form in checked}):
        run.reporter.line(f"{name}.csv: not there; what it would say is not available")
    if problems := sum(len(form.faults) for form in checked):
        raise RunError(
            f"{problems} problems in the forms under {forms_folder(run.places)}: correct them in the files "
            "and check again; nothing of a form is taken until all of it is valid."
        )


def report_agreement(run: Run, checked: Sequence[CheckedForm]) -> None:
    """Print alpha for each judgment of each form that has units coded twice."""
    _refuse_none(run, checked)
    twice = [form for form in checked if form.form.is_double_coded and form.units.pairs]
    if not twice:
        run.reporter.line(
            "No unit was coded twice yet, so there is no agreement to show: have a fifth of them coded by "
            "a second person, who does not ask the first."
        )
        return
    for form in twice:
        run.reporter.console.print(_agreement_table(form))
    run.reporter.line(f"wanted: {WANTED_ALPHA} or more; under that, make the guide clearer and code again")
    run.reporter.line("one code only: both coders wrote the same code throughout, so alpha is not defined")
    for form in checked:
        if form.faults:
            run.reporter.warn(f"{form.path.name} has problems; only its valid rows are compared.")


def _agreement_table(form: CheckedForm) -> Table:
    table = _table(f"{form.form.name}: agreement of two coders (Krippendorff's alpha)")
    for column in ("judgment", "units", "agreed", "alpha", "95 % interval", "verdict"):
        is_text = column in ("judgment", "verdict")
        table.add_column(column, justify="left" if is_text else "right", no_wrap=True)
    for variable, found in agreements(form):
        if found.units:
            table.add_row(variable, str(found.units), str(found.agreed), *_alpha_cells(found))
    return table


def agreements(form: CheckedForm) -> Iterator[tuple[str, Agreement]]:
    """Each judgment with its agreement, over the units coded twice."""
    pairs = form.units.pairs
    if not pairs:
        return
    cases = [first[CASE_REF] for first, _ in pairs]
    for field in form.form.judgments:
        one, other = ([_text(row[field.name]) for row in rows] for rows in zip(*pairs, strict=True))
        yield field.name, agreement(one, other, cases, SEED)


def report_coverage(run: Run, checked: Sequence[CheckedForm], known: KnownCases) -> None:
    """Print how many cases in frame, and days in court, the forms speak of."""
    _refuse_none(run, checked)
    frame = known.in_frame
    table = _table(f"What the forms cover of the {len(frame)} cases in frame")
    for column in ("form", "units", "cases", "of", "share", "coded twice"):
        table.add_column(column, justify="left" if column == "form" else "right")
    for form in checked:
        firsts = form.units.firsts
        twice = f"{len(form.units.pairs) / len(firsts):.0%}" if firsts and form.form.is_double_coded else ""
        if form.form.has_cases:
            cases = {entry[CASE_REF] for entry in firsts} & frame
            covered = (str(len(cases)), str(len(frame)), _share(len(cases), len(frame)))
        else:
            covered = ("", "", "")
        table.add_row(form.form.name, str(len(firsts)), *covered, twice)
    run.reporter.console.print(table)
    _report_sittings(run, checked, known)


def _report_sittings(run: Run, checked: Sequence[CheckedForm], known: KnownCases) -> None:
    rulings = [form for form in checked if form.form.name == "adjournment_rulings"]
    sittings = sum(len(known.business_days.get(case, ())) for case in known.in_frame)
    for form in rulings:
        coded = len(form.units.firsts)
        share = _share(coded, sittings)
        run.reporter.line(f"adjournment_rulings: {coded} of {sittings} days in court coded ({share})")


def _alpha_cells(found: Agreement) -> tuple[str, str, str]:
    if found.alpha is None:
        return "", "", "one code only"
    interval = ""
    if found.interval.low is not None and found.interval.high is not None:
        interval = f"{found.interval.low:.2f} to {found.interval.high:.2f}"
    verdict = "good" if found.alpha >= WANTED_ALPHA else "too low"
    return f"{found.alpha:.2f}", interval, verdict


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=SIMPLE)


def _refuse_none(run: Run, checked: Sequence[CheckedForm]) -> None:
    if not checked:
        raise RunError(
            f"no form under {forms_folder(run.places)}: make one: "
            f"{run.typed('forms new', '--form', 'case_review')}"
        )
