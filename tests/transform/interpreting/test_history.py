"""History rows become entries: ordered by date, repetitions dropped, daily statuses attached."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from made_tables import (
    FETCHED_AT,
    KEY,
    PARAMETERS,
    case_page,
    made_record,
    made_tables,
    rows,
    status_page,
    unexplained,
)

from extract.records import DailyStatus
from transform.assembling.tables import build_tables

THREE_DAYS = (
    ("16-01-2018", "20-02-2018", "Appearance"),
    ("20-02-2018", "27-03-2018", "Evidence"),
    ("27-03-2018", "30-04-2018", "Evidence"),
)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_page_order_does_not_matter(order: tuple[int, ...]) -> None:
    hearings = made_tables(made_record(*(THREE_DAYS[i] for i in order)))["hearings"]
    assert rows(hearings, "hearing_number", "business_date", "purpose_code") == [
        (1, date(2018, 1, 16), "appearance"),
        (2, date(2018, 2, 20), "evidence"),
        (3, date(2018, 3, 27), "evidence"),
    ]


def test_an_undated_entry_stands_before_the_day_it_points_to() -> None:
    """A revoked disposal, as courts print it: closing entry, entry without a day, then the case goes on."""
    record = made_record(
        ("03-11-2018", "30-11-2018", "Appearance"),
        ("", "03-11-2018", "Revoked"),
        ("30-11-2016", "", "Disposed"),
    )
    hearings = made_tables(record)["hearings"]
    assert rows(hearings, "business_date", "next_date", "purpose_code", "is_terminal") == [
        (date(2016, 11, 30), None, "disposed", True),
        (None, date(2018, 11, 3), "reopened", False),
        (date(2018, 11, 3), date(2018, 11, 30), "appearance", False),
    ]
    counted = rows(made_tables(record)["adjournments"], "definition_id", "hearing_number")
    assert counted == [("A0", 1), ("A0", 2), ("A0", 3), ("A1", 3)]


def test_only_exact_repetitions_are_dropped_and_they_are_counted() -> None:
    other = ("20-02-2018", "27-03-2018", "Arguments")
    tables = made_tables(made_record(THREE_DAYS[0], *[THREE_DAYS[1]] * 3, other))
    assert rows(tables["hearings"], "purpose_printed") == ["Appearance", "Arguments", "Evidence"]
    step = next(row for row in tables["coverage"].to_pylist() if row["step"].startswith("03"))
    assert (step["rows_in"], step["rows_out"], step["explained"]) == (5, 3, 2)


def test_entries_after_the_cut_off_are_kept_apart() -> None:
    record = made_record(*THREE_DAYS)
    tables = made_tables(record, parameters=replace(PARAMETERS, as_of=date(2018, 2, 20)))
    assert rows(tables["hearings"], "is_within_as_of") == [True, True, False]
    assert set(rows(tables["adjournments"], "hearing_number")) == {1, 2}
    (case,) = tables["cases"].to_pylist()
    assert (case["next_hearing_date"], case["stage_printed"]) == (date(2018, 3, 27), "Evidence")


def test_an_entry_without_any_date_is_kept_outside_the_cut_off() -> None:
    tables = made_tables(made_record(("", "", "Evidence"), THREE_DAYS[0]))
    assert rows(tables["hearings"], "business_date", "is_within_as_of") == [
        (date(2018, 1, 16), True),
        (None, False),
    ]
    assert unexplained(tables) == []


def test_blank_next_date_on_the_decision_day_closes_the_case() -> None:
    record = made_record(
        THREE_DAYS[0], ("20-02-2018", "--", "Judgment"), decision_date="20th February 2018", stage=None
    )
    assert rows(made_tables(record)["hearings"], "is_terminal") == [False, True]


def daily(business_date: str | None, reason: str | None, next_date: str | None = None) -> DailyStatus:
    return DailyStatus(None, business_date, "(text)", "Evidence", next_date, adjournment_reason=reason)


def test_daily_statuses_are_attached_by_day_whether_on_pages_or_in_the_record() -> None:
    record = made_record(
        *THREE_DAYS, daily_statuses=(daily("16-01-2018", "Judge on Leave"), daily("20-02-2018", " "))
    )
    page = status_page(daily("27-03-2018", "Accused absent"))
    tables = build_tables([case_page(record), page], PARAMETERS, KEY)
    found = rows(
        tables["hearings"], "has_daily_status", "adjournment_reason_printed", "adjournment_reason_code"
    )
    assert found == [
        (True, "Judge on Leave", "judge_on_leave"),
        (True, None, None),
        (True, "Accused absent", "accused_absent"),
    ]
    a4e = [row for row in tables["adjournments"].to_pylist() if row["definition_id"] == "A4e"]
    assert [(row["hearing_number"], row["side"]) for row in a4e] == [(1, "court"), (3, "defence")]


def test_of_two_entries_of_a_day_the_one_with_the_same_next_date_gets_the_status() -> None:
    record = made_record(("16-01-2018", "30-01-2018", "Appearance"), ("16-01-2018", "20-02-2018", "Evidence"))
    page = status_page(daily("16-01-2018", "Accused absent", "20-02-2018"))
    tables = build_tables([case_page(record), page], PARAMETERS, KEY)
    assert rows(tables["hearings"], "has_daily_status") == [False, True]


def test_a_status_asked_for_again_replaces_the_earlier_one() -> None:
    earlier = status_page(daily("16-01-2018", "Accused absent"))
    later = status_page(daily("16-01-2018", "Judge on Leave"), fetched_at=FETCHED_AT + timedelta(days=1))
    tables = build_tables([later, case_page(made_record(*THREE_DAYS)), earlier], PARAMETERS, KEY)
    assert rows(tables["hearings"], "adjournment_reason_code") == ["judge_on_leave", None, None]
    assert sorted(rows(tables["pages"], "kind", "result")) == [
        ("case_page", "read"), ("daily_status", "read"), ("daily_status", "superseded"),
    ]  # fmt: skip
    assert unexplained(tables) == []


def test_statuses_that_fit_no_entry_are_counted_and_unreadable_ones_quarantined() -> None:
    pages = [
        status_page(daily("01-02-2018", "Accused absent")),
        status_page(daily(None, None)),
        status_page(daily("31-02-2018", None)),
        status_page(daily("16-01-2018", None), cnr="ZZAU010000992018"),
    ]
    tables = build_tables([case_page(made_record(*THREE_DAYS)), *pages], PARAMETERS, KEY)
    assert not any(rows(tables["hearings"], "has_daily_status"))
    assert rows(tables["quarantine"], "stage", "expected", "found") == [("interpret", "a date", "31-02-2018")]
    assert unexplained(tables) == []


def test_a_status_that_states_another_next_date_than_its_entry_is_counted() -> None:
    days = ("20-02-2018", "21-02-2018", None)  # of the entry of 16 January: the same, another, none
    counted = []
    for day in days:
        page = status_page(daily("16-01-2018", None, day))
        tables = build_tables([case_page(made_record(*THREE_DAYS)), page], PARAMETERS, KEY)
        assert rows(tables["hearings"], "has_daily_status") == [True, False, False]
        step = next(row for row in tables["coverage"].to_pylist() if row["step"].startswith("05"))
        counted.append(re.findall(r"(\d+) state another next date", step["note"]))
    assert counted == [["0"], ["1"], ["0"]]
