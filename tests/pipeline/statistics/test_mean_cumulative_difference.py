"""Difference of mean cumulative counts: its draws against the estimator, its interval against theory."""

from __future__ import annotations

import numpy as np
import pytest
from followed_data import Data, data_sets
from hypothesis import given, settings

from pipeline.statistics.mean_cumulative import influences_at, mean_cumulative_function
from pipeline.statistics.mean_cumulative_difference import (
    RecurrentSample,
    _Weighted,
    mean_cumulative_difference,
)


def sample(seed: int, count: int, gap: float, first: int = 0) -> RecurrentSample:
    """Cases adjourned about every ``gap`` days, each at a pace of its own, followed for 300 to 600 days."""
    random = np.random.default_rng(seed)
    end = random.integers(300, 600, count).astype(float)
    pace = gap * random.uniform(0.5, 1.5, count)
    events = [np.floor(np.cumsum(random.exponential(one, 60))) for one in pace]
    disposed = (random.random(count) < 0.4).astype(float)
    return RecurrentSample(tuple(range(first, first + count)), events, end, None, disposed)


@settings(max_examples=60, deadline=None)
@given(data_sets())
def test_a_draw_is_the_estimate_of_the_cases_drawn(data: Data) -> None:
    drawn = np.random.default_rng(1).integers(0, 3, len(data.end)).astype(float)
    drawn[0] = 1
    for terminal in (None, data.has_ended):
        found = RecurrentSample(range(len(data.end)), data.events, data.end, data.entry, terminal)
        chosen = np.repeat(np.arange(len(data.end)), drawn.astype(int))
        for day in (4.0, 14.0):
            curve = mean_cumulative_function(
                [data.events[at] for at in chosen], data.end[chosen], data.entry[chosen],
                None if terminal is None else terminal[chosen],
            )  # fmt: skip
            expected = np.concatenate([[0.0], curve.value])[np.searchsorted(curve.days, day, "right")]
            value = _Weighted(found, day).values(drawn[np.newaxis, :])[0]
            assert value == pytest.approx(expected, abs=1e-9)


def test_interval_agrees_with_the_robust_variance() -> None:
    baseline, endline = sample(1, 150, 30), sample(2, 150, 40, first=150)
    found = mean_cumulative_difference(baseline, endline, 250, seed=1, resamples=1999)
    assert found is not None
    error = np.sqrt(
        sum(
            (influences_at(250, one.event_days, one.end_days, None, one.has_terminal) ** 2).sum()
            for one in (baseline, endline)
        )
    )
    assert found.estimate == found.endline - found.baseline < 0
    assert found.interval.method == "case_bootstrap_95_1999"
    assert found.interval.low == pytest.approx(found.estimate - 1.96 * error, abs=0.25 * error)
    assert found.interval.high == pytest.approx(found.estimate + 1.96 * error, abs=0.25 * error)


def test_a_case_in_both_timepoints_is_drawn_with_both_records() -> None:
    same = sample(3, 40, 30)
    found = mean_cumulative_difference(same, same, 250, seed=1, resamples=99)
    assert found is not None
    assert (found.estimate, found.interval.note) == (0, "no interval: no variation")


def test_the_seed_alone_decides() -> None:
    arguments = (sample(4, 30, 30), sample(5, 30, 30, first=30), 200.0)
    found = [mean_cumulative_difference(*arguments, seed=seed, resamples=99) for seed in (1, 1, 2)]
    assert found[0] == found[1] != found[2]


def test_an_age_that_no_case_was_followed_to_has_no_difference() -> None:
    assert mean_cumulative_difference(sample(6, 9, 30), sample(7, 9, 30, first=9), 900, seed=1) is None
    one = sample(8, 1, 30)
    found = mean_cumulative_difference(one, sample(9, 9, 30, first=1), 250, seed=1)
    assert found is not None
    assert found.interval.method == "none"
