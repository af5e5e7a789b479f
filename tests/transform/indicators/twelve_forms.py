"""What coders found in the twelve cases, for the indicators that no page can give.

Reviewed: N1, N2, N3 (which the page leaves open, the coder says acquitted) and N4. Victims: two in N1, one
each in N2 and N4. Days in court coded: all of N1 and N6, four of the six of N4. Bail: the application b4 that
a page shows without its outcome, and two of S3 that no page shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from twelve_cases import CASES, DEFAULTS, STUDY

from transform.form_schema import FORM_TABLES

UNKNOWN = {
    "section_added_later": "u", "in_camera": "u", "remote_testimony": "u", "support_person": "u",
    "victim_legal_aid": "u", "accused_legal_aid": "u", "victim_compensation": "u",
}  # fmt: skip
REVIEWS: tuple[dict[str, Any], ...] = (
    {
        "case_id": "N1", "outcome_std": "acquitted", "acquittal_reason": "hostile_witnesses",
        "accused_count": 3, "convicted_count": 0, "acquitted_count": 3, "cognizance_date": date(2018, 1, 11),
        "section_added_later": "y", "in_camera": "y", "remote_testimony": "n", "support_person": "y",
        "victim_legal_aid": "dlsa", "accused_legal_aid": "private", "victim_compensation": "interim",
    },
    {
        "case_id": "N2", "outcome_std": "convicted", "accused_count": 2, "convicted_count": 2,
        "acquitted_count": 0, "sentence_months": 84, "fine_rupees": 5000, "cognizance_date": date(2018, 1, 1),
        "section_added_later": "n", "in_camera": "n", "support_person": "n", "victim_legal_aid": "ngo",
        "accused_legal_aid": "dlsa", "victim_compensation": "both",
    },
    {
        "case_id": "N3", "outcome_std": "acquitted", "acquittal_reason": "u", "accused_count": 4,
        "convicted_count": 0, "acquitted_count": 3, "accused_legal_aid": "dlsa",
        "victim_compensation": "none",
    },
    {
        "case_id": "N4", "section_added_later": "n", "in_camera": "y", "remote_testimony": "y",
        "victim_legal_aid": "none", "accused_legal_aid": "dlsa",
    },
)  # fmt: skip
VICTIM_COLUMNS = (
    "case_id", "victim_seq", "minor", "cited_witness", "summoned", "testified", "hostile", "came_forward",
    "withdrew", "first_testimony_date",
)  # fmt: skip
VICTIMS = (
    ("N1", 1, "y", "y", "y", "y", "y", "n", "n", date(2018, 2, 10)),
    ("N1", 2, "n", "y", "n", "n", "n", "u", "y", None),
    ("N2", 1, "u", "y", "y", "y", "n", "y", "n", date(2018, 4, 11)),
    ("N4", 1, "y", "u", "u", "u", "u", "y", "u", None),
)
RULING_COLUMNS = ("requested_by", "ruling", "reason_code", "effective")
RULINGS = (
    ("N1", 0, "court", "no_request", "judge_on_leave", "n"),
    ("N1", 100, "pros", "allowed", "witness_absent", "n"),
    ("N1", 200, "u", "no_request", None, "y"),
    ("N4", 5, "def", "allowed", "accused_absent", "n"),
    ("N4", 35, "def", "allowed", "counsel_seeks_time", "n"),
    ("N4", 95, "both", "allowed", "by_consent", "n"),
    ("N4", 185, "u", "u", None, "u"),
    ("N6", 10, "def", "allowed", "counsel_seeks_time", "n"),
    ("N6", 50, "pros", "disallowed", None, "y"),
)
BAIL = (
    ("N6", "b4", "not_stated", "rejected"),
    ("S3", "B1", "not_stated", "allowed"),
    ("S3", "B2", "not_stated", "disposed_unknown"),
)
# Keeper, number, district, whether it belongs to the study, case found on the portal.
LISTS = (
    ("police", 1, "North", "y", "N1"),
    ("police", 2, "North", "y", "N2"),
    ("police", 3, "North", "y", None),
    ("police", 4, "South", "y", None),
    ("police", 5, "North", "n", "O1"),
    ("police", 6, "North", "u", None),
    ("ngo", 1, "North", "y", "N2"),
    ("ngo", 2, "North", "y", "N4"),
    ("ngo", 3, "South", "y", "S1"),
)
# Case, judgment, what the first and what the second coder wrote.
TWICE = (
    ("N1", "in_camera", "y", "y"),
    ("N2", "in_camera", "n", "n"),
    ("N3", "in_camera", "u", "n"),
    ("N4", "in_camera", "y", "y"),
    ("N1", "outcome_std", "acquitted", "acquitted"),
    ("N4", "outcome_std", None, "acquitted"),
)


def twelve_form_tables() -> dict[str, pa.Table]:
    """Every table of forms for the twelve cases."""
    starts = {name: start for name, start, _, _ in CASES}
    rows = {
        "case_reviews": [{**UNKNOWN, **review} for review in REVIEWS],
        "victim_reviews": [
            {"supported_by_programme": "u", **dict(zip(VICTIM_COLUMNS, victim, strict=True))}
            for victim in VICTIMS
        ],
        "adjournment_rulings": [
            {"case_id": case, "business_date": starts[case] + timedelta(days=day)}
            | dict(zip(RULING_COLUMNS, coded, strict=True))
            for case, day, *coded in RULINGS
        ],
        "bail_rulings": [
            dict(zip(("case_id", "app_ref", "kind", "outcome"), application, strict=True))
            for application in BAIL
        ],
        "case_lists": [
            dict(zip(("keeper", "entry_number", "district", "belongs", "case_id"), entry, strict=True))
            for entry in LISTS
        ],
        "double_codings": [
            {"form": "case_review", "unit": case, "case_id": case, "variable": variable,
             "first_code": first, "second_code": second}
            for case, variable, first, second in TWICE
        ],
    }  # fmt: skip
    return {name: _table(name, rows.get(name, [])) for name in FORM_TABLES}


def _table(name: str, rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Provenance that no indicator reads gets a filler."""
    definition = FORM_TABLES[name]
    filler = {
        column.name: DEFAULTS[column.type] if column.required else None for column in definition.columns
    }
    full = [{**filler, **STUDY, **row} for row in rows]
    assert all(set(row) == set(definition.column_names()) for row in full), name
    return pa.Table.from_pylist(full, schema=definition.arrow_schema())
