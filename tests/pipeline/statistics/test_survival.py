"""Kaplan-Meier curve, bands, median and restricted mean against lifelines."""

from __future__ import annotations

import numpy as np
import pytest
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times, restricted_mean_survival_time

from pipeline.statistics.survival import (
    OPEN_ENDED,
    bands,
    kaplan_meier,
    median_interval,
    restricted_mean,
    restricted_mean_interval,
)


def _followed(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    ends, censored = generator.integers(1, 1200, count) // 7 * 7, generator.integers(200, 1500, count)
    return np.minimum(ends, censored).astype(float), (ends <= censored).astype(float)


@pytest.mark.parametrize("seed", range(4))
def test_curve_and_bands_agree_with_lifelines(seed: int) -> None:
    days, has_ended = _followed(seed, 80)
    fitter = KaplanMeierFitter().fit(days, has_ended)
    curve = kaplan_meier(days, has_ended)
    assert np.allclose(curve.survival, fitter.survival_function_at_times(curve.days), rtol=0, atol=1e-9)
    inside = curve.survival > 0
    low, high = (band[inside] for band in bands(curve))
    expected = fitter.confidence_interval_.loc[curve.days[inside]].to_numpy()
    assert np.allclose(np.column_stack([low, high]), expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_interval_of_the_median_agrees_with_lifelines(seed: int) -> None:
    days, has_ended = _followed(seed, 60)
    fitter = KaplanMeierFitter().fit(days, has_ended)
    expected = median_survival_times(fitter.confidence_interval_).to_numpy()[0]
    found = median_interval(days, has_ended)
    assert (found.low, found.high) == tuple(expected)
    assert found.method == "km_loglog_95"


def test_late_entry_agrees_with_lifelines() -> None:
    days, has_ended = _followed(9, 90)
    entry = np.where(np.arange(90) % 2 == 0, np.floor(days / 3), 0.0)
    # lifelines takes a case in after the day of its entry, this project on it.
    fitter = KaplanMeierFitter().fit(days, has_ended, entry=np.maximum(entry - 0.5, 0))
    curve = kaplan_meier(days, has_ended, entry)
    assert np.allclose(curve.survival, fitter.survival_function_at_times(curve.days), rtol=0, atol=1e-9)


@pytest.mark.parametrize("horizon", [180, 365, 730])
def test_restricted_mean_agrees_with_lifelines(horizon: int) -> None:
    days, has_ended = _followed(4, 70)
    fitter = KaplanMeierFitter().fit(days, has_ended)
    mean, standard_error = restricted_mean(kaplan_meier(days, has_ended), horizon)
    assert mean == pytest.approx(restricted_mean_survival_time(fitter, t=horizon), abs=1e-6)
    # Greenwood's error against that of 400 resamples of the cases.
    generator = np.random.default_rng(1)
    drawn = [
        restricted_mean(kaplan_meier(days[picked], has_ended[picked]), horizon)[0]
        for picked in generator.integers(0, 70, (400, 70))
    ]
    assert standard_error == pytest.approx(np.std(drawn), rel=0.15)


def test_restricted_mean_interval_stays_within_the_horizon() -> None:
    found = restricted_mean_interval(np.array([90.0, 400, 400, 400]), np.array([1.0, 0, 0, 0]), 365)
    assert found.high == 365
    assert found.low is not None
    assert 0 < found.low < 365


def test_an_open_upper_end_says_so() -> None:
    days = np.array([100.0, 200, 300, 400, 500, 600])
    found = median_interval(days, np.array([1.0, 1, 1, 0, 0, 0]))
    assert (found.low, found.high, found.note) == (100, None, OPEN_ENDED)


def test_one_case_has_no_interval() -> None:
    assert median_interval(np.array([100.0]), np.array([1.0])).method == "none"
    assert restricted_mean_interval(np.array([100.0]), np.array([1.0]), 365).method == "none"
