"""Committal twins and bail applications find the prosecution they belong to, or say that they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from made_tables import KEY, PARAMETERS, made_record, made_tables, rows, unexplained

from extract.records import (
    ActRow,
    CaseRecord,
    FirDetails,
    InterlocutoryApplication,
    LinkedCase,
    SubordinateCourt,
)
from transform.pseudonyms import case_pseudonym

FIR = FirDetails("Station-01", "0042", "2017")
SESSIONS = "ZZAU010000012018"
MAGISTRATE = "ZZAU020000682016"
BAIL = "ZZAU015000012018"


def sessions(**changes: Any) -> CaseRecord:
    court = SubordinateCourt("1-Magistrate", "R.C.C. - 0000068 - 2016", "20-12-2017")
    return made_record(**{"cnr": SESSIONS, "fir": FIR, "subordinate_court": court} | changes)


def magistrate(**changes: Any) -> CaseRecord:
    return made_record(
        **{
            "cnr": MAGISTRATE,
            "case_type": "R.C.C. - Regular Criminal Case",
            "registration_number": "68/2016",
            "filing_date": "01-08-2017",
            "registration_date": "01-08-2017",
            "decision_date": "20-12-2017",
            "nature_of_disposal": "Uncontested--COMMITTED TO SESSIONS COURT",
            "fir": FIR,
        }
        | changes
    )


def merged(tables: Mapping[str, pa.Table]) -> dict[str, str | None]:
    return dict(rows(tables["cases"], "case_id", "merged_into_case_id"))


def test_a_twin_is_merged_into_the_sessions_case_that_names_it() -> None:
    tables = made_tables(magistrate(), sessions())
    twin, case = case_pseudonym(KEY, MAGISTRATE), case_pseudonym(KEY, SESSIONS)
    assert merged(tables) == {twin: case, case: None}
    frames = dict(rows(tables["cases"], "case_id", "frame_exclusion"))
    assert frames == {twin: "merged_committal_twin", case: None}


@pytest.mark.parametrize(
    "difference",
    [
        {"registration_number": "69/2016"},
        {"registration_number": "68/2017"},
        {"case_type": "S.C.C."},
        {"district_code": "26"},
        {"decision_date": "21-12-2017"},
        {"fir": replace(FIR, number="43")},
    ],
)
def test_any_contradiction_keeps_two_cases_apart(difference: dict[str, Any]) -> None:
    tables = made_tables(magistrate(**difference), sessions())
    assert set(merged(tables).values()) == {None}
    assert unexplained(tables) == []


def test_what_one_side_does_not_state_is_no_contradiction() -> None:
    court = SubordinateCourt("---", "R.C.C. - 0000068 - 2016", "---")
    tables = made_tables(magistrate(fir=None), sessions(subordinate_court=court))
    assert merged(tables)[case_pseudonym(KEY, MAGISTRATE)] is not None


def test_of_two_that_fit_none_is_merged() -> None:
    """The same number is given out by every magistrate of a district."""
    tables = made_tables(magistrate(), magistrate(cnr="ZZAU030000682016"), sessions())
    assert set(merged(tables).values()) == {None}
    step = next(row for row in tables["coverage"].to_pylist() if row["step"].startswith("13"))
    assert "1 that fit several" in step["note"]


def test_before_the_sessions_case_was_filed_the_magistrate_has_the_case() -> None:
    parameters = replace(PARAMETERS, as_of=date(2017, 12, 31))
    tables = made_tables(magistrate(), sessions(), parameters=parameters)
    assert set(merged(tables).values()) == {None}
    assert rows(tables["cases"], "frame_exclusion").count(None) == 1
    assert unexplained(tables) == []


def bail_case(**changes: Any) -> CaseRecord:
    return made_record(
        **{
            "cnr": BAIL,
            "case_type": "Cri.Bail Appln.",
            "registration_number": "501/2018",
            "decision_date": "20-01-2018",
            "nature_of_disposal": "Contested--REJECTED",
            "acts": (ActRow("Code of Criminal Procedure", "439", ("439",)),),
            "fir": FIR,
        }
        | changes
    )


def bail_rows(*records: CaseRecord, **changes: Any) -> list[dict[str, Any]]:
    tables = made_tables(*records, parameters=replace(PARAMETERS, **changes))
    assert unexplained(tables) == []
    return tables["bail"].to_pylist()  # type: ignore[no-any-return]


def test_bail_is_linked_to_the_one_prosecution_of_its_fir() -> None:
    (row,) = bail_rows(sessions(), magistrate(), bail_case())
    assert row["main_case_id"] == case_pseudonym(KEY, SESSIONS)
    assert (row["source"], row["link_basis"], row["kind"]) == ("own_case", "same_fir", "regular")
    assert (row["outcome_code"], row["is_in_frame"]) == ("rejected", True)


@pytest.mark.parametrize(
    ("fir", "basis"),
    [
        (replace(FIR, number="0043"), "not_linked"),
        (replace(FIR, year="2016"), "not_linked"),
        (replace(FIR, police_station="Station-02"), "not_linked"),
        (replace(FIR, number=""), "not_linked"),
        (None, "not_linked"),
        (replace(FIR, number="42", police_station="STATION 01"), "same_fir"),
    ],
)
def test_only_the_whole_fir_links(fir: FirDetails | None, basis: str) -> None:
    (row,) = bail_rows(sessions(), bail_case(fir=fir))
    assert (row["link_basis"], row["is_in_frame"]) == (basis, basis == "same_fir")


def test_two_prosecutions_of_one_fir_are_ambiguous() -> None:
    (row,) = bail_rows(
        sessions(subordinate_court=None),
        sessions(cnr="ZZAU010000022018", subordinate_court=None),
        bail_case(),
    )
    assert (row["link_basis"], row["main_case_id"], row["is_in_frame"]) == ("ambiguous", None, False)


def test_a_linked_case_named_on_a_page_links() -> None:
    linked = (LinkedCase("linked", "Sessions Case/11/2018", None),)
    (row,) = bail_rows(sessions(), bail_case(fir=None, linked_cases=linked))
    assert (row["link_basis"], row["main_case_id"]) == ("linked_case", case_pseudonym(KEY, SESSIONS))


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"decision_date": "", "nature_of_disposal": None}, "pending"),
        ({"decision_date": "11-03-2020"}, "pending"),  # decided after the cut-off
        ({"nature_of_disposal": ""}, "not_stated"),
        ({"nature_of_disposal": "Disposed of"}, "disposed_unknown"),
        ({"nature_of_disposal": "Qwerty"}, "unmapped"),
        ({"nature_of_disposal": "Contested--ALLOWED"}, "allowed"),
    ],
)
def test_undecided_unknown_and_not_stated_are_kept_apart(changes: dict[str, Any], outcome: str) -> None:
    (row,) = bail_rows(sessions(), bail_case(**changes))
    assert row["outcome_code"] == outcome


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"case_type": "Anticipatory Bail"}, "anticipatory"),
        ({"acts": (ActRow("Code of Criminal Procedure", "438", ("438",)),)}, "anticipatory"),
        ({"acts": (ActRow("Code of Criminal Procedure", "438,439", ("438", "439")),)}, "not_stated"),
        ({"acts": (ActRow("Indian Penal Code", "439", ("439",)),)}, "not_stated"),
        ({"acts": ()}, "not_stated"),
    ],
)
def test_the_kind_comes_from_the_case_type_or_the_procedure_code(changes: dict[str, Any], kind: str) -> None:
    (row,) = bail_rows(sessions(), bail_case(**changes))
    assert row["kind"] == kind


def test_applications_inside_a_prosecution_are_read_from_what_they_say() -> None:
    applications = (
        InterlocutoryApplication("IA/1/2018", "Party-001", "01-02-2018", None, "Bail Application", "Allowed"),
        InterlocutoryApplication("IA/2/2018", "Party-001", "02-02-2018", None, "Exemption", "Allowed"),
        InterlocutoryApplication(
            "IA/3/2018", "Party-001", "03-02-2018", None, "Anticipatory bail", "Pending"
        ),
        InterlocutoryApplication("IA/4/2018", "Party-001", "11-03-2020", None, "Bail Application", ""),
    )
    found = bail_rows(sessions(interlocutory_applications=applications))
    assert sorted(
        (row["filing_date"], row["outcome_code"], row["kind"], row["link_basis"]) for row in found
    ) == [
        (date(2018, 2, 1), "allowed", "not_stated", "same_case"),
        (date(2018, 2, 3), "pending", "anticipatory", "same_case"),
    ]


def test_a_purpose_stands_in_only_where_no_application_is_linked() -> None:
    listed = sessions(
        hearings=made_record(("16-01-2018", "20-01-2018", "Hearing of Bail Application")).hearings
    )
    (row,) = bail_rows(listed)
    assert (row["source"], row["outcome_code"], row["link_basis"]) == ("purpose", "not_stated", "same_case")
    (row,) = bail_rows(listed, bail_case())
    assert row["source"] == "own_case"


def test_a_bail_listing_before_the_magistrate_belongs_to_the_sessions_case() -> None:
    listed = magistrate(
        hearings=made_record(("16-10-2017", "20-10-2017", "Hearing of Bail Application")).hearings
    )
    (row,) = bail_rows(listed, sessions())
    assert (row["main_case_id"], row["is_in_frame"]) == (case_pseudonym(KEY, SESSIONS), True)


def test_bail_filed_after_the_cut_off_is_left_out_and_counted() -> None:
    assert bail_rows(sessions(), bail_case(), as_of=date(2018, 1, 1)) == []
