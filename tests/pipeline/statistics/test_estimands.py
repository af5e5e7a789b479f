"""The primary estimands: by hand, against the rate model and the mean cumulative function, for any data."""

from __future__ import annotations

from dataclasses import replace
from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from pipeline.statistics.differences import share_difference
from pipeline.statistics.estimands import (
    adjournment_rate_ratio,
    conviction_share_difference,
    mean_adjournments_difference,
)
from pipeline.statistics.followed_cases import FollowedCases
from pipeline.statistics.mean_cumulative import influences_at, mean_cumulative_function, value_at
from pipeline.statistics.rates import CountedCases, poisson_rate_ratio

YEAR = 365.0
DISTRICTS = ("Aurangabad", "Nashik", "Solapur")


def followed(*cases: tuple[list[int], int, int], tag: str = "case", courts: int = 3) -> FollowedCases:
    """Cases as (days of adjournment, entry day, end day)."""
    count = range(len(cases))
    return FollowedCases(
        tuple(f"{tag} {number}" for number in count),
        tuple(DISTRICTS[number % 3] for number in count),
        tuple(f"court {number % courts}" for number in count),
        tuple(np.array(days, dtype=float) for days, _, _ in cases),
        np.array([entry for _, entry, _ in cases], dtype=float),
        np.array([end for _, _, end in cases], dtype=float),
    )


def random_cases(seed: int, count: int, yearly: float, tag: str, courts: int = 3) -> FollowedCases:
    random = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        entry, length = int(random.integers(0, 60)), int(random.integers(100, 900))
        if not made:
            entry, length = 0, 800
        events = random.integers(entry, entry + length + 1, random.poisson(yearly * length / YEAR))
        made.append((sorted(int(day) for day in events), entry, entry + length))
    return followed(*made, tag=tag, courts=courts)


def counted(baseline: FollowedCases, endline: FollowedCases, clusters: tuple[str, ...]) -> CountedCases:
    parts = (baseline, endline)
    return CountedCases(
        np.array([float(len(days)) for part in parts for days in part.adjournment_days]),
        np.concatenate([(part.end_days - part.entry_days) / YEAR for part in parts]),
        np.repeat([0.0, 1.0], [len(part) for part in parts]),
        clusters,
    )


BASELINE = random_cases(1, 40, 8, "baseline")
ENDLINE = random_cases(2, 35, 11, "endline")


def test_rate_ratio_by_hand() -> None:
    # Baseline 3 + 1 in 2 + 2 years = 1 a year; endline 4 + 2 in 1 + 1 years = 3 a year.
    baseline = followed(([10, 20, 30], 0, 730), ([40], 0, 730), tag="b")
    endline = followed(([1, 2, 3, 4], 0, 365), ([5, 6], 0, 365), tag="e")
    found = adjournment_rate_ratio(baseline, endline, YEAR, 1, resamples=19)
    # Deviations (3 - 2) / 4 and (1 - 2) / 4; (4 - 3) / 6 and (2 - 3) / 6; four clusters: times 4 / 3; t(3).
    error = sqrt((2 / 16 + 2 / 36) * 4 / 3)
    assert (found.baseline, found.endline, found.estimate) == pytest.approx((1, 3, 3))
    assert found.low == pytest.approx(3 * exp(-3.182446305 * error))
    assert found.high == pytest.approx(3 * exp(3.182446305 * error))
    assert found.interval_method == "robust_by_case_95"


@pytest.mark.parametrize("courts", [3, 9])
def test_rate_interval_is_the_cluster_robust_poisson_models(courts: int) -> None:
    baseline, endline = (
        random_cases(seed, count, yearly, tag, courts)
        for seed, count, yearly, tag in ((3, 40, 8, "b"), (4, 35, 9, "e"))
    )
    by_court = courts >= 8
    clusters = (*baseline.courts, *endline.courts) if by_court else (*baseline.case_ids, *endline.case_ids)
    found = adjournment_rate_ratio(baseline, endline, YEAR, 1, resamples=19)
    model = poisson_rate_ratio(counted(baseline, endline, clusters))
    # The model's errors carry (n - 1) / (n - 2) in addition, for its two parameters.
    records = len(baseline) + len(endline)
    widened = exp(np.log(found.high / found.estimate) * sqrt((records - 1) / (records - 2)))
    assert found.estimate == pytest.approx(model.ratio)
    assert model.high / model.ratio == pytest.approx(widened, rel=1e-6)
    assert found.interval_method == f"robust_by_{'court' if by_court else 'case'}_95"


