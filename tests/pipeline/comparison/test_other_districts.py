"""The panel of quarters by hand, frames of another rule, and the difference in differences from tables."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.comparison.followed import FollowedCase
from pipeline.comparison.frame_rules import frame_rule_values
from pipeline.comparison.frames import read_framed
from pipeline.comparison.other_districts import difference_in_differences_rows
from pipeline.comparison.panel import quarter_of, quarter_panel, quarter_start
from pipeline.run import RunError
from pipeline.statistics.observation import Window
from pipeline.study_sections.comparison_districts import ComparisonDistricts
from transform.schema import TABLES
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

FIRST, LAST = date(2017, 1, 1), date(2020, 12, 31)
START = date(2019, 1, 1)
OWN, OTHERS = ("A", "B", "C", "D", "E"), ("F", "G", "H", "I", "J")
DEFAULTS: dict[str, Any] = {
    "text": "not stated", "date": LAST, "integer": 1, "number": 0.0, "boolean": False,
}  # fmt: skip


def followed(district: str, start: date, end: int, *days: int, is_pocso: bool = False) -> FollowedCase:
    return FollowedCase("c", district, "k", "pending", 0, end, len(days), days, start, False, is_pocso)


def test_quarters() -> None:
    assert quarter_start(quarter_of(date(2019, 5, 17))) == date(2019, 4, 1)
    assert quarter_of(date(2019, 12, 31)) + 1 == quarter_of(date(2020, 1, 1))


def test_panel_by_hand() -> None:
    # North: from 1 March 2019 for 60 days, adjourned on day 10 (11 March) and day 40 (10 April); POCSO.
    # North: from 1 April for 10 days. South: from 1 April for 30 days, adjourned on day 0.
    cases = [
        followed("North", date(2019, 3, 1), 60, 10, 40, is_pocso=True),
        followed("North", date(2019, 4, 1), 10),
        followed("South", date(2019, 4, 1), 30, 0),
    ]
    panel = quarter_panel(cases, date(2019, 1, 1), date(2019, 6, 30), 100)
    first = quarter_of(date(2019, 1, 1))
    assert list(zip(panel.districts, panel.periods - first, strict=True)) == [
        ("North", 0), ("North", 1), ("South", 1),
    ]  # fmt: skip
    # 30 days of March after the first; 30 in April and later plus 10.
    assert panel.weights.tolist() == pytest.approx([0.30, 0.40, 0.30])
    assert panel.rates.tolist() == pytest.approx([1 / 0.30, 1 / 0.40, 1 / 0.30])
    assert panel.adjusters.tolist() == [[1.0], [0.75], [0.0]]


def _tables(study: str, rows: dict[str, list[dict[str, Any]]], folder: Path, clock: str) -> None:
    parameters = {
        "as_of": LAST, "window_start": FIRST, "window_end": LAST, "frame_rule": "filed_in_window",
        "clock_start": clock, "year_length_days": 365, "reporting_lag_days": 0, "offences": "itpa",
    }  # fmt: skip
    for name, table in TABLES.items():
        given = [parameters] if name == "study_parameters" else rows.get(name, [])
        full = [
            {
                column.name: row.get(column.name, DEFAULTS.get(column.type) if column.required else None)
                for column in table.columns
            }
            | {"study": study, "timepoint": "endline"}
            for row in given
        ]
        path = folder / "tables" / study / "endline" / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(full, schema=table.arrow_schema()), path)


def _district_rows(districts: tuple[str, ...], effect: float) -> dict[str, list[dict[str, Any]]]:
    """One case a district over the whole span, adjourned every 30 days, more often from 2019 on."""
    cases, adjournments = [], []
    for number, district in enumerate(districts):
        name = f"case {district}"
        cases.append({
            "case_id": name, "district": district, "filing_date": FIRST, "registration_date": FIRST,
            "clock_start_date": FIRST, "clock_end_date": LAST, "status": "pending", "is_in_frame": True,
        })  # fmt: skip
        day = FIRST + timedelta(days=number)
        while day <= LAST:
            adjournments.append({
                "case_id": name, "hearing_number": len(adjournments) + 1, "definition_id": "A1",
                "business_date": day,
            })  # fmt: skip
            day += timedelta(days=30 if day < START else round(30 / effect))
    return {"cases": cases, "adjournments": adjournments}


@pytest.fixture(scope="module")
def one_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For the tables of one test after another: in a place of its own each warehouse would take seconds."""
    return tmp_path_factory.mktemp("other_districts")


@pytest.fixture
def folder(one_place: Path) -> Path:
    shutil.rmtree(one_place / "tables", ignore_errors=True)
    return one_place


def run_over(folder: Path, *, clock: str = "registration_date") -> Any:
    """What the rows need of a run: tables of two studies, the first with half the adjournments from 2019."""
    _tables("own", _district_rows(OWN, 0.5), folder, "registration_date")
    _tables("others", _district_rows(OTHERS, 1.0), folder, clock)
    build_warehouse(folder / "tables", folder / "warehouse.duckdb")
    points = SimpleNamespace(window_start=FIRST, as_of=LAST)
    study = SimpleNamespace(
        name="own", districts=dict(enumerate(OWN)), timepoints=("endline",), parameters=lambda name: points
    )
    return SimpleNamespace(study=study, places=SimpleNamespace(warehouse=folder / "warehouse.duckdb"))


