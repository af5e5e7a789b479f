"""The reference study's baseline (103 cases made by rule) against values that follow from its rules.

The cases are made here from the rules alone, and every expectation is counted from them in plain Python.
"""

from __future__ import annotations

from datetime import date, timedelta
from statistics import mean, median
from typing import Any

import pytest
from twelve_cases import as_table, codes, write_study

from pipeline.statistics.intervals import add_intervals
from transform.indicators.computing import compute
from transform.indicators.values import IndicatorValue
from transform.schema import TABLES
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

AS_OF = date(2020, 3, 10)
DISTRICTS = ("Aurangabad", "Ahmednagar", "Kolhapur", "Nashik", "Solapur")
DISPOSED_PER_DISTRICT = (4, 5, 4, 6, 4)
PENDING_PER_DISTRICT = (14, 17, 16, 18, 15)
LADDER = (
    "appearance", "first_order", "charge", "plea", "evidence", "evidence_part_heard", "accused_statement",
    "arguments",
)  # fmt: skip
DISPOSED = range(1, 24)
PENDING = range(1, 81)


def adjourned_before_disposal(i: int) -> int:
    return 17 + i


def adjourned_so_far(j: int) -> int:
    return (2, 3, 4, 5, 5, 6, 6, 7, 8, 9)[(j - 1) % 10]


def pending_start(j: int) -> date:
    return AS_OF - timedelta(days=45 * (adjourned_so_far(j) - 1) + j % 45 + 14)


def ladder(count: int) -> list[str]:
    each, more = divmod(count, 8)
    return [purpose for at, purpose in enumerate(LADDER) for _ in range(each + (at < more))]


def outcome(i: int) -> str:
    return "acquitted" if i <= 20 else ("convicted", "discharged", "abated_death")[i - 21]


