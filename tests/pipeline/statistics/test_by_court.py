"""Intervals drawn by court: which rows, over which sums, and how wide."""

from __future__ import annotations

import functools
import operator
from dataclasses import replace

import duckdb
import numpy as np
import pytest
from scipy.stats import bootstrap

from pipeline.statistics.by_court import court_sums, interval_by_court
from pipeline.statistics.intervals import add_intervals
from pipeline.statistics.resampling import RESAMPLES, mean_interval, ratio_interval
from transform.indicators.values import IndicatorValue

COURTS = 10
CASES_OF_A_COURT = 12
MEANS_OF_COURTS = np.random.default_rng(7).normal(30, 6, COURTS).round()
ADJOURNMENTS = [
    [float(mean + case % 3 - 1) for case in range(CASES_OF_A_COURT)] for mean in MEANS_OF_COURTS.tolist()
]
ROW = IndicatorValue(
    study="made", timepoint="baseline", indicator_id="I12", definition_id="A1", district="all",
    population="disposed cases", value=30.0, unit="adjournments per case", numerator=3600, denominator=120,
    n=120, disclosure="cases", is_count=False, is_percentile=False, interval="bootstrap_mean",
    sample=tuple(sorted(functools.reduce(operator.iadd, ADJOURNMENTS, []))),
)  # fmt: skip


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """Ten courts of twelve disposed cases each, seven in the North; and a case whose count is not known."""
    made = duckdb.connect()
    made.execute(
        "create table cases "
        "(study text, timepoint text, case_id text, establishment_code text, district text);"
        "create table case_adjournments (study text, timepoint text, case_id text, definition_id text, "
        "district text, status text, adjournment_count bigint, adjournment_count_at_risk bigint, "
        "case_years double)"
    )
    for court, counts in enumerate(ADJOURNMENTS):
        district = "North" if court < 7 else "South"
        for number, count in enumerate([*counts, None] if court == 0 else counts):
            name = f"{court}-{number}"
            made.execute(
                "insert into cases values ('made', 'baseline', ?, ?, ?)", [name, f"ZZ{court}", district]
            )
            made.execute(
                "insert into case_adjournments "
                "values ('made', 'baseline', ?, 'A1', ?, 'disposed', ?, ?, 2.5)",
                [name, district, count, None if count is None else count - 1],
            )
    return made


def test_sums_are_those_of_courts_and_only_of_courts_enough(connection: duckdb.DuckDBPyConnection) -> None:
    found = court_sums(connection)
    assert {key[2:] for key in found} == {("I12", "A1", "all"), ("I14", "A1", "all")}
    sums, counts = found["made", "baseline", "I12", "A1", "all"]
    assert sums.tolist() == [sum(counts) for counts in ADJOURNMENTS]
    assert counts.tolist() == [CASES_OF_A_COURT] * COURTS
    at_risk, years = found["made", "baseline", "I14", "A1", "all"]
    assert at_risk.tolist() == [sum(counts) - CASES_OF_A_COURT for counts in ADJOURNMENTS]
    assert years.tolist() == [2.5 * CASES_OF_A_COURT] * COURTS


def test_whole_courts_are_drawn(connection: duckdb.DuckDBPyConnection) -> None:
    """Courts of one size: the mean over cases is that of the courts' means."""
    means = np.array([np.mean(counts) for counts in ADJOURNMENTS])
    expected = bootstrap(
        (means,), np.mean, n_resamples=RESAMPLES, method="BCa", rng=np.random.default_rng(3)
    ).confidence_interval
    found = interval_by_court(ROW, court_sums(connection), 3)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert found.method == f"bca_95_{RESAMPLES}_by_court"


def test_it_is_wider_than_that_of_cases_drawn_one_by_one(connection: duckdb.DuckDBPyConnection) -> None:
    by_case = mean_interval(np.array(ROW.sample), 1)
    (row,) = add_intervals([ROW], 1, court_sums(connection))
    assert row.ci_low is not None
    assert row.ci_high is not None
    assert by_case.low is not None
    assert by_case.high is not None
    assert row.ci_high - row.ci_low > 2 * (by_case.high - by_case.low)


def test_a_row_without_courts_enough_is_drawn_by_case(connection: duckdb.DuckDBPyConnection) -> None:
    courts = court_sums(connection)
    north = replace(ROW, district="North")
    assert interval_by_court(north, courts, 1) is None
    (row,) = add_intervals([north], 1, courts)
    assert row.ci_method == f"bca_95_{RESAMPLES}"


def test_a_mean_over_cases_is_a_rate_over_courts_of_one_case() -> None:
    values = np.array(ROW.sample)
    by_court = ratio_interval(values, np.ones(len(values)), 5)
    by_case = mean_interval(values, 5)
    assert (by_court.low, by_court.high) == pytest.approx((by_case.low, by_case.high))
