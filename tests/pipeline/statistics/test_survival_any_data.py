"""Kaplan-Meier curve, Greenwood's variance, bands and restricted mean on data sets drawn by Hypothesis.

Against lifelines and statsmodels, which take a case in after the day of its entry: they are given an entry
half a day earlier, which is this project's convention (at risk on the day of entry).
"""

from __future__ import annotations

import numpy as np
import pytest
from followed_data import LONGEST, Data, data_sets
from hypothesis import assume, given, settings
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time
from statsmodels.duration.survfunc import SurvfuncRight

from pipeline.statistics.survival import bands, kaplan_meier, restricted_mean, restricted_mean_influences


@settings(max_examples=200, deadline=None)
@given(data_sets(causes=1))
def test_curve_and_bands_agree_with_lifelines(data: Data) -> None:
    # One case is seen throughout: lifelines refuses data in which no case remains before others enter.
    end, has_ended = np.append(data.end, LONGEST + 1.0), np.append(data.has_ended, 0.0)
    entry = np.append(data.entry, 0.0)
    assume(has_ended.any())
    fitter = KaplanMeierFitter().fit(end + 1, has_ended, entry=entry + 0.5)
    curve = kaplan_meier(end, has_ended, entry)
    assert np.allclose(curve.survival, fitter.survival_function_at_times(curve.days + 1), rtol=0, atol=1e-9)
    expected = fitter.confidence_interval_.loc[curve.days + 1].to_numpy()
    assert np.allclose(np.column_stack(bands(curve)), expected, rtol=0, atol=1e-9)


@settings(max_examples=200, deadline=None)
@given(data_sets(causes=1))
def test_curve_and_variance_agree_with_statsmodels(data: Data) -> None:
    assume(data.has_ended.any())
    curve = kaplan_meier(data.end, data.has_ended, data.entry)
    expected = SurvfuncRight(data.end + 1, data.has_ended, entry=data.entry + 0.5)
    assert curve.days.tolist() == (expected.surv_times - 1).tolist()
    # Below 1e-16 statsmodels sets the curve to 0 for that day alone: compare up to there.
    known = np.cumprod(curve.survival > 0) > 0
    assert np.allclose(curve.survival[known], expected.surv_prob[known], rtol=0, atol=1e-9)
    errors = curve.survival[known] * np.sqrt(curve.greenwood[known])
    assert np.allclose(errors, expected.surv_prob_se[known], rtol=0, atol=1e-9)


@settings(max_examples=200, deadline=None)
@given(data_sets(causes=1, is_delayed=False))
def test_restricted_mean_is_the_area_and_its_influences_give_greenwoods_error(data: Data) -> None:
    curve = kaplan_meier(data.end, data.has_ended)
    fitter = KaplanMeierFitter().fit(data.end, data.has_ended)
    for horizon in (5.0, 12.0):
        mean, error = restricted_mean(curve, horizon)
        assert mean == pytest.approx(restricted_mean_survival_time(fitter, t=horizon), abs=1e-9)
        influences = restricted_mean_influences(data.end, data.has_ended, horizon)
        assert np.sqrt((influences**2).sum()) == pytest.approx(error, abs=1e-9)
