"""Mean cumulative function against libraries where they have it, else against its definition case by case.

lifelines (Nelson-Aalen over a case's spans between adjournments, unsmoothed) covers late entry; surpyval
covers the variance without it; no library here has Ghosh and Lin's estimator or takes several adjournments of
a case on one day, so those are held against the definition, with weights, whose derivative is the influence.
"""

from __future__ import annotations

import numpy as np
import pytest
from followed_data import LONGEST, Data, data_sets
from hypothesis import given, settings
from lifelines import NelsonAalenFitter
from surpyval.recurrent import NonParametricCounting

from pipeline.statistics.mean_cumulative import (
    followed_to,
    influences_at,
    mean_cumulative_function,
    value_at,
)

DAYS = np.arange(0, LONGEST + 1, dtype=float)


def on_each_day(days: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.concatenate([[0.0], values])[np.searchsorted(days, DAYS, "right")]


def by_definition(data: Data, weights: np.ndarray, day: float, *, is_terminal: bool) -> float:
    mean, survival = 0.0, 1.0
    for at in np.arange(day + 1):
        present = (data.entry <= at) & (at <= data.end)
        at_risk = weights[present].sum()
        if at_risk <= 0:
            continue
        adjourned = sum(
            w * (events == at).sum()
            for w, events, here in zip(weights, data.events, present, strict=True)
            if here
        )
        mean += survival * adjourned / at_risk
        if is_terminal:
            survival *= 1 - weights[present & (data.end == at) & (data.has_ended > 0)].sum() / at_risk
    return mean


@settings(max_examples=200, deadline=None)
@given(data_sets(repeats=False))
def test_nelson_with_late_entry_agrees_with_lifelines_on_split_spans(data: Data) -> None:
    starts, stops, happened = [], [], []
    for entry, end, events in zip(data.entry, data.end, data.events, strict=True):
        # lifelines takes a span in after its first day; half a day earlier is this project's convention.
        start = entry - 0.5
        for day in np.sort(events[(events >= entry) & (events <= end)]):
            starts.append(start)
            stops.append(day)
            happened.append(1)
            start = day
        if start < end:
            starts.append(start)
            stops.append(end)
            happened.append(0)
    fitter = NelsonAalenFitter(nelson_aalen_smoothing=False)
    fitter.fit(np.array(stops) + 1, happened, entry=np.array(starts) + 1)
    curve = mean_cumulative_function(data.events, data.end, data.entry)
    expected = fitter.cumulative_hazard_at_times(curve.days + 1).to_numpy()
    assert np.allclose(curve.value, expected, rtol=0, atol=1e-9)
    last = curve.value[-1] if len(curve.days) else 0
    assert last == pytest.approx(fitter.cumulative_hazard_.iloc[-1, 0], abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(data_sets(is_delayed=False, repeats=False))
def test_nelson_and_its_robust_variance_agree_with_surpyval(data: Data) -> None:
    rows = [
        (number, day, 0)
        for number, (end, events) in enumerate(zip(data.end, data.events, strict=True))
        for day in np.sort(events[events <= end])
    ]
    rows += [(number, end, 1) for number, end in enumerate(data.end)]
    rows.sort(key=lambda row: row[:2])
    curve = mean_cumulative_function(data.events, data.end)
    if not len(curve.days):
        assert not curve.value.size
        return
    fitted = NonParametricCounting.fit(
        [row[1] for row in rows], i=[row[0] for row in rows], c=[row[2] for row in rows]
    )
    reached = np.searchsorted(fitted.x, curve.days, "right") - 1
    assert np.allclose(curve.value, fitted.mcf_hat[reached], rtol=0, atol=1e-9)
    assert np.allclose(curve.variance, fitted.var[reached], rtol=0, atol=1e-9)


@settings(max_examples=200, deadline=None)
@given(data_sets())
def test_both_estimators_agree_with_their_definition(data: Data) -> None:
    ones = np.ones(len(data.end))
    for terminal in (None, data.has_ended):
        curve = mean_cumulative_function(data.events, data.end, data.entry, terminal)
        expected = [by_definition(data, ones, day, is_terminal=terminal is not None) for day in DAYS]
        assert np.allclose(on_each_day(curve.days, curve.value), expected, rtol=0, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(data_sets())
def test_influences_are_the_derivatives_by_each_case_and_their_squares_the_variance(data: Data) -> None:
    step = 1e-4
    for terminal in (None, data.has_ended):
        curve = mean_cumulative_function(data.events, data.end, data.entry, terminal)
        for day in (4.0, 9.0, float(LONGEST)):
            found = influences_at(day, data.events, data.end, data.entry, terminal)
            expected = np.zeros(len(data.end))
            for case in range(len(data.end)):
                up, down = np.ones(len(data.end)), np.ones(len(data.end))
                up[case], down[case] = 1 + step, 1 - step
                expected[case] = (
                    by_definition(data, up, day, is_terminal=terminal is not None)
                    - by_definition(data, down, day, is_terminal=terminal is not None)
                ) / (2 * step)
            assert np.allclose(found, expected, rtol=0, atol=1e-5)
            variance = on_each_day(curve.days, curve.variance)[int(day)]
            assert (found**2).sum() == pytest.approx(variance, abs=1e-9)


def test_three_cases_by_hand() -> None:
    # Case 1 is seen on days 0 to 10, case 2 on 0 to 4 (disposed of), case 3 enters on day 3, seen to 8.
    events = (np.array([2.0, 5.0]), np.array([2.0, 4.0]), np.array([1.0, 5.0, 5.0]))
    end, entry, terminal = np.array([10.0, 4.0, 8.0]), np.array([0.0, 0.0, 3.0]), np.array([0.0, 1.0, 0.0])
    nelson = mean_cumulative_function(events, end, entry)
    assert nelson.days.tolist() == [2, 4, 5]
    assert nelson.value.tolist() == pytest.approx([1, 1 + 1 / 3, 1 + 1 / 3 + 3 / 2])
    # On day 4 three are at risk and one is disposed of: two thirds remain for day 5.
    ghosh_lin = mean_cumulative_function(events, end, entry, terminal)
    assert ghosh_lin.value.tolist() == pytest.approx([1, 1 + 1 / 3, 1 + 1 / 3 + 2 / 3 * 3 / 2])
    assert value_at(nelson, 1) == (0, 0)
    assert value_at(nelson, 3) == (1, 0)
    assert value_at(nelson, 11) is None


def test_spans_of_one_case_count_as_one_case() -> None:
    events = (np.array([1.0, 6.0]), np.array([2.0, 3.0, 7.0]))
    whole = mean_cumulative_function(events, np.array([8.0, 9.0]))
    split = mean_cumulative_function(
        (events[0], events[1], events[0]), np.array([4.0, 9.0, 8.0]), np.array([0.0, 0.0, 5.0]),
        cases=("a", "b", "a"),
    )  # fmt: skip
    assert split.value.tolist() == whole.value.tolist()
    assert split.variance.tolist() == pytest.approx(whole.variance.tolist())


def test_a_day_that_nobody_was_seen_on_ends_what_can_be_said() -> None:
    assert followed_to(np.array([0.0, 5.0]), np.array([4.0, 9.0])) == 9
    assert followed_to(np.array([0.0, 6.0]), np.array([4.0, 9.0])) == 4
    assert followed_to(np.array([2.0]), np.array([9.0])) == -1
    curve = mean_cumulative_function(
        [np.array([1.0]), np.array([8.0])], np.array([4.0, 9]), np.array([0.0, 6])
    )
    assert value_at(curve, 4) == (1, 0)
    assert value_at(curve, 8) is None


def test_arguments_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="one element per record"):
        mean_cumulative_function([np.array([1.0])], np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="ends before it enters"):
        mean_cumulative_function([np.array([1.0])], np.array([1.0]), np.array([2.0]))


def test_portions_do_not_change_the_variance(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    events = [random.integers(0, 50, 6).astype(float) for _ in range(30)]
    end, terminal = random.integers(20, 60, 30).astype(float), np.ones(30)
    whole = mean_cumulative_function(events, end, None, terminal)
    monkeypatch.setattr("pipeline.statistics.influence.CELLS_AT_ONCE", 60)
    portioned = mean_cumulative_function(events, end, None, terminal)
    assert np.allclose(whole.variance, portioned.variance, rtol=1e-12)