def test_a_known_change_in_five_of_ten_districts_is_found(folder: Path) -> None:
    rows = difference_in_differences_rows(run_over(folder), ComparisonDistricts("others", OTHERS, START))
    found = {row.definition_id.removeprefix("A1_difference_in_differences"): row for row in rows}
    # 365 / 30 adjournments a year became half as many.
    assert found[""].value == pytest.approx(-365 / 60, abs=0.4)
    assert found[""].p_value == pytest.approx(2 / 252)
    assert found[""].ci_high is not None
    assert found[""].ci_high < 0
    assert "p can not be below 0.0079" in (found[""].note or "")
    assert {f"_without_{name}" for name in OWN} <= set(found)
    assert found["_without_A"].value == pytest.approx(-365 / 60, abs=0.5)
    before = [row.value or 0 for name, row in found.items() if name.endswith("before")]
    after = [row.value or 0 for name, row in found.items() if name.endswith("after")]
    assert (len(before), len(after)) == (7, 8)
    assert np.mean(after) < -4 < -1 < np.mean(before)


def test_other_rules_or_missing_tables_are_refused(folder: Path) -> None:
    run = run_over(folder, clock="filing_date")
    with pytest.raises(RunError, match="clock_start is registration_date here and filing_date in others"):
        difference_in_differences_rows(run, ComparisonDistricts("others", OTHERS, START))
    with pytest.raises(RunError, match="no endline tables of nowhere"):
        difference_in_differences_rows(run, ComparisonDistricts("nowhere", OTHERS, START))


def test_a_start_outside_the_panel_gives_no_value_but_the_reason(folder: Path) -> None:
    named = ComparisonDistricts("others", OTHERS, date(2022, 1, 1))
    (row,) = difference_in_differences_rows(run_over(folder), named)
    assert row.value is None
    assert "no time under observation after the programme's start" in (row.note or "")


def test_frames_of_both_rules_from_the_tables(folder: Path) -> None:
    def case(name: str, filed: date, decided: date | None, **more: Any) -> dict[str, Any]:
        return {
            "case_id": name, "district": "A", "filing_date": filed, "clock_start_date": filed,
            "decision_date": decided, "clock_end_date": decided or LAST, "is_in_frame": True,
            "status": "disposed" if decided else "pending", **more,
        }  # fmt: skip

    out = {"is_in_frame": False, "frame_exclusion": "out_of_window"}
    cases = [
        case("young", date(2018, 1, 1), date(2018, 4, 11)),
        case("old", date(2016, 9, 23), date(2017, 1, 11), **out),
        case("gone", date(2016, 1, 1), date(2016, 12, 31), **out),
        case(
            "other offence", date(2018, 1, 1), None, is_in_frame=False, frame_exclusion="no_offence_in_frame"
        ),
        case("no clock", date(2018, 1, 1), None, clock_start_date=None),
        case("left", date(2018, 1, 1), date(2018, 3, 2), status="left_court"),
    ]
    adjournments = [
        {"case_id": name, "hearing_number": at, "definition_id": "A1", "business_date": day}
        for name, days in (
            ("young", [date(2018, 1, 11), date(2018, 6, 1)]),
            ("old", [date(2016, 10, 1), date(2017, 1, 1)]),
        )
        for at, day in enumerate(days, 1)
    ]
    outcomes = [{"case_id": "young", "outcome_code": "split", "outcome_group": "merits"},
                {"case_id": "old", "outcome_code": "filed", "outcome_group": "unknown"}]  # fmt: skip
    rows = {"cases": cases, "adjournments": adjournments, "outcomes": outcomes}
    _tables("own", rows, folder, "registration_date")
    build_warehouse(folder / "tables", folder / "warehouse.duckdb")
    with connect(folder / "warehouse.duckdb", "own", "endline") as connection:
        cohort = read_framed(connection, Window("filed_in_window", FIRST, LAST, LAST))
        period = read_framed(connection, Window("active_in_window", FIRST, LAST, LAST))
        earlier = read_framed(connection, Window("active_in_window", FIRST, LAST, date(2018, 3, 1)))
        labels = {"study": "own", "timepoint": "endline", "year_length_days": 365}
        values = {value.definition_id: value for value in frame_rule_values(connection, labels)}

    def told(found: Any) -> list[tuple[Any, ...]]:
        return [
            (one.followed.case_id, one.followed.entry_days, one.followed.end_days,
             one.followed.adjournment_days, one.ending)
            for one in found.cases
        ]  # fmt: skip

    assert told(cohort) == [("left", 0, 60, (), "open"), ("young", 0, 100, (10,), "convicted")]
    # The window opened on day 100 of the old case, which was adjourned on that day and ended ten days later.
    assert told(period) == [
        ("left", 0, 60, (), "open"), ("old", 100, 110, (100,), "unknown"),
        ("young", 0, 100, (10,), "convicted"),
    ]  # fmt: skip
    assert told(earlier)[-1] == ("young", 0, 59, (10,), "open")
    assert (cohort.without_clock, period.without_clock) == (1, 1)
    rate = values["active_in_window_A1"]
    assert (rate.numerator, rate.denominator) == (2, pytest.approx((60 + 10 + 100) / 365))
    assert "1 cases without a usable clock are left out" in (rate.note or "")
    # On day 100 two are at risk, and one of them ends.
    assert values["active_in_window_km_median"].value == 100
    assert values["filed_in_window_km_median"].value == 100
