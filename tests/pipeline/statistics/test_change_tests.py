"""Tests of a change against libraries, closed forms and hand counts; what must hold for any data."""

from __future__ import annotations

import gc
from collections import defaultdict
from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import boschloo_exact, fisher_exact, permutation_test, ttest_ind
from statsmodels.stats.multitest import multipletests

from pipeline.statistics.permutation import records_of, shuffled_labels
from pipeline.statistics.testing import (
    benjamini_hochberg,
    boschloo,
    holm,
    minimum_detectable_difference,
    permutation_of_means,
    shares_tested,
)

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def test_the_difference_that_the_plan_of_the_study_can_detect() -> None:
    # (1.959964 + 0.841621) x 6.8 x sqrt(1/23 + 1/30) = 5.27990
    assert minimum_detectable_difference(6.8, 23, 30) == pytest.approx(5.2799, abs=5e-5)


def test_detectable_difference_halves_with_four_times_the_cases() -> None:
    assert minimum_detectable_difference(3, 80, 80) == pytest.approx(
        minimum_detectable_difference(3, 20, 20) / 2
    )


@settings(deadline=None)
@given(P_VALUES)
def test_holm_is_that_of_statsmodels(p_values: list[float]) -> None:
    gc.freeze()  # statsmodels collects garbage at each call, which takes long among everything a suite holds
    expected = multipletests(p_values, method="holm")[1]
    gc.unfreeze()
    assert holm(p_values) == pytest.approx(expected)


@settings(deadline=None)
@given(P_VALUES)
def test_benjamini_hochberg_is_that_of_statsmodels(p_values: list[float]) -> None:
    assert benjamini_hochberg(p_values) == pytest.approx(multipletests(p_values, method="fdr_bh")[1])


def test_holm_by_hand() -> None:
    # Sorted 0.01 x 3, 0.02 x 2, 0.4 x 1.
    assert holm([0.02, 0.4, 0.01]) == pytest.approx([0.04, 0.4, 0.03])


def test_nothing_to_adjust() -> None:
    assert holm([]) == []
    assert benjamini_hochberg([]) == []


@pytest.mark.parametrize("counts", [(1, 21, 8, 26), (20, 23, 18, 29), (0, 5, 3, 4)])
def test_boschloo_is_that_of_scipy_and_not_above_fisher(counts: tuple[int, int, int, int]) -> None:
    hits0, units0, hits1, units1 = counts
    table = [[hits1, hits0], [units1 - hits1, units0 - hits0]]
    found = boschloo(*counts).p_value
    assert found == pytest.approx(boschloo_exact(table).pvalue)
    assert found <= fisher_exact(table).pvalue + 1e-9


def test_shares_of_many_units_are_tested_by_fisher() -> None:
    small, large = shares_tested(9, 23, 18, 66), shares_tested(90, 230, 180, 660)
    assert (small.method, large.method) == ("boschloo", "fisher")
    assert small == boschloo(9, 23, 18, 66)
    assert large.p_value == pytest.approx(fisher_exact([[180, 90], [480, 140]]).pvalue)
    assert large.p_value == pytest.approx(boschloo(90, 230, 180, 660).p_value, rel=0.5)


def test_boschloo_of_shares_without_variation_finds_nothing() -> None:
    assert boschloo(0, 5, 0, 9).p_value == 1
    assert boschloo(5, 5, 9, 9).p_value == 1
    with pytest.raises(ValueError, match="no units"):
        boschloo(0, 0, 1, 9)


def test_the_statistic_is_welchs() -> None:
    first, second = np.array([3.0, 5, 8, 9]), np.array([7.0, 9, 14, 15, 30])
    expected = ttest_ind(second, first, equal_var=False).statistic
    assert permutation_of_means(first, second, 1, resamples=9).statistic == pytest.approx(expected)


def test_permutation_agrees_with_all_permutations() -> None:
    first, second = np.array([3.0, 5, 8, 9]), np.array([7.0, 9, 14, 15])

    def welch(one: np.ndarray, other: np.ndarray, axis: int) -> np.ndarray:  # type: ignore[type-arg]
        return np.asarray(ttest_ind(one, other, axis=axis, equal_var=False).statistic)

    exact = permutation_test((second, first), welch, n_resamples=np.inf, vectorized=True).pvalue
    assert permutation_of_means(first, second, 1).p_value == pytest.approx(exact, abs=0.015)