def _disposed_case(i: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    decision = AS_OF - timedelta(days=7 * (23 - i))
    first = decision - timedelta(days=26 * adjourned_before_disposal(i))
    rows = _rows(f"D{i}", first, 26, ladder(adjourned_before_disposal(i)))
    rows.append({
        "case_id": f"D{i}", "hearing_number": len(rows) + 1, "business_date": decision, "is_terminal": True,
        "purpose_code": "disposed", "next_date": None,
    })  # fmt: skip
    case = {"case_id": f"D{i}", "status": "disposed", "decision_date": decision, "clock_end_date": decision}
    return {**case, "clock_start_date": first - timedelta(days=14)}, rows


def _pending_case(j: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    count = adjourned_so_far(j)
    start = pending_start(j)
    purposes = ["appearance"] * (count // 2) + ["charge"] * (count - count // 2)
    case = {"case_id": f"P{j}", "status": "pending", "clock_start_date": start, "clock_end_date": AS_OF}
    return case, _rows(f"P{j}", start + timedelta(days=14), 45, purposes)


def _rows(case: str, first: date, gap: int, purposes: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "case_id": case, "hearing_number": at + 1, "business_date": first + timedelta(days=gap * at),
            "next_date": first + timedelta(days=gap * (at + 1)), "purpose_code": purpose,
            "is_terminal": False,
        }
        for at, purpose in enumerate(purposes)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str, str], IndicatorValue]:
    root = tmp_path_factory.mktemp("reference")
    cases, hearings = [], []
    for made, shares, group in (
        (map(_disposed_case, DISPOSED), DISPOSED_PER_DISTRICT, "D"),
        (map(_pending_case, PENDING), PENDING_PER_DISTRICT, "P"),
    ):
        places = [name for name, count in zip(DISTRICTS, shares, strict=True) for _ in range(count)]
        for (case, rows), place in zip(made, places, strict=True):
            assert case["case_id"].startswith(group)
            cases.append({**case, "district": place, "is_in_frame": True})
            hearings += rows
    write_study(_tables(cases, hearings), root / "tables")
    build_warehouse(root / "tables", root / "warehouse.duckdb")
    with connect(root / "warehouse.duckdb", "twelve", "baseline") as connection:
        rows_with_intervals = add_intervals(compute(connection), seed=2020)
    return {
        (row.indicator_id, row.definition_id, row.population, row.district): row
        for row in rows_with_intervals
    }


def _tables(cases: list[dict[str, Any]], hearings: list[dict[str, Any]]) -> dict[str, Any]:
    groups = {row["code"]: row["stage_group"] for row in codes("purposes")}
    taxonomy = {row["code"]: row for row in codes("outcomes")}
    flags = ("is_disposal", "is_merits", "is_conviction_lower", "is_conviction_upper")
    adjournments = [
        {**{key: row[key] for key in ("case_id", "hearing_number", "business_date", "next_date")},
         "definition_id": definition}
        for row in hearings
        for definition in (("A0",) if row["is_terminal"] else ("A0", "A1"))
    ]  # fmt: skip
    outcomes = [
        {"case_id": f"D{i}", "outcome_code": outcome(i),
         "outcome_group": taxonomy[outcome(i)]["outcome_group"],
         **{flag: taxonomy[outcome(i)][flag] == "true" for flag in flags}}
        for i in DISPOSED
    ]  # fmt: skip
    rows = {
        "cases": cases,
        "hearings": [
            {**row, "stage_group": groups[row["purpose_code"]], "is_within_as_of": True} for row in hearings
        ],
        "adjournments": adjournments,
        "outcomes": outcomes,
        "study_parameters": [{
            "as_of": AS_OF, "window_start": date(2017, 3, 11), "window_end": AS_OF, "year_length_days": 365,
            "frame_rule": "filed_in_window", "clock_start": "registration_date",
        }],
    }  # fmt: skip
    return {name: as_table(name, rows.get(name, [])) for name in TABLES}


def test_published_figures_come_out(values: dict[tuple[str, str, str, str], IndicatorValue]) -> None:
    def value(*labels: str) -> float | None:
        return values[(*labels, "all")].value  # type: ignore[index]

    assert value("I01", "cases", "all cases") == 103
    assert value("I01", "cases", "disposed cases") == 23
    assert value("I01", "cases", "pending cases") == 80
    assert value("I12", "A1", "disposed cases") == 29
    assert value("I12", "A0", "disposed cases") == 30
    assert value("I13", "A1", "pending cases") == 5.5
    assert value("I13", "A1_over_5", "pending cases") == 0.5
    assert value("I13", "A1_at_least_5", "pending cases") == 0.7
    assert value("I27", "acquitted", "disposed cases") == 20
    assert value("I28", "convicted_or_acquitted", "cases convicted or acquitted") == pytest.approx(1 / 21)
    assert value("I28", "merits_abated_discharged", "cases decided on the merits, abated or discharged") == (
        pytest.approx(1 / 23)
    )


def test_times_and_rates_follow_from_the_rules(
    values: dict[tuple[str, str, str, str], IndicatorValue],
) -> None:
    to_disposal = [26 * adjourned_before_disposal(i) + 14 for i in DISPOSED]
    ages = [(AS_OF - pending_start(j)).days for j in PENDING]
    adjourned = sum(map(adjourned_before_disposal, DISPOSED)) + sum(map(adjourned_so_far, PENDING))
    gaps = [26] * (23 * 29) + [45] * 440
    assert adjourned == 667 + 440
    assert values["I05", "disposed_median", "disposed cases", "all"].value == median(to_disposal)
    assert values["I05", "rmst_1095", "all cases", "all"].value is None
    assert values["I06", "median", "pending cases", "all"].value == median(ages)
    assert values["I10", "median", "all cases", "all"].value == median(gaps)
    assert values["I10", "over_30_days", "all cases", "all"].value == pytest.approx(
        mean(g > 30 for g in gaps)
    )
    assert values["I14", "A1", "all cases", "all"].value == pytest.approx(
        adjourned * 365 / (sum(to_disposal) + sum(ages))
    )
    assert values["I48", "next_is_following", "history entries", "all"].value == 1
    # Evidence is set floor(A1/8) times before it is part heard, once more where A1 mod 8 is 5 or above.
    listings = [ladder(adjourned_before_disposal(i)).count("evidence") for i in DISPOSED]
    assert values["I16", "mean_listings", "cases listed for evidence", "all"].value == pytest.approx(
        mean(listings)
    )


def test_what_was_not_read_is_not_available(values: dict[tuple[str, str, str, str], IndicatorValue]) -> None:
    for labels in (
        ("I12", "A4e", "disposed cases", "all"),
        ("I14", "A4e", "all cases", "all"),
        ("I15", "A4e_nelson_12_months", "all cases", "all"),
        ("I17", "A4e", "all cases", "all"),
        ("I23", "cases", "cases with a bail application", "all"),
        ("I33", "cases", "disposed cases", "all"),
    ):
        assert values[labels].value is None
        assert (values[labels].note or "").startswith("not available")
    assert values["I17", "coverage", "all cases", "all"].value == 0
    assert "daily status" in (values["I12", "A4e", "disposed cases", "all"].note or "")
    assert "daily status" in (values["I13", "A4e", "pending cases", "all"].note or "")


def test_intervals_of_the_published_shares(values: dict[tuple[str, str, str, str], IndicatorValue]) -> None:
    share = values["I02", "disposed", "all cases", "all"]
    assert (share.ci_low, share.ci_high) == (pytest.approx(0.154, abs=5e-4), pytest.approx(0.313, abs=5e-4))
    acquitted = values["I27", "acquitted_share", "disposed cases", "all"]
    assert acquitted.value == pytest.approx(20 / 23)
    assert (acquitted.ci_low, acquitted.ci_high) == (
        pytest.approx(0.679, abs=5e-4),
        pytest.approx(0.955, abs=5e-4),
    )


def test_every_value_has_an_interval_or_the_reason_for_none(
    values: dict[tuple[str, str, str, str], IndicatorValue],
) -> None:
    for row in values.values():
        assert row.ci_method != "none" or row.note, row
        if row.ci_low is not None and row.value is not None:
            high = float("inf") if row.ci_high is None else row.ci_high
            assert row.ci_low <= row.value + 1e-9, row
            assert row.value - 1e-9 <= high, row
