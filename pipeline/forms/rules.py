"""Rules across the columns of one row, form by form (METHODOLOGY 1.2-1.3; see each form's ``rules``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from pipeline.forms.fault import FormFault
from pipeline.forms.values import Entry
from transform.form_definition import Form

PARTIES = ("pros", "def", "both")
CONVICTING = ("convicted", "split")
ACQUITTING = ("acquitted", "split")
Problems = Iterator[tuple[str, str]]
"""Column and problem."""


def rule_faults(entry: Entry, form: Form, today: date) -> list[FormFault]:
    """Every rule the row breaks."""
    problems = (*_provenance(entry, form, today), *RULES[form.name](entry))
    return [FormFault(entry.line, column, problem) for column, problem in problems]


def _provenance(entry: Entry, form: Form, today: date) -> Problems:
    coded_at = entry["coded_at"]
    if coded_at > today:
        yield "coded_at", f"found {coded_at}, which is after today ({today}); write the day of coding"
    if "source_date" in form.header and entry["source_date"] > coded_at:
        yield (
            "source_date",
            (f"found {entry['source_date']}, after coded_at {coded_at}; one of the two is wrong"),
        )
    if form.is_double_coded and entry["second_coder"] == entry["coder"]:
        yield (
            "second_coder",
            f"found {entry['coder']}, the coder of the row; the second coder is someone else",
        )


def _case_review(entry: Entry) -> Problems:
    outcome = entry["outcome_std"]
    reason = entry["acquittal_reason"]
    if outcome in ACQUITTING and reason is None:
        yield "acquittal_reason", f"empty, but outcome_std is {outcome}; write the reason, or u if unknown"
    if outcome not in ACQUITTING and reason is not None:
        yield "acquittal_reason", f"found {reason}, but outcome_std is {outcome or 'empty'}; empty this cell"
    for column in ("sentence_months", "fine_rupees", "convicted_count"):
        is_stated = entry[column] is not None if column != "convicted_count" else bool(entry[column])
        if is_stated and outcome not in CONVICTING:
            yield (
                column,
                (f"found {entry[column]}, but outcome_std is {outcome or 'empty'}, not convicted or split"),
            )
    yield from _accused_counts(entry)
    if entry["cognizance_date"] is not None and entry["cognizance_date"] > entry["as_of"]:
        yield "cognizance_date", f"found {entry['cognizance_date']}, after as_of {entry['as_of']}"


def _accused_counts(entry: Entry) -> Problems:
    accused, convicted, acquitted = (
        entry[name] for name in ("accused_count", "convicted_count", "acquitted_count")
    )
    if accused is None and (convicted is not None or acquitted is not None):
        yield "accused_count", "empty, but convicted_count or acquitted_count is filled in; write how many"
    elif accused is not None and (convicted or 0) + (acquitted or 0) > accused:
        yield (
            "accused_count",
            (f"found {accused}, fewer than the {convicted or 0} convicted and {acquitted or 0} acquitted"),
        )


def _victim_review(entry: Entry) -> Problems:
    if entry["hostile"] == "y" and "y" not in (entry["testified"], entry["summoned"]):
        yield (
            "hostile",
            (
                f"found y, but testified is {entry['testified']} and summoned is {entry['summoned']}; only a "
                "witness who testified or was summoned can turn hostile: one of them must be y"
            ),
        )
    if entry["testified"] == "y" and entry["cited_witness"] != "y":
        yield (
            "testified",
            (f"found y, but cited_witness is {entry['cited_witness']}; who testified was cited: make that y"),
        )
    if entry["first_testimony_date"] is not None and entry["testified"] != "y":
        yield "first_testimony_date", f"filled in, but testified is {entry['testified']}; empty this cell"


def _adjournment_rulings(entry: Entry) -> Problems:
    ruling, requested_by = entry["ruling"], entry["requested_by"]
    if ruling == "disallowed" and requested_by not in PARTIES:
        yield (
            "requested_by",
            (
                f"found {requested_by}, but ruling is disallowed; only what a side asked for can be refused: "
                "write pros, def or both"
            ),
        )
    if ruling == "no_request" and requested_by in PARTIES:
        yield "ruling", f"found no_request, but requested_by is {requested_by}; one of the two is wrong"


def _bail_rulings(entry: Entry) -> Problems:
    filed, decided = entry["filed"], entry["decided"]
    if filed is not None and decided is not None and decided < filed:
        yield "decided", f"found {decided}, before filed {filed}; one of the two is wrong"
    if entry["outcome"] == "pending" and decided is not None:
        yield "decided", f"found {decided}, but outcome is pending; empty this cell or correct the outcome"


def _programme_register(entry: Entry) -> Problems:
    value, unit = entry["value"], entry["unit"]
    limit = {"percent": 100, "share": 1}.get(unit)
    if limit is not None and value > limit:
        yield "value", f"found {value:g}, but unit is {unit}: at most {limit}"
    if limit is None and value != int(value):
        yield "value", f"found {value:g}, but unit is {unit}: a count is a whole number"
    if limit is None and entry["n"] is not None:
        yield "n", f"found {entry['n']}, but unit is {unit}; n belongs to a percent or share. Empty this cell"


def _ahtu_operations(entry: Entry) -> Problems:
    rescues, with_arrest = entry["rescues"], entry["rescues_with_arrest"]
    if with_arrest > rescues:
        yield "rescues_with_arrest", f"found {with_arrest}, more than the {rescues} rescues"
    removed = entry["adults_removed"] + entry["minors_removed"]
    if rescues == 0 and removed:
        yield "rescues", f"found 0, but {removed} people were removed; write how many operations there were"
    for column in ("arrests", "traffickers_identified"):
        if with_arrest and not entry[column]:
            yield column, f"found 0, but rescues_with_arrest is {with_arrest}; one of the two is wrong"
    if (entry["coded_at"].year, entry["coded_at"].month) <= _last_month(entry["quarter"]):
        yield "quarter", f"found {entry['quarter']}, which had not ended on coded_at {entry['coded_at']}"


def _case_lists(entry: Entry) -> Problems:
    """Nothing within the row; what the tables and the other rows say is checked with them."""
    yield from ()


def _last_month(quarter: str) -> tuple[int, int]:
    year, number = quarter.split("-Q")
    return int(year), 3 * int(number)


RULES: Mapping[str, Callable[[Entry], Problems]] = MappingProxyType(
    {
        "case_review": _case_review,
        "victim_review": _victim_review,
        "adjournment_rulings": _adjournment_rulings,
        "bail_rulings": _bail_rulings,
        "programme_register": _programme_register,
        "ahtu_operations": _ahtu_operations,
        "case_lists": _case_lists,
    }
)