def test_labels_stay_within_their_district() -> None:
    # Two cases in each of two districts, one of each timepoint: four labellings, not six.
    records = records_of(2, 2, ("Pune", "Nagpur", "Pune", "Nagpur"))
    drawn = {tuple(row) for labels in shuffled_labels(records, 1, 200) for row in labels.tolist()}
    assert len(drawn) == 4
    assert all(row[0] != row[2] and row[1] != row[3] for row in drawn)


def test_a_case_in_both_timepoints_keeps_one_record_in_each() -> None:
    records = records_of(3, 3, cases=("a", "b", "c", "a", "d", "e"))
    drawn = [row for labels in shuffled_labels(records, 1, 300) for row in labels]
    assert all(row[0] != row[3] for row in drawn)
    assert {tuple(row[[1, 2, 4, 5]]) for row in drawn} == {
        tuple(at in ends for at in range(4)) for ends in combinations(range(4), 2)
    }


def test_dependence_of_a_case_on_itself_is_taken_off_the_error() -> None:
    # The same five cases gain exactly one each: as pairs there is no variation, as strangers there is.
    first = np.array([1.0, 5, 9, 13, 40])
    names = [f"case {number}" for number in range(5)] * 2
    assert permutation_of_means(first, first + 1, 1, cases=names, resamples=99).statistic == np.inf
    assert permutation_of_means(first, first + 1, 1, resamples=99).statistic < 1


def test_the_error_is_that_of_the_cases_contributions() -> None:
    """Each record's share of the difference, summed by case, squared and added up: a case at a time."""
    random = np.random.default_rng(3)
    for count, pairs in ((9, 0), (9, 4), (12, 12)):
        first, second = random.exponential(9, count), random.exponential(7, count)
        names = [f"case {number}" for number in (*range(count), *range(count - pairs, 2 * count - pairs))]
        contributions: dict[str, float] = defaultdict(float)
        for name, value in zip(names[:count], first, strict=True):
            contributions[name] -= (value - first.mean()) / sqrt(count * (count - 1))
        for name, value in zip(names[count:], second, strict=True):
            contributions[name] += (value - second.mean()) / sqrt(count * (count - 1))
        expected = (second.mean() - first.mean()) / sqrt(sum(one**2 for one in contributions.values()))
        found = permutation_of_means(first, second, 1, cases=names, resamples=9).statistic
        assert found == pytest.approx(expected)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(0, 40), min_size=3, max_size=8),
    st.lists(st.integers(0, 40), min_size=3, max_size=8),
    st.integers(-20, 20),
)
def test_p_value_knows_neither_sign_nor_shift(first: list[int], second: list[int], shift: int) -> None:
    one, other = np.array(first, dtype=float), np.array(second, dtype=float)
    found = permutation_of_means(one, other, 1, resamples=99).p_value
    assert 0 < found <= 1
    assert permutation_of_means(one + shift, other + shift, 1, resamples=99).p_value == pytest.approx(found)
    assert permutation_of_means(-one, -other, 1, resamples=99).p_value == pytest.approx(found)


def test_level_is_kept_where_nothing_changed() -> None:
    random = np.random.default_rng(7)
    p_values = [
        permutation_of_means(random.exponential(5, 15), random.exponential(5, 25), seed, resamples=99).p_value
        for seed in range(200)
    ]
    # 200 draws at level 5 %: between 1 and 20 with probability above 0.999.
    assert 1 <= sum(p <= 0.05 for p in p_values) <= 20


def test_what_can_not_be_permuted_is_refused() -> None:
    with pytest.raises(ValueError, match="two records"):
        permutation_of_means(np.ones(1), np.ones(3), 1)
    with pytest.raises(ValueError, match="more than one record"):
        permutation_of_means(np.arange(2.0), np.arange(2.0), 1, cases=("a", "a", "a", "b"), resamples=9)
