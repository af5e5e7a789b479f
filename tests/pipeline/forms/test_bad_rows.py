"""Ten and more kinds of bad rows for every form: messages name line, column, what was found, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_forms import APPLICATION, CASE, OTHER_CASE, OUT_OF_FRAME, VALID, Row, checked

from transform.form_schema import FORMS

CNR = "ZZAU010000012019"
# Form, change of a valid row, column that is named, words of the message.
SHARED = [
    ({"case_ref": "00000000000000dd"}, "case_ref", ["00000000000000dd", "no such case", "worksheet"]),
    ({"case_ref": OUT_OF_FRAME}, "case_ref", ["not in the study's frame", "out_of_window", "delete the row"]),
    ({"case_ref": CNR}, "case_ref", ["holds a CNR", "may not stand on a form"]),
    ({"case_ref": "ZZ22010000012019"}, "case_ref", ["holds a CNR", "may not stand on a form"]),
    ({"case_ref": ""}, "case_ref", ["empty", "must be filled in", "worksheet"]),
    ({"coder": "Party-001 Smith"}, "coder", ["Party-001 Smith", "never a name"]),
    ({"coded_at": "2022-07-01"}, "coded_at", ["2022-07-01", "after today", "2022-06-01"]),
    ({"coded_at": "02/05/2022"}, "coded_at", ['"02/05/2022"', "year-month-day", "2020-03-10"]),
    ({"source_date": "2022-05-03"}, "source_date", ["2022-05-03", "after coded_at 2022-05-02"]),
    ({"confidence": "4"}, "confidence", ['"4"', "whole number from 1 to 3"]),
    ({"source": "newspaper"}, "source", ['"newspaper"', "judgment (Judgment)", "partner (Partner)"]),
    ({"second_coder": "C1"}, "second_coder", ["found C1", "someone else"]),
    ({"second_coder": "C2"}, "second_coder", ["names C2", "no row", "add it or empty this cell"]),
]
OWN: dict[str, list[tuple[Row, str, list[str]]]] = {
    "case_review": [
        ({"outcome_std": "guilty"}, "outcome_std", ['"guilty"', "allowed: convicted (Convicted)"]),
        ({"outcome_std": "unmapped"}, "outcome_std", ['"unmapped"', "allowed"]),
        ({"acquittal_reason": ""}, "acquittal_reason", ["empty", "outcome_std is acquitted", "u if unknown"]),
        ({"outcome_std": "", "acquitted_count": "0"}, "acquittal_reason", ["hostile_witnesses", "empty"]),
        ({"sentence_months": "12"}, "sentence_months", ["found 12", "not convicted or split"]),
        ({"convicted_count": "2"}, "accused_count", ["found 3", "2 convicted and 3 acquitted"]),
        ({"accused_count": ""}, "accused_count", ["empty", "write how many"]),
        ({"cognizance_date": "2022-04-01"}, "cognizance_date", ["2022-04-01", "after as_of 2022-03-31"]),
        ({"as_of": "2022-04-01"}, "as_of", ["2022-04-01", "after the study's cut-off 2022-03-31"]),
        ({"in_camera": "Y"}, "in_camera", ['"Y"', "y (Yes), n (No), u (Unknown)"]),
        ({"in_camera": ""}, "in_camera", ["empty", "u (Unknown)"]),
        ({"victim_legal_aid": "no"}, "victim_legal_aid", ['"no"', "dlsa", "none (None)", "u (Unknown)"]),
        ({"fine_rupees": "5,000"}, "fine_rupees", ['"5,000"', "whole number"]),
        ({"cognizance_date": "2020-02-30"}, "cognizance_date", ['"2020-02-30"', "no such day"]),
        ({"cognizance_date": "1920-05-04"}, "cognizance_date", ['"1920-05-04"', "check the year"]),
    ],
    "victim_review": [
        ({"hostile": "y", "testified": "n", "summoned": "u", "first_testimony_date": ""}, "hostile",
         ["found y", "testified is n and summoned is u", "one of them must be y"]),
        ({"cited_witness": "n"}, "testified", ["found y", "cited_witness is n", "make that y"]),
        ({"cited_witness": "u"}, "testified", ["found y", "cited_witness is u"]),
        ({"testified": "u"}, "first_testimony_date", ["filled in", "testified is u", "empty this cell"]),
        ({"victim_seq": "0"}, "victim_seq", ['"0"', "from 1 to 200"]),
        ({"victim_seq": "one"}, "victim_seq", ['"one"', "whole number"]),
        ({"victim_seq": "2"}, "victim_seq", ["found 2", "no victim 1"]),
        ({"minor": "17"}, "minor", ['"17"', "y (Yes)"]),
        ({"withdrew": ""}, "withdrew", ["empty", "must be filled in"]),
        ({"first_testimony_date": "2022-04-02"}, "first_testimony_date", ["2022-04-02", "cut-off"]),
        ({"came_forward": "yes"}, "came_forward", ['"yes"', "u (Unknown)"]),
    ],
    "adjournment_rulings": [
        ({"requested_by": "court"}, "requested_by", ["found court", "disallowed", "pros, def or both"]),
        ({"requested_by": "u"}, "requested_by", ["found u", "disallowed"]),
        ({"requested_by": "defence"}, "requested_by", ['"defence"', "def (Defence)"]),
        ({"ruling": "no_request"}, "ruling", ["no_request", "requested_by is def", "one of the two"]),
        ({"ruling": "refused"}, "ruling", ['"refused"', "disallowed (Disallowed)"]),
        ({"business_date": "2021-05-04"}, "business_date",
         ["2021-05-04", "did not sit", "2021-05-03, 2021-06-07"]),
        ({"business_date": "2022-04-04"}, "business_date", ["2022-04-04", "cut-off 2022-03-31"]),
        ({"business_date": "3 May 2021"}, "business_date", ['"3 May 2021"', "year-month-day"]),
        ({"case_ref": OTHER_CASE}, "business_date", ["did not sit in this case", "Nearest days: none"]),
        ({"reason_code": "leave"}, "reason_code", ['"leave"', "judge_on_leave (Judge on leave)"]),
        ({"effective": "partly"}, "effective", ['"partly"', "y (Yes), n (No), u (Unknown)"]),
    ],
    "bail_rulings": [
        ({"decided": "2021-05-03"}, "decided", ["2021-05-03", "before filed 2021-05-04"]),
        ({"outcome": "pending"}, "decided", ["2021-05-20", "outcome is pending", "empty this cell"]),
        ({"decided": "2022-04-04"}, "decided", ["2022-04-04", "cut-off"]),
        ({"filed": "2022-04-04", "decided": ""}, "filed", ["2022-04-04", "cut-off"]),
        ({"app_ref": "00000000000000f2"}, "app_ref", ["00000000000000f2", "no such application", "B1"]),
        ({"app_ref": APPLICATION, "case_ref": OTHER_CASE}, "app_ref", ["no such application of this case"]),
        ({"app_ref": "BA/12/2021"}, "app_ref", ['"BA/12/2021"', "B1, B2 ... B99"]),
        ({"outcome": "refused"}, "outcome", ['"refused"', "rejected (Rejected)"]),
        ({"outcome": "not_stated"}, "outcome", ['"not_stated"', "disposed_unknown"]),
        ({"kind": "interim"}, "kind", ['"interim"', "anticipatory (Anticipatory)"]),
        ({"kind": ""}, "kind", ["empty", "not_stated (Not stated)"]),
    ],
    "programme_register": [
        ({"item": "Judges trained"}, "item", ['"Judges trained"', "small letters, digits and _"]),
        ({"item": ""}, "item", ["empty", "judges_trained"]),
        ({"value": "more than 800"}, "value", ['"more than 800"', "allowed: a number, 0 or more"]),
        ({"value": "-5"}, "value", ['"-5"', "0 or more"]),
        ({"value": "nan"}, "value", ['"nan"', "a number"]),
        ({"value": "12.5"}, "value", ["found 12.5", "unit is people", "whole number"]),
        ({"unit": "percent", "value": "120"}, "value", ["found 120", "at most 100"]),
        ({"unit": "share", "value": "27"}, "value", ["found 27", "at most 1"]),
        ({"unit": "heads"}, "unit", ['"heads"', "people (People)"]),
        ({"qualifier": "more"}, "qualifier", ['"more"', "over (Over)"]),
        ({"n": "110"}, "n", ["found 110", "unit is people", "Empty this cell"]),
        ({"wording": ""}, "wording", ["empty", "at most 40 characters"]),
        ({"wording": "x" * 41}, "wording", ["x" * 40 + "...", "at most 40 characters"]),
        ({"source": "press"}, "source", ['"press"', "brief (Published brief)"]),
        ({"coded_at": "2022-06-02"}, "coded_at", ["after today"]),
    ],
    "case_lists": [
        ({"keeper": "court"}, "keeper", ['"court"', "police (Police)"]),
        ({"keeper": ""}, "keeper", ["empty", "ngo (Organisation)"]),
        ({"district": "pune"}, "district", ['"pune"', "beginning with a capital"]),
        ({"entry_number": "0"}, "entry_number", ['"0"', "from 1 to"]),
        ({"entry_number": "FIR 12"}, "entry_number", ['"FIR 12"', "whole number"]),
        ({"entry_number": ""}, "entry_number", ["empty"]),
        ({"belongs": "yes"}, "belongs", ['"yes"', "y (Yes)"]),
        ({"belongs": ""}, "belongs", ["empty"]),
        ({"case_ref": "00000000000000dd"}, "case_ref", ["no such case", "worksheet"]),
        ({"case_ref": OUT_OF_FRAME}, "belongs", ["found y", "out_of_window", "write n, or correct"]),
        ({"case_ref": "RCC 12/2019"}, "case_ref", ['"RCC 12/2019"', "16 digits"]),
        ({"source_date": "2022-05-03"}, "source_date", ["after coded_at"]),
        ({"coder": "a name"}, "coder", ['"a name"', "never a name"]),
        ({"coded_at": "2022-06-02"}, "coded_at", ["after today"]),
    ],
    "ahtu_operations": [
        ({"quarter": "Q3 2021"}, "quarter", ['"Q3 2021"', "2021-Q3"]),
        ({"quarter": "2021-Q5"}, "quarter", ['"2021-Q5"', "2021-Q3"]),
        ({"quarter": "2022-Q2"}, "quarter", ["found 2022-Q2", "had not ended on coded_at 2022-05-02"]),
        ({"district": "pune"}, "district", ['"pune"', "beginning with a capital"]),
        ({"district": ""}, "district", ["empty"]),
        ({"rescues": "-1"}, "rescues", ['"-1"', "from 0 to 1000"]),
        ({"rescues": "twelve"}, "rescues", ['"twelve"', "whole number"]),
        ({"rescues_with_arrest": "13"}, "rescues_with_arrest", ["found 13", "more than the 12 rescues"]),
        ({"rescues": "0", "rescues_with_arrest": "0"}, "rescues", ["found 0", "34 people were removed"]),
        ({"arrests": "0"}, "arrests", ["found 0", "rescues_with_arrest is 10"]),
        ({"traffickers_identified": "0"}, "traffickers_identified", ["found 0", "one of the two is wrong"]),
        ({"adults_removed": "3.5"}, "adults_removed", ['"3.5"', "whole number"]),
        ({"source": "judgment"}, "source", ['"judgment"', "official_record (Official record)"]),
        ({"source_date": "2022-05-03"}, "source_date", ["after coded_at"]),
    ],
}  # fmt: skip
BAD = [(form, *bad) for form, its_own in OWN.items() for bad in its_own] + [
    (form, *bad) for form in FORMS if FORMS[form].has_cases for bad in SHARED
]


@pytest.mark.parametrize(("form", "change", "column", "words"), BAD)
def test_a_bad_row_gives_its_line_its_column_and_what_to_do(
    tmp_path: Path, form: str, change: Row, column: str, words: list[str]
) -> None:
    (fault,) = (fault for fault in checked(tmp_path, form, change).faults if fault.column == column)
    assert fault.line == 2
    assert fault.text.startswith(f"line 2, column {column}: ")
    for word in words:
        assert word in fault.problem
    assert CNR not in fault.text


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_ten_kinds_of_bad_rows_and_a_good_one(tmp_path: Path, form: str) -> None:
    assert len(OWN[form]) >= 10
    assert set(VALID[form]) == set(FORMS[form].header)
    good = checked(tmp_path, form, {})
    assert good.faults == ()
    assert len(good.units.firsts) == 1


def test_the_line_is_that_of_the_bad_row_and_all_problems_come_at_once(tmp_path: Path) -> None:
    found = checked(
        tmp_path, "victim_review", {}, {"victim_seq": "2", "minor": "maybe", "hostile": "x"},
        {"victim_seq": "3", "cited_witness": "n"}, {"victim_seq": "4", "case_ref": "?"},
    )  # fmt: skip
    assert [(fault.line, fault.column) for fault in found.faults] == [
        (3, "minor"), (3, "hostile"), (4, "testified"), (5, "case_ref"),
    ]  # fmt: skip


def test_u_is_taken_and_is_not_n(tmp_path: Path) -> None:
    unknown = dict.fromkeys(("minor", "cited_witness", "summoned", "testified", "hostile"), "u")
    found = checked(tmp_path, "victim_review", unknown | {"first_testimony_date": ""})
    assert found.faults == ()
    assert found.units.firsts[0]["testified"] == "u"


def test_an_application_that_no_page_shows_has_a_number_of_its_own(tmp_path: Path) -> None:
    found = checked(tmp_path, "bail_rulings", {"app_ref": "B1", "second_coder": ""}, {})
    assert found.faults == ()
    assert any(CASE in warning and "counted twice" in warning for warning in found.warnings)
