"""What can't be read or used is listed with its reason, without identifiers; each row is accounted for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from made_tables import (
    CNR,
    FETCHED_AT,
    KEY,
    PARAMETERS,
    case_page,
    made_record,
    made_tables,
    only_row,
    rows,
    stored_page,
    unexplained,
)

from extract.errors import PageChangedError
from extract.reading import ReadPage
from extract.records import FirDetails, HearingRow, OrderRow
from extract.stored_pages import PageKind
from transform.assembling.tables import build_tables
from transform.builders.quarantine import Offender, quarantine_offenders
from transform.interpreting.faults import without_identifiers
from transform.pseudonyms import case_pseudonym

OTHER = "ZZAU010000022018"


def test_a_page_not_as_known_is_listed_with_what_was_expected_and_found() -> None:
    page = stored_page(PageKind.CASE_PAGE, "damaged", FETCHED_AT, CNR)
    error = PageChangedError(f"case {CNR}, history", "34 rows", "33 rows, Sessions Case/97/2017")
    tables = build_tables([ReadPage(page, error=error), case_page(made_record(cnr=OTHER))], PARAMETERS, KEY)
    row = only_row(tables["quarantine"])
    assert row["stage"] == "parse"
    assert row["reason"] == "page not as known: case (CNR), history"
    assert (row["expected"], row["found"]) == ("34 rows", "33 rows, Sessions Case/#/#")
    assert row["excerpt_sha256"] == page.sha256
    assert row["case_id"] == case_pseudonym(KEY, CNR)
    assert sorted(rows(tables["pages"], "result")) == ["quarantined", "read"]
    assert unexplained(tables) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"filing_date": "31-02-2018"}, "filing date can't be read"),
        ({"decision_date": "soon"}, "decision date can't be read"),
        ({"hearings": (HearingRow(0, None, "16-13-2018", "", "Evidence"),)}, "business date of an entry"),
        ({"hearings": (HearingRow(0, None, "16-01-2018", "2201", "Evidence"),)}, "next date of an entry"),
        ({"orders": (OrderRow("interim", "1", "99-01-2018", "Order"),)}, "date of an order"),
        ({"orders": (OrderRow("interim", "one", "09-01-2018", "Order"),)}, "number of an order"),
    ],
)
def test_a_value_without_meaning_stops_its_case(changes: dict[str, Any], reason: str) -> None:
    tables = made_tables(made_record(**changes), made_record(cnr=OTHER))
    row = only_row(tables["quarantine"])
    assert row["stage"] == "interpret"
    assert row["reason"].startswith(reason)
    assert rows(tables["cases"], "case_id") == [case_pseudonym(KEY, OTHER)]
    assert set(rows(tables["outcomes"], "case_id")) == {case_pseudonym(KEY, OTHER)}
    assert unexplained(tables) == []


def test_texts_lose_cnrs_case_numbers_and_long_numbers() -> None:
    text = f"{CNR} ZZAU01-000001-2018 R.C.C./97/2017 phone 9876543210 on 02-01-2018"
    assert without_identifiers(text) == "(CNR) (CNR) R.C.C./#/# phone # on 02-01-2018"
    assert len(without_identifiers("a " * 500)) == 200


def test_of_several_pages_of_a_case_the_latest_is_used() -> None:
    older = case_page(made_record(stage="Charge"), FETCHED_AT - timedelta(days=1), "older")
    latest = case_page(made_record(stage="Evidence"), FETCHED_AT, "latest")
    tables = build_tables([latest, older], PARAMETERS, KEY)
    case = only_row(tables["cases"])
    assert (case["stage_printed"], case["snapshot_count"]) == ("Evidence", 2)
    assert case["snapshot_id"] == latest.page.page_id
    assert sorted(rows(tables["pages"], "result")) == ["read", "superseded"]


def test_fetched_at_the_same_moment_the_later_in_the_archive_is_used() -> None:
    pages = [case_page(made_record(stage=stage), mark=stage) for stage in ("Charge", "Evidence")]
    assert only_row(build_tables(pages, PARAMETERS, KEY)["cases"])["stage_printed"] == "Evidence"


def test_offenders_are_listed_and_leave_the_frame() -> None:
    fir = FirDetails("Station-01", "42", "2017")
    bail = made_record(
        cnr=OTHER, case_type="Cri.Bail Appln.", fir=fir, decision_date="20-01-2018",
        nature_of_disposal="Contested--REJECTED",
    )  # fmt: skip
    tables = made_tables(made_record(fir=fir), bail)
    assert rows(tables["bail"], "is_in_frame") == [True]
    case_id = case_pseudonym(KEY, CNR)
    offenders = [
        Offender("broken_chain", "Broken chain of dates", case_id, "hearing_number=2"),
        Offender("unknown_purposes", "Too many purposes unknown", None, "0.08"),
    ]
    after = quarantine_offenders(tables, offenders)
    assert rows(after["quarantine"], "quarantine_number", "stage", "case_id", "found") == [
        (1, "rule", case_id, "hearing_number=2"),
        (2, "rule", None, "0.08"),
    ]
    frames = dict(rows(after["cases"], "case_id", "frame_exclusion"))
    assert frames == {case_id: "quarantined", case_pseudonym(KEY, OTHER): "not_a_prosecution"}
    assert not any(rows(after["cases"], "is_in_frame"))
    assert rows(after["bail"], "is_in_frame") == [False]
    assert unexplained(after) == []
    assert rows(tables["cases"], "is_in_frame").count(True) == 1


def test_an_offender_out_of_frame_for_its_dates_alone_is_kept_from_every_window() -> None:
    late = made_record(cnr=OTHER, filing_date="01-01-2010", registration_date="01-01-2010")
    bail = made_record(cnr="ZZZZ010000992018", case_type="Cri.Bail Appln.")
    tables = made_tables(made_record(), late, bail)
    ids = {name: case_pseudonym(KEY, cnr) for name, cnr in (("late", OTHER), ("bail", "ZZZZ010000992018"))}
    offenders = [Offender("broken_chain", "Broken chain of dates", case_id, None) for case_id in ids.values()]
    frames = dict(rows(quarantine_offenders(tables, offenders)["cases"], "case_id", "frame_exclusion"))
    assert (frames[ids["late"]], frames[ids["bail"]]) == ("quarantined", "not_a_prosecution")
    assert frames[case_pseudonym(KEY, CNR)] is None


def test_quarantining_the_same_offenders_again_changes_nothing() -> None:
    tables = made_tables(made_record())
    offenders = [Offender("broken_chain", "Broken chain of dates", case_pseudonym(KEY, CNR), None)]
    once = quarantine_offenders(tables, offenders)
    twice = quarantine_offenders(once, offenders)
    assert all(once[name].equals(twice[name]) for name in once)