def test_mean_difference_by_hand() -> None:
    # Baseline: day 100 one of two, day 300 one of one (the other ended on day 200): 1/2 + 1.
    # Endline: day 50 two of two: 2/2. The case entering on day 150 adds day 200: one of three.
    baseline = followed(([100], 0, 200), ([300, 900], 0, 1000), tag="b")
    endline = followed(([50], 0, 400), ([50], 0, 400), ([200], 150, 500), tag="e")
    found = mean_adjournments_difference(baseline, endline, 365, 1, resamples=19)
    assert (found.baseline, found.endline) == pytest.approx((1.5, 4 / 3))
    assert found.estimate == pytest.approx(4 / 3 - 1.5)


def test_mean_is_that_of_the_mean_cumulative_function() -> None:
    found = mean_adjournments_difference(BASELINE, ENDLINE, 365, 1, resamples=19)
    for part, value in ((BASELINE, found.baseline), (ENDLINE, found.endline)):
        curve = mean_cumulative_function(part.adjournment_days, part.end_days, part.entry_days)
        at_horizon = value_at(curve, 365)
        assert at_horizon is not None
        assert value == pytest.approx(at_horizon[0], abs=1e-9)


def test_error_of_the_mean_is_that_of_the_cases_influences() -> None:
    from scipy.stats import t

    squares = sum(
        float((influences_at(365, part.adjournment_days, part.end_days, part.entry_days) ** 2).sum())
        for part in (BASELINE, ENDLINE)
    )
    clusters = len(BASELINE) + len(ENDLINE)
    half = t.ppf(0.975, clusters - 1) * sqrt(squares * clusters / (clusters - 1))
    found = mean_adjournments_difference(BASELINE, ENDLINE, 365, 1, resamples=19)
    assert found.high == pytest.approx(found.estimate + half)


def test_case_in_both_timepoints_is_one_cluster() -> None:
    alone = adjournment_rate_ratio(BASELINE, ENDLINE, YEAR, 1, resamples=19)
    shared = replace(ENDLINE, case_ids=(*BASELINE.case_ids[:20], *ENDLINE.case_ids[20:]))
    both = adjournment_rate_ratio(BASELINE, shared, YEAR, 1, resamples=19)
    assert both.estimate == alone.estimate
    assert both.high != pytest.approx(alone.high, rel=1e-4)


def test_the_same_cases_twice_have_not_changed() -> None:
    for found in (
        adjournment_rate_ratio(BASELINE, BASELINE, YEAR, 1, resamples=99),
        mean_adjournments_difference(BASELINE, BASELINE, 365, 1, resamples=99),
    ):
        assert found.estimate == pytest.approx(1 if found.scale == "ratio" else 0)
        assert found.p_value == 1
        assert found.low == pytest.approx(found.estimate)


def test_a_large_change_is_found() -> None:
    tripled = random_cases(5, 40, 24, "endline")
    for found in (
        adjournment_rate_ratio(BASELINE, tripled, YEAR, 1, resamples=199),
        mean_adjournments_difference(BASELINE, tripled, 365, 1, resamples=199),
    ):
        assert found.p_value == pytest.approx(1 / 200)


def test_conviction_share() -> None:
    found = conviction_share_difference(1, 21, 8, 26)
    newcombe = share_difference(1, 21, 8, 26).interval
    assert found.estimate == pytest.approx(8 / 26 - 1 / 21)
    assert (found.low, found.high) == (newcombe.low, newcombe.high)
    assert found.test_method == "boschloo"


