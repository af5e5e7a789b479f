"""Cumulative incidence against statsmodels (ties, no late entry), lifelines (late entry, no ties between
causes, which it would shift apart at random) and, for both together, against the definition case by case."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from followed_data import LONGEST, Data, data_sets
from hypothesis import assume, given, settings
from lifelines import AalenJohansenFitter
from statsmodels.duration.survfunc import CumIncidenceRight

from pipeline.statistics.competing import cumulative_incidence, incidence_at, incidence_interval

DAYS = np.arange(0, LONGEST + 1, dtype=float)


def on_each_day(days: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.concatenate([[0.0], values])[np.searchsorted(days, DAYS, "right")]


@settings(max_examples=200, deadline=None)
@given(data_sets(is_delayed=False))
def test_incidence_and_variance_agree_with_statsmodels(data: Data) -> None:
    assume(data.has_ended.any())
    found = cumulative_incidence(data.end, data.cause)
    with np.errstate(divide="ignore", invalid="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = CumIncidenceRight(data.end, data.cause)
    for cause, curve in found.items():
        incidence = on_each_day(expected.times, expected.cinc[cause - 1])
        assert np.allclose(on_each_day(curve.days, curve.incidence), incidence, rtol=0, atol=1e-9)
        # statsmodels divides by the cases that remain: where none does, it has no variance.
        variance = on_each_day(expected.times, expected.cinc_se[cause - 1] ** 2)
        known = np.isfinite(variance)
        assert np.allclose(on_each_day(curve.days, curve.variance)[known], variance[known], rtol=0, atol=1e-9)


@settings(max_examples=200, deadline=None)
@given(data_sets())
def test_incidence_with_late_entry_agrees_with_lifelines(data: Data) -> None:
    # Each cause ends cases in its own quarter of a day, so that causes don't tie; cases of one cause do. One
    # case is seen throughout: lifelines refuses to go on where no case remains before others enter.
    end = np.append(data.end + data.cause / 4, LONGEST + 1.0)
    cause_of, entry = np.append(data.cause, 0), np.append(data.entry, 0.0)
    found = cumulative_incidence(end, cause_of, entry)
    assume(1 in found)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitter = AalenJohansenFitter(calculate_variance=False).fit(
            end + 0.1, cause_of, event_of_interest=1, entry=entry
        )
    table = fitter.cumulative_density_.iloc[:, 0]
    expected = np.concatenate([[0.0], table.ffill().fillna(0.0).to_numpy()])
    reached = np.searchsorted(table.index.to_numpy(), found[1].days + 0.1 + 1e-9)
    assert np.allclose(found[1].incidence, expected[reached], rtol=0, atol=1e-9)


@settings(max_examples=200, deadline=None)
@given(data_sets())
def test_incidence_with_late_entry_and_ties_agrees_with_its_definition(data: Data) -> None:
    found = cumulative_incidence(data.end, data.cause, data.entry)
    survival, incidence = 1.0, dict.fromkeys(found, 0.0)
    for day in DAYS:
        present = (data.entry <= day) & (day <= data.end)
        ended = present & (data.end == day) & (data.cause > 0)
        if ended.any():
            for cause in found:
                incidence[cause] += survival * (ended & (data.cause == cause)).sum() / present.sum()
            survival *= 1 - ended.sum() / present.sum()
        for cause, curve in found.items():
            assert on_each_day(curve.days, curve.incidence)[int(day)] == pytest.approx(
                incidence[cause], abs=1e-9
            )
    assert sum(incidence.values()) == pytest.approx(1 - survival, abs=1e-9)


def test_five_cases_by_hand() -> None:
    # Ends on days 1 (cause 1), 2 (causes 1 and 2), 3 (open), 4 (cause 1); the last case enters on day 2.
    days, cause = np.array([1.0, 2, 2, 3, 4]), np.array([1, 1, 2, 0, 1])
    entry = np.array([0.0, 0, 0, 0, 2])
    found = cumulative_incidence(days, cause, entry)
    # Day 1: 1 of 4. Day 2: S = 3/4, 4 at risk, one of each cause. Day 4: S = 3/8, the one at risk.
    assert found[1].incidence.tolist() == pytest.approx([1 / 4, 1 / 4 + 3 / 16, 1 / 4 + 3 / 16 + 3 / 8])
    assert found[2].incidence.tolist() == pytest.approx([0, 3 / 16, 3 / 16])
    assert incidence_at(found[1], 3.5) == (pytest.approx(7 / 16), pytest.approx(found[1].variance[1]))
    assert incidence_at(found[1], 5) is None


def test_variance_of_cases_all_followed_is_the_binomial_one() -> None:
    days, cause = np.array([1.0, 2, 3, 4, 9, 9, 9, 9]), np.array([1, 2, 1, 2, 0, 0, 0, 0])
    share, variance = incidence_at(cumulative_incidence(days, cause)[1], 5) or (0, 0)
    assert (share, variance) == (pytest.approx(2 / 8), pytest.approx(2 / 8 * 6 / 8 / 8))


def test_interval_stays_inside_and_covers_the_estimate() -> None:
    days, cause = np.array([1.0, 2, 3, 4, 9, 9, 9, 9]), np.array([1, 2, 1, 2, 0, 0, 0, 0])
    found = incidence_interval(days, cause, 5)
    assert found.method == "aalen_johansen_loglog_95"
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 0.25 < found.high < 1
    assert incidence_interval(days, cause, 0).method == "none"
    assert incidence_interval(days, cause, 5, of_cause=7).method == "none"


def test_arguments_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="one element per case"):
        cumulative_incidence(np.array([1.0, 2]), [1])
    with pytest.raises(ValueError, match="ends before it enters"):
        cumulative_incidence(np.array([1.0]), [1], np.array([2.0]))
