"""The definitions of adjournment side by side, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from made_tables import PARAMETERS, made_record, made_tables

from extract.records import DailyStatus
from transform.parameters import TableParameters

DISPOSED: dict[str, Any] = {
    "decision_date": "11-06-2018",
    "stage": None,
    "nature_of_disposal": "Contested--ACQUITTED",
}


def counted(
    *entries: tuple[str, str, str], parameters: TableParameters = PARAMETERS, **changes: Any
) -> dict[str, list[int]]:
    """Hearing numbers by definition."""
    table = made_tables(made_record(*entries, **changes), parameters=parameters)["adjournments"]
    found: dict[str, list[int]] = {}
    for row in table.to_pylist():
        found.setdefault(row["definition_id"], []).append(row["hearing_number"])
    return found


def test_a_disposed_case_counts_its_closing_entry_only_under_a0() -> None:
    found = counted(
        ("16-01-2018", "20-02-2018", "Appearance"),
        ("20-02-2018", "27-03-2018", "Evidence"),
        ("27-03-2018", "30-04-2018", "Evidence"),
        ("30-04-2018", "11-06-2018", "Arguments"),
        ("11-06-2018", "", "Disposed"),
        **DISPOSED,
    )
    assert found == {"A0": [1, 2, 3, 4, 5], "A1": [1, 2, 3, 4], "A2": [2]}


def test_the_last_entry_of_a_pending_case_is_unknown_under_a2() -> None:
    found = counted(
        ("16-01-2018", "20-02-2018", "Evidence"),
        ("20-02-2018", "27-03-2018", "Evidence"),
        ("27-03-2018", "30-04-2018", "Evidence"),
    )
    assert found == {"A0": [1, 2, 3], "A1": [1, 2, 3], "A2": [1, 2]}


def test_a1_needs_a_later_next_date_and_counts_a_day_once() -> None:
    found = counted(
        ("16-01-2018", "16-01-2018", "Appearance"),  # same day: not later
        ("16-01-2018", "20-02-2018", "Charge"),
        ("16-01-2018", "27-03-2018", "Plea"),  # second of its day
        ("20-02-2018", "01-02-2018", "Charge"),  # before the day itself
        ("27-03-2018", "", "Evidence"),  # none given
        ("", "30-04-2018", "Evidence"),  # undated
    )
    assert found["A0"] == [1, 2, 3, 4, 5, 6]
    assert found["A1"] == [2]


def test_a2_compares_with_the_next_day_of_business_not_with_the_same_day() -> None:
    found = counted(
        ("16-01-2018", "20-02-2018", "Charge"),
        ("16-01-2018", "27-03-2018", "Charge"),
        ("20-02-2018", "27-03-2018", "Evidence"),
        ("27-03-2018", "30-04-2018", "Evidence"),
    )
    assert found["A1"] == [1, 3, 4]
    assert found["A2"] == [3]


def test_unknown_purposes_never_count_as_repeated() -> None:
    found = counted(
        ("16-01-2018", "20-02-2018", "Qwerty 77"),
        ("20-02-2018", "27-03-2018", "Qwerty 77"),
        ("27-03-2018", "30-04-2018", ""),
        ("30-04-2018", "11-06-2018", ""),
    )
    assert "A2" not in found


def test_purposes_that_say_nothing_never_count_as_repeated() -> None:
    found = counted(("16-01-2018", "20-02-2018", "408"), ("20-02-2018", "27-03-2018", "Others"))
    assert "A2" not in found


def test_a2x_leaves_the_taking_of_evidence_out_and_nothing_else() -> None:
    days = ("16-01-2018", "20-02-2018", "27-03-2018", "30-04-2018", "11-06-2018", "16-07-2018", "20-08-2018")
    purposes = ("Charge", "Charge", "Evidence", "Evidence", "Arguments", "Arguments")
    found = counted(*zip(days, days[1:], purposes, strict=False))
    assert (found["A2"], found["A2x"]) == ([1, 3, 5], [1, 5])


def test_a3_takes_the_label_with_its_reason_and_side() -> None:
    tables = made_tables(
        made_record(
            ("16-01-2018", "20-02-2018", "Judge on leave"),
            ("20-02-2018", "27-03-2018", "Adjourned"),
            ("27-03-2018", "30-04-2018", "Prays time"),
            ("30-04-2018", "11-06-2018", "Evidence"),
        )
    )
    a3 = [row for row in tables["adjournments"].to_pylist() if row["definition_id"] == "A3"]
    assert [(row["hearing_number"], row["reason_code"], row["side"]) for row in a3] == [
        (1, "judge_absent", "court"),
        (2, None, None),
        (3, "time_sought", "not_stated"),
    ]


def test_a4e_takes_any_entry_with_a_stated_reason() -> None:
    statuses = tuple(
        DailyStatus(None, day, None, None, None, adjournment_reason=reason)
        for day, reason in (("16-01-2018", "Judge on Leave"), ("20-02-2018", "Wqx zzy"), ("27-03-2018", "--"))
    )
    tables = made_tables(
        made_record(
            ("16-01-2018", "", "Evidence"),
            ("20-02-2018", "27-03-2018", "Evidence"),
            ("27-03-2018", "30-04-2018", "Evidence"),
            daily_statuses=statuses,
        )
    )
    a4e = [row for row in tables["adjournments"].to_pylist() if row["definition_id"] == "A4e"]
    assert [(row["hearing_number"], row["reason_code"]) for row in a4e] == [
        (1, "judge_on_leave"),
        (2, "unmapped"),
    ]


def test_nothing_after_the_cut_off_counts_or_shows_that_a_step_repeats() -> None:
    entries = (("16-01-2018", "20-02-2018", "Evidence"), ("20-02-2018", "27-03-2018", "Evidence"))
    found = counted(*entries, parameters=replace(PARAMETERS, as_of=date(2018, 2, 19)))
    assert found == {"A0": [1], "A1": [1]}
