"""What lies beside the time, the days or the persons that an indicator is about does not count in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from twelve_cases import AS_OF, twelve_case_tables, write_study
from twelve_forms import twelve_form_tables

from transform.indicators.computing import compute_one
from transform.indicators.definitions import load_indicators
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

Row = dict[str, Any]
Edit = Callable[[list[Row]], list[Row]]
Found = tuple[float | None, float | None, float | None]


@pytest.fixture
def counted(one_place: Path) -> Callable[..., dict[tuple[str, str], Found]]:
    """Value, numerator and denominator in total by definition and population, with one table edited."""

    def of(indicator: str, table: str, edit: Edit) -> dict[tuple[str, str], Found]:
        tables = twelve_case_tables() | twelve_form_tables()
        tables[table] = pa.Table.from_pylist(edit(tables[table].to_pylist()), schema=tables[table].schema)
        shutil.rmtree(one_place / "tables", ignore_errors=True)
        write_study(tables, one_place / "tables")
        build_warehouse(one_place / "tables", one_place / "warehouse.duckdb")
        with connect(one_place / "warehouse.duckdb", "twelve", "baseline") as connection:
            values = compute_one(connection, load_indicators()[indicator])
        return {
            (value.definition_id, value.population): (value.value, value.numerator, value.denominator)
            for value in values
            if value.district == "all"
        }

    return of


def as_they_are(rows: list[Row]) -> list[Row]:
    return rows


def test_an_entry_after_a_case_has_ended_is_not_in_the_time_under_observation(
    counted: Callable[..., dict[tuple[str, str], Found]],
) -> None:
    def with_one_after_the_end(rows: list[Row]) -> list[Row]:
        """N1 was decided on 2018-10-28."""
        last = next(row for row in rows if (row["case_id"], row["definition_id"]) == ("N1", "A1"))
        return [*rows, last | {"hearing_number": 9, "business_date": date(2018, 11, 20)}]

    before = counted("I14", "adjournments", as_they_are)
    assert before["A1", "all cases"][1] == 29
    assert counted("I14", "adjournments", with_one_after_the_end) == before
    assert counted("I12", "adjournments", with_one_after_the_end)["A1", "disposed cases"][1] == 13


def test_a_day_that_closed_a_case_is_no_sitting_whose_effect_was_coded(
    counted: Callable[..., dict[tuple[str, str], Found]],
) -> None:
    def with_the_closing_day(rows: list[Row]) -> list[Row]:
        coded = next(row for row in rows if row["case_id"] == "N1")
        return [*rows, coded | {"business_date": date(2018, 10, 28), "effective": "y"}]

    before = counted("I17", "adjournment_rulings", as_they_are)
    assert before["A4", "all cases"] == (2 / 8, 2, 8)
    assert counted("I17", "adjournment_rulings", with_the_closing_day) == before


def test_a_field_that_says_there_is_no_reason_leaves_a_sitting_effective(
    counted: Callable[..., dict[tuple[str, str], Found]],
) -> None:
    def saying_none(rows: list[Row]) -> list[Row]:
        return [
            row | {"adjournment_reason_code": row["adjournment_reason_code"] and "none_stated"}
            for row in rows
        ]

    value, numerator, denominator = counted("I17", "hearings", as_they_are)["A4e", "all cases"]
    assert value is not None
    assert value < 1
    assert counted("I17", "hearings", saying_none)["A4e", "all cases"] == (1, denominator, denominator)
    assert numerator != denominator


@pytest.mark.parametrize(("filed", "appealed"), [(AS_OF, 1), (date(2020, 1, 2), None), (date(2019, 2, 5), 1)])
def test_an_appeal_counts_from_the_day_of_the_decision_to_the_cut_off(
    counted: Callable[..., dict[tuple[str, str], Found]], filed: date, appealed: int | None
) -> None:
    """N2 was decided on 2019-02-05; O3 is the appeal. One after the cut-off has not been seen then."""

    def filed_then(rows: list[Row]) -> list[Row]:
        return [row | {"filing_date": filed} if row["case_id"] == "O3" else row for row in rows]

    assert counted("I33", "cases", filed_then)["cases", "disposed cases"] == (appealed, appealed, 3)


def test_the_thirty_days_of_a_minor_are_those_of_the_minors_own_testimony(
    counted: Callable[..., dict[tuple[str, str], Found]],
) -> None:
    """The court took cognizance of N1 on 2018-01-11; victim 1 is the minor."""

    def an_adult_first(rows: list[Row]) -> list[Row]:
        days = {1: date(2018, 4, 1), 2: date(2018, 1, 20)}
        return [
            row | {"testified": "y", "first_testimony_date": days[row["victim_seq"]]}
            if row["case_id"] == "N1"
            else row
            for row in rows
        ]

    found = counted("I44", "victim_reviews", an_adult_first)
    assert found["within_30_days", "cases with testimony"] == (1 / 2, 1, 2)
    assert found["minors_within_30_days", "cases of minors with testimony"] == (0, 0, 1)


def test_where_it_is_unknown_who_asked_the_requests_of_a_side_are_not_known(
    counted: Callable[..., dict[tuple[str, str], Found]],
) -> None:
    def without_who_asked(rows: list[Row]) -> list[Row]:
        allowed = next(row for row in rows if row["ruling"] == "allowed" and row["case_id"] == "N1")
        return [row | {"requested_by": "u"} if row is allowed else row for row in rows]

    full = ("known", "cases coded in full")
    before = counted("I19", "adjournment_rulings", as_they_are)[full]
    assert counted("I19", "adjournment_rulings", without_who_asked)[full][2] == (before[2] or 0) - 1
    refused = counted("I14", "adjournment_rulings", without_who_asked)["A4c", "all cases"]
    assert refused == counted("I14", "adjournment_rulings", as_they_are)["A4c", "all cases"]


@pytest.mark.parametrize("code", ["unmapped", "unknown", None])
def test_a_purpose_that_says_nothing_is_not_among_those_stated(
    counted: Callable[..., dict[tuple[str, str], Found]], code: str | None
) -> None:
    def with_one(rows: list[Row]) -> list[Row]:
        return [rows[0] | {"purpose_code": code}, *rows[1:]]

    stated = ("hearing_purpose_code", "history entries")
    _, all_stated, entries = counted("I46", "hearings", as_they_are)[stated]
    assert all_stated == entries
    assert counted("I46", "hearings", with_one)[stated][1] == (entries or 0) - 1


def test_an_undated_disposal_was_not_brought_forward_and_a_dormant_case_was(
    counted: Callable[..., dict[tuple[str, str], Found]],
) -> None:
    """N6 was filed before the window opened."""

    def with_n6(**changes: Any) -> Edit:
        old = {"clock_start_date": date(2017, 1, 2), **changes}
        return lambda rows: [row | old if row["case_id"] == "N6" else row for row in rows]

    handled = ("disposal_rate", "cases filed in the window or brought forward")
    pending = counted("I03", "cases", with_n6(status="pending"))[handled]
    undated = counted("I03", "cases", with_n6(status="disposed", decision_date=None))[handled]
    laid_by = with_n6(status="inactive", decision_date=date(2017, 6, 1))
    assert counted("I03", "cases", laid_by)[handled] == pending
    assert undated[2] == (pending[2] or 0) - 1
