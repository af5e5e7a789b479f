"""Differences with their intervals: against scipy and statsmodels, published examples and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap, mannwhitneyu
from statsmodels.stats.proportion import confint_proportions_2indep

from pipeline.statistics.cluster_bootstrap import clustered_mean_difference
from pipeline.statistics.differences import (
    cliffs_delta,
    mean_difference,
    median_difference,
    share_difference,
)
from pipeline.statistics.resampling import ratio_interval
from pipeline.statistics.shares import wilson

BASELINE = np.arange(18.0, 41)
ENDLINE = np.array([20.0, 21, 22, 23, 24] * 5 + [20, 21, 22, 23])
COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=9)


def test_mean_difference_is_scipys_bca() -> None:
    found = mean_difference(BASELINE, ENDLINE, 5)
    expected = bootstrap(
        (ENDLINE, BASELINE),
        lambda one, other, axis: one.mean(axis=axis) - other.mean(axis=axis),
        n_resamples=9_999,
        method="BCa",
        rng=np.random.default_rng(5),
    ).confidence_interval
    assert found.estimate == pytest.approx(21.931 - 29, abs=1e-3)
    assert (found.interval.low, found.interval.high) == pytest.approx((expected.low, expected.high))
    assert found.interval.method == "bca_95_9999"


def test_median_difference() -> None:
    found = median_difference(BASELINE, ENDLINE, 5)
    assert found.estimate == -7
    assert found.interval.low is not None
    assert found.interval.low <= -7


def test_no_interval_without_variation_or_cases() -> None:
    assert mean_difference(np.ones(4), np.ones(5), 1).interval.note == "no interval: no variation"
    lone = mean_difference(np.ones(1), BASELINE, 1)
    assert lone.estimate == 28
    assert lone.interval.method == "none"


@pytest.mark.parametrize(
    "counts", [(56, 70, 48, 80), (9, 10, 3, 10), (1, 21, 8, 26), (0, 10, 0, 20), (10, 10, 0, 10)]
)
def test_share_difference_is_newcombes(counts: tuple[int, int, int, int]) -> None:
    hits0, units0, hits1, units1 = counts
    expected = confint_proportions_2indep(hits1, units1, hits0, units0, method="newcomb", compare="diff")
    found = share_difference(*counts)
    assert (found.interval.low, found.interval.high) == pytest.approx(expected)


def test_newcombes_own_example() -> None:
    # Newcombe 1998, table II, example (a), method 10: 56/70 against 48/80, 0.0524 to 0.3339.
    found = share_difference(48, 80, 56, 70).interval
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_cliffs_delta_by_hand() -> None:
    # Of 2 x 3 pairs, endline above in (1,2) (1,3) (2,3), tied in (2,2), below in (1,0) (2,0): 3 - 2 of 6.
    assert cliffs_delta(np.array([1.0, 2]), np.array([2.0, 3, 0])) == pytest.approx(1 / 6)


@given(COUNTS, COUNTS)
def test_cliffs_delta_is_the_rank_sum_rescaled(first: list[int], second: list[int]) -> None:
    one, other = np.array(first, dtype=float), np.array(second, dtype=float)
    rank_sum = mannwhitneyu(other, one).statistic
    assert cliffs_delta(one, other) == pytest.approx(2 * rank_sum / (len(one) * len(other)) - 1)
    assert cliffs_delta(other, one) == pytest.approx(-cliffs_delta(one, other))


def test_clusters_that_differ_widen_the_interval() -> None:
    # Eight courts, each with its own level: drawing cases one by one pretends to know more.
    baseline = np.repeat(np.arange(8.0) * 5, 6)
    endline = np.repeat(np.arange(8.0) * 5 + 1, 6)
    courts = list(np.repeat(np.arange(8), 6))
    by_case = clustered_mean_difference(baseline, endline, list(range(96)), 1).interval
    by_court = clustered_mean_difference(baseline, endline, courts + [c + 100 for c in courts], 1).interval
    assert by_court.high is not None
    assert by_court.low is not None
    assert by_case.high is not None
    assert by_case.low is not None
    assert by_court.high - by_court.low > 2 * (by_case.high - by_case.low)


def test_records_of_one_cluster_are_drawn_together() -> None:
    # Every court gains exactly one: drawn with both records, the difference never varies.
    baseline, courts = np.arange(10.0) * 3, list(range(10))
    found = clustered_mean_difference(baseline, baseline + 1, courts + courts, 1)
    assert found.estimate == 1
    assert (found.interval.low, found.interval.high) == pytest.approx((1, 1))


def test_alone_in_its_cluster_the_interval_is_that_of_cases() -> None:
    clustered = clustered_mean_difference(BASELINE, ENDLINE, list(range(52)), 3).interval
    single = mean_difference(BASELINE, ENDLINE, 3).interval
    assert (clustered.low, clustered.high) == pytest.approx((single.low, single.high), abs=0.2)


def test_victims_of_one_case_are_alike() -> None:
    # 20 cases of two victims, both hostile or neither: as wide as for 20 units, not as for 40.
    units = np.full(20, 2.0)
    hits = np.where(np.arange(20) < 10, 2.0, 0.0)
    nested, naive, of_cases = ratio_interval(hits, units, 1), wilson(20, 40), wilson(10, 20)
    assert nested.low is not None
    assert naive.low is not None
    assert of_cases.low is not None
    assert nested.low < naive.low - 0.03
    assert nested.low == pytest.approx(of_cases.low, abs=0.05)  # drawn shares are a twentieth apart
