"""Step forms: coders' forms to tables, once every form is valid as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from pipeline.forms.checking import CheckedForm, check_form
from pipeline.forms.known_cases import NEEDED, KnownCases, known_cases, refuse_without_tables
from pipeline.forms.places import form_file, forms_there, misnamed
from pipeline.forms.standin_coder import provide_forms
from pipeline.freshness import code_fingerprint
from pipeline.run import Run, RunError, StepResult
from transform.assembling.tables import write_tables
from transform.builders.form_tables import double_codings_table, form_table
from transform.form_schema import DOUBLE_CODINGS, FORM_TABLES, FORMS
from transform.parameters import TableParameters
from transform.warehouse import build_warehouse

FAULTS_PRINTED = 20


def inputs(run: Run) -> Iterator[str | Path]:
    """The forms, the tables they are checked against and the code; the stand-in's forms are made first."""
    provide_forms(run)
    yield from (run.timepoint, run.study_file, code_fingerprint())
    yield from (run.places.tables / f"{name}.parquet" for name in NEEDED)
    yield from (form_file(run.places, form) for form in FORMS.values())


def take_forms(run: Run) -> StepResult:
    """Check every form that is there and write all form tables; a missing form gives an empty table.

    Raises ``RunError`` and takes nothing of any form while one of them has a fault.
    """
    for said in misnamed(run.places, FORMS):
        run.reporter.warn(said)
    checked = check_forms(run)
    faulty = [form for form in checked if form.faults]
    for form in faulty:
        for fault in form.faults[:FAULTS_PRINTED]:
            run.reporter.line(f"  {form.path.name}, {fault.text}")
    if faulty:
        count, names = sum(len(form.faults) for form in faulty), ", ".join(form.path.name for form in faulty)
        raise RunError(
            f"{count} problems in {names} under {faulty[0].path.parent}: "
            "correct them (forms check lists all), or move the form away. Nothing was taken."
        )
    tables = tables_of(checked, run.study.parameters(run.timepoint))
    write_tables(tables, run.places.tables)
    build_warehouse(run.places.tables_root, run.places.warehouse)
    for form in checked:
        for warning in form.warnings:
            run.reporter.detail(f"{form.path.name}: {warning}")
    return StepResult(_said(checked), tuple(run.places.tables / f"{name}.parquet" for name in FORM_TABLES))


def check_forms(run: Run, known: KnownCases | None = None, today: date | None = None) -> list[CheckedForm]:
    """Every form that has a file, checked."""
    refuse_without_tables(run.places)
    forms = forms_there(run.places, FORMS)
    if not forms:
        return []
    known = known or known_cases(run.places)
    day = today or datetime.now(UTC).date()
    return [check_form(form_file(run.places, form), form, known, day) for form in forms]


def tables_of(checked: Sequence[CheckedForm], parameters: TableParameters) -> dict[str, pa.Table]:
    """All form tables; the rows of forms that are not there are none."""
    units = {form.form.name: form.units for form in checked}
    tables = {}
    for form in FORMS.values():
        entries = units[form.name].firsts if form.name in units else ()
        tables[form.table_name] = form_table(form, (entry.values for entry in entries), parameters)
    pairs = [
        (form.form, [(first.values, second.values) for first, second in form.units.pairs]) for form in checked
    ]
    tables[DOUBLE_CODINGS.name] = double_codings_table(pairs, parameters)
    return tables


def _said(checked: Sequence[CheckedForm]) -> str:
    if not checked:
        return "no forms: what only coders can say is not available"
    return ", ".join(f"{form.form.name} {len(form.units.firsts)}" for form in checked)