def test_conviction_shares_of_thousands_of_cases_are_tested_in_no_time() -> None:
    """Boschloo's test of so many took minutes, and says the same."""
    found = conviction_share_difference(700, 4_100, 800, 4_300)
    assert found.test_method == "fisher"
    assert found.p_value == pytest.approx(fisher_exact([[800, 700], [3_500, 3_400]]).pvalue)
    assert found.low is not None
    assert found.high is not None
    assert (found.p_value < 0.05) == (not found.low < 0 < found.high)


def test_what_can_not_be_computed_says_why() -> None:
    quiet = followed(([], 0, 400), ([], 0, 500))
    short = followed(([10], 0, 90), ([20], 0, 80))
    none = adjournment_rate_ratio(BASELINE, quiet, YEAR, 1)
    assert (none.estimate, none.p_value) == (None, None)
    assert "no adjournment" in str(none.note)
    assert "followed for that long" in str(mean_adjournments_difference(BASELINE, short, 365, 1).note)
    assert "no adjournment" in str(mean_adjournments_difference(quiet, quiet, 365, 1).note)
    assert "on the merits" in str(conviction_share_difference(0, 0, 3, 9).note)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.permutations(range(12)))
def test_order_of_cases_and_unit_of_time_do_not_matter(seed: int, order: list[int]) -> None:
    baseline, endline = random_cases(seed, 12, 6, "b"), random_cases(seed + 1, 9, 6, "e")
    shuffled = FollowedCases(
        tuple(baseline.case_ids[at] for at in order),
        tuple(baseline.districts[at] for at in order),
        tuple(baseline.courts[at] for at in order),
        tuple(baseline.adjournment_days[at] for at in order),
        baseline.entry_days[order],
        baseline.end_days[order],
    )
    one = adjournment_rate_ratio(baseline, endline, YEAR, 1, resamples=9)
    other = adjournment_rate_ratio(shuffled, endline, 360, 1, resamples=9)
    assert (other.estimate, other.low, other.high) == pytest.approx((one.estimate, one.low, one.high))
    first = mean_adjournments_difference(baseline, endline, 100, 1, resamples=9)
    second = mean_adjournments_difference(shuffled, endline, 100, 1, resamples=9)
    assert (second.estimate, second.low) == pytest.approx((first.estimate, first.low))
    turned = adjournment_rate_ratio(endline, baseline, YEAR, 1, resamples=9)
    assert turned.estimate == pytest.approx(1 / one.estimate)
    assert turned.high == pytest.approx(1 / one.low)


def test_one_case_at_both_timepoints_is_no_change_to_be_told() -> None:
    first, second = followed(([10, 50], 0, 400)), followed(([10, 50, 300], 0, 800))
    for found in (
        adjournment_rate_ratio(first, second, YEAR, 1, 99),
        mean_adjournments_difference(first, second, YEAR, 1, 99),
    ):
        assert (found.estimate, found.low, found.p_value) == (None, None, None)
        assert found.note == "one and the same case at both timepoints"


def test_the_least_change_found_follows_from_the_error_or_the_baselines_spread() -> None:
    baseline, endline = random_cases(1, 30, 8.0, "a"), random_cases(2, 30, 8.0, "b")
    quantiles = 1.959964 + 0.841621
    rate = adjournment_rate_ratio(baseline, endline, YEAR, 1, resamples=99)
    assert rate.low is not None
    assert rate.high is not None
    # The interval's quantile is Student's for 60 clusters, 2.000 instead of 1.960.
    error = np.log(rate.high / rate.low) / 2 / 2.0
    assert rate.minimum_detectable == pytest.approx(exp(quantiles * error), rel=1e-3)
    mean = mean_adjournments_difference(baseline, endline, YEAR, 1, resamples=99)
    assert mean.low is not None
    assert mean.high is not None
    assert mean.minimum_detectable == pytest.approx(quantiles * (mean.high - mean.low) / 4, rel=5e-3)
    share = conviction_share_difference(5, 20, 9, 30)
    assert share.minimum_detectable == pytest.approx(quantiles * sqrt(0.25 * 0.75 * (1 / 20 + 1 / 30)))
    assert conviction_share_difference(0, 20, 9, 30).minimum_detectable is None
