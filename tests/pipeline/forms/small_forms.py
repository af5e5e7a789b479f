"""A study of three cases known to the tables, and a valid row of every form."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from pipeline.forms.checking import CheckedForm, check_form
from pipeline.forms.known_cases import KnownCases
from transform.form_schema import FORMS

TODAY = date(2022, 6, 1)
CASE, OTHER_CASE, OUT_OF_FRAME = "00000000000000aa", "00000000000000bb", "00000000000000cc"
APPLICATION = "00000000000000f1"
KNOWN = KnownCases(
    as_of=date(2022, 3, 31),
    exclusion={CASE: None, OTHER_CASE: None, OUT_OF_FRAME: "out_of_window"},
    is_decided={CASE: True, OTHER_CASE: False, OUT_OF_FRAME: True},
    business_days={CASE: frozenset({date(2021, 5, 3), date(2021, 6, 7)})},
    applications={CASE: frozenset({APPLICATION})},
)
PROVENANCE = {
    "source": "judgment", "source_date": "2022-01-10", "coder": "C1", "coded_at": "2022-05-02",
    "second_coder": "", "confidence": "3",
}  # fmt: skip
VALID = {
    "case_review": {
        "case_ref": CASE, "as_of": "2022-03-31", "outcome_std": "acquitted",
        "acquittal_reason": "hostile_witnesses", "accused_count": "3", "convicted_count": "0",
        "acquitted_count": "3", "sentence_months": "", "fine_rupees": "", "cognizance_date": "2020-05-04",
        "section_added_later": "n", "in_camera": "y", "remote_testimony": "u", "support_person": "u",
        "victim_legal_aid": "dlsa", "accused_legal_aid": "private", "victim_compensation": "none",
        **PROVENANCE,
    },
    "victim_review": {
        "case_ref": CASE, "victim_seq": "1", "minor": "y", "cited_witness": "y", "summoned": "y",
        "testified": "y", "hostile": "n", "came_forward": "y", "supported_by_programme": "y", "withdrew": "n",
        "first_testimony_date": "2021-05-03", **PROVENANCE,
    },
    "adjournment_rulings": {
        "case_ref": CASE, "business_date": "2021-05-03", "requested_by": "def", "ruling": "disallowed",
        "reason_code": "", "effective": "y", **PROVENANCE,
    },
    "bail_rulings": {
        "case_ref": CASE, "app_ref": APPLICATION, "kind": "regular", "filed": "2021-05-04",
        "decided": "2021-05-20", "outcome": "rejected", **PROVENANCE,
    },
    "programme_register": {
        "item": "judges_trained", "value": "138", "qualifier": "exact", "wording": "138", "unit": "people",
        "period": "2018-2022", "n": "", "source": "brief", "page": "3", "coder": "C1",
        "coded_at": "2022-05-02",
    },
    "case_lists": {
        "keeper": "police", "entry_number": "1", "district": "Pune", "belongs": "y", "case_ref": CASE,
        "source_date": "2021-10-15", "coder": "C1", "coded_at": "2022-05-02",
    },
    "ahtu_operations": {
        "quarter": "2021-Q3", "district": "Pune", "rescues": "12", "rescues_with_arrest": "10",
        "adults_removed": "30", "minors_removed": "4", "arrests": "15", "traffickers_identified": "18",
        "source": "official_record", "source_date": "2021-10-15", "coder": "C1", "coded_at": "2022-05-02",
    },
}  # fmt: skip
Row = dict[str, str]


def rows_of(form: str, *changes: Row) -> list[Row]:
    """One valid row of the form for each set of changes."""
    return [VALID[form] | change for change in changes]


def checked(folder: Path, form: str, *changes: Row) -> CheckedForm:
    """The form with one row for each set of changes, checked."""
    text = io.StringIO()
    writer = csv.DictWriter(text, FORMS[form].header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows_of(form, *changes))
    return checked_text(folder, form, text.getvalue())


def checked_text(folder: Path, form: str, text: str | bytes) -> CheckedForm:
    """A file of exactly this content, checked."""
    path = folder / f"{form}.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return check_form(path, FORMS[form], KNOWN, TODAY)
