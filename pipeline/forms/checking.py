"""Checks a whole form: every problem is listed at once, and nothing is taken until there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.forms.fault import FormFault, in_order
from pipeline.forms.known_cases import KnownCases
from pipeline.forms.reading import read_form
from pipeline.forms.rules import rule_faults
from pipeline.forms.units import CodedUnits, coded_units
from pipeline.forms.values import Entry, read_entries
from transform.form_definition import Form


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """A form that was read. ``units`` may be used only when there is no fault."""

    form: Form
    path: Path
    units: CodedUnits
    faults: tuple[FormFault, ...]
    warnings: tuple[str, ...]


def check_form(path: Path, form: Form, known: KnownCases, today: date) -> CheckedForm:
    """Read and check one form against its definition, its own rows and the study's cases."""
    rows, faults = read_form(path, form)
    entries, wrong_cells = read_entries(rows, form)
    faults += wrong_cells
    for entry in entries:
        faults += rule_faults(entry, form, today)
        faults += known.faults(entry, form)
    units = coded_units(entries, form)
    # While cells are wrong, rows are missing from the units: what depends on all rows would mislead.
    if len(entries) == len(rows):
        faults += units.faults
    warnings = [
        units.warning(form),
        *_unlinked(units.firsts, form, known),
        *_early(units.firsts, form, known),
    ]
    return CheckedForm(form, path, units, in_order(faults), tuple(filter(None, warnings)))


def _unlinked(entries: Iterable[Entry], form: Form, known: KnownCases) -> list[str]:
    """Applications under a number of their own in cases whose pages show some: they may be the same."""
    if form.name != "bail_rulings":
        return []
    cases = {
        entry["case_ref"]
        for entry in entries
        if entry["app_ref"].startswith("B") and entry["case_ref"] in known.applications
    }
    return [
        f"case {case}: an application has a number of its own, though the pages show "
        f"{len(known.applications[case])}; if it is one of them, write its pseudonym, or it is counted twice"
        for case in sorted(cases)
    ]


def _early(entries: Iterable[Entry], form: Form, known: KnownCases) -> list[str]:
    """Outcomes of cases that the pages show as undecided: a late portal, or another case's row."""
    if form.name != "case_review":
        return []
    return [
        f"line {entry.line}: outcome_std is {entry['outcome_std']}, but by the pages the case was undecided "
        f"on {known.as_of}; make sure that it is the right case"
        for entry in entries
        if entry["outcome_std"] is not None and not known.is_decided.get(entry["case_ref"], True)
    ]
