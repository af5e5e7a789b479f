"""Intervals of indicator values: right method, right numbers, the same in every order and run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest, bootstrap

from pipeline.processors import ITEMS_AT_ONCE
from pipeline.run import RunError
from pipeline.statistics.intervals import METHODS, add_intervals, with_interval
from pipeline.statistics.recurrent import robust_mean_interval
from pipeline.statistics.resampling import (
    LARGE,
    RESAMPLES,
    mean_interval,
    median_interval,
    ratio_interval,
)
from pipeline.statistics.shares import wilson
from transform.indicators.definitions import INTERVALS
from transform.indicators.values import IndicatorValue

ADJOURNMENTS = tuple(float(17 + i) for i in range(1, 24))


def _value(how: str, **changes: object) -> IndicatorValue:
    row = IndicatorValue(
        study="twelve",
        timepoint="baseline",
        indicator_id="I12",
        definition_id="A1",
        district="all",
        population="disposed cases",
        value=29.0,
        unit="adjournments per case",
        numerator=667,
        denominator=23,
        n=23,
        disclosure="cases",
        is_count=False,
        is_percentile=False,
        interval=how,
        sample=ADJOURNMENTS,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def test_every_interval_a_header_may_ask_for_can_be_computed() -> None:
    assert set(METHODS) == set(INTERVALS)


@pytest.mark.parametrize(("hits", "units"), [(23, 103), (20, 23), (0, 12), (12, 12), (1, 2), (40, 80)])
def test_wilson_agrees_with_scipy(hits: int, units: int) -> None:
    expected = binomtest(hits, units).proportion_ci(0.95, method="wilson")
    found = wilson(hits, units)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert found.method == "wilson_95"


def test_mean_has_the_bca_interval_of_its_cases() -> None:
    sample = np.array(ADJOURNMENTS)
    found = mean_interval(sample, seed=7)
    expected = bootstrap(
        (sample,), np.mean, n_resamples=RESAMPLES, method="BCa", rng=np.random.default_rng(7)
    ).confidence_interval
    assert (found.low, found.high) == (expected.low, expected.high)
    assert found.method == "bca_95_9999"
    # The normal interval of 1..23 shifted: 29 +- 1.96 x 6.78 / sqrt(23) = 26.2 to 31.8.
    assert (found.low, found.high) == (pytest.approx(26.2, abs=0.2), pytest.approx(31.8, abs=0.2))


@pytest.mark.parametrize("units", [2, 3, 22, 23, 501])
def test_medians_and_ratios_are_those_scipy_draws_at_once(units: int) -> None:
    sample = np.round(np.random.default_rng(8).gamma(2.0, 300.0, units))
    weights = np.random.default_rng(9).uniform(1, 2, units)
    drawn = {"n_resamples": RESAMPLES, "paired": True, "batch": None}
    median = bootstrap(
        (sample,), np.median, method="percentile", rng=np.random.default_rng(7), **drawn
    ).confidence_interval
    found = median_interval(sample, seed=7)
    assert (found.low, found.high) == (median.low, median.high)
    ratio = bootstrap(
        (sample, weights), lambda hits, years, axis: hits.sum(axis=axis) / years.sum(axis=axis),
        method="BCa", rng=np.random.default_rng(7), **drawn
    ).confidence_interval  # fmt: skip
    found = ratio_interval(sample, weights, seed=7)
    assert (found.low, found.high) == (ratio.low, ratio.high)


def test_median_interval_contains_the_median_and_is_made_of_order_statistics() -> None:
    found = median_interval(np.array(ADJOURNMENTS), seed=7)
    assert found.low in ADJOURNMENTS
    assert found.high in ADJOURNMENTS
    assert found.low is not None
    assert found.high is not None
    assert 20 < found.low < 29 < found.high < 38


def test_ratio_interval_draws_numerator_and_denominator_together() -> None:
    generator = np.random.default_rng(5)
    years = generator.uniform(0.5, 3, 60)
    close = ratio_interval(years * 11 + generator.normal(0, 0.1, 60), years, seed=1)
    assert close.low is not None
    assert close.high is not None
    assert 10.9 < close.low < 11 < close.high < 11.1


def test_intervals_of_large_samples_agree_with_the_bootstrap() -> None:
    sample = np.random.default_rng(3).gamma(2.0, 10.0, LARGE + 1)
    resampled, normal = mean_interval(sample[:LARGE], 1), mean_interval(sample, 1)
    assert (resampled.method, normal.method) == ("bca_95_9999", "normal_95")
    assert (normal.low, normal.high) == pytest.approx((resampled.low, resampled.high), rel=0.01)
    resampled, ranked = median_interval(sample[:LARGE], 1), median_interval(sample, 1)
    assert ranked.method == "order_statistics_95"
    assert (ranked.low, ranked.high) == pytest.approx((resampled.low, resampled.high), rel=0.02)
    weights = np.random.default_rng(4).uniform(1, 2, LARGE + 1)
    resampled = ratio_interval(sample[:LARGE], weights[:LARGE], 1)
    normal = ratio_interval(sample, weights, 1)
    assert (normal.low, normal.high) == pytest.approx((resampled.low, resampled.high), rel=0.01)


def test_robust_interval_is_on_the_logarithm() -> None:
    found = robust_mean_interval(5.0, np.array([0.3, -0.4]))
    assert found.low is not None
    assert found.high is not None
    assert found.low * found.high == pytest.approx(25)
    assert np.log(found.high / 5) == pytest.approx(1.959964 * 0.5 / 5)


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"interval": "none because it is a full count"}, "no interval: it is a full count"),
        ({"sample": (4.0,)}, "no interval: fewer than two cases"),
        ({"sample": (4.0, 4.0, 4.0)}, "no interval: no variation"),
        ({"value": None, "note": "not available: no disposed case"}, "not available: no disposed case"),
        ({"interval": "wilson", "denominator": 1, "numerator": 1}, "no interval: fewer than two units"),
        (
            {"interval": "bootstrap_ratio", "sample": (2.0, 4.0), "sample_weight": (1.0, 2.0)},
            "no interval: no variation",
        ),
    ],
)
def test_where_there_is_no_interval_the_note_says_why(changes: dict[str, object], note: str) -> None:
    (row,) = add_intervals([_value("bootstrap_mean", **changes)], seed=1)
    assert (row.ci_low, row.ci_high, row.ci_method, row.note) == (None, None, "none", note)


def test_an_interval_depends_on_its_row_alone() -> None:
    rows = [
        _value("bootstrap_mean"),
        _value("bootstrap_mean", district="Nashik"),
        _value("bootstrap_median", definition_id="A1_median"),
        _value("bootstrap_ratio", indicator_id="I14", sample_weight=tuple(range(1, 24))),
    ]
    together = add_intervals(rows, seed=42)
    apart = [add_intervals([row], seed=42)[0] for row in reversed(rows)]
    assert together == apart[::-1]
    assert together == add_intervals(rows, seed=42)
    assert together[0].ci_low != add_intervals(rows, seed=43)[0].ci_low


def test_rows_worked_on_side_by_side_come_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [_value("bootstrap_mean", district=str(number)) for number in range(3 * ITEMS_AT_ONCE + 1)]
    monkeypatch.setenv("ECOURTS_PROCESSES", "3")
    side_by_side = add_intervals(rows, seed=1)
    assert side_by_side == [with_interval(row, seed=1) for row in rows]


def test_draws_that_are_all_alike_say_so_once_and_quietly(recwarn: pytest.WarningsRecorder) -> None:
    one_has_all_the_time = {"sample": (1.0, 2.0, 3.0), "sample_weight": (0.0, 0.0, 1.0)}
    found = add_intervals([_value("bootstrap_ratio", **one_has_all_the_time)] * 60, seed=1)
    assert {(row.ci_method, row.note) for row in found} == {
        ("none", "no interval: too few cases to resample")
    }
    assert not recwarn.list


def test_a_setting_that_is_no_number_of_processes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECOURTS_PROCESSES", "two")
    with pytest.raises(RunError, match=r"ECOURTS_PROCESSES=two: write a whole number"):
        add_intervals([_value("bootstrap_mean")], seed=1)
