"""Interval of a mean cumulative count from each case's influence on it."""

from __future__ import annotations

from math import exp, sqrt

import numpy as np
import numpy.typing as npt

from pipeline.statistics.interval import NORMAL_QUANTILE, Interval, no_interval


def robust_mean_interval(value: float, influences: npt.NDArray[np.float64]) -> Interval:
    """Interval of a mean cumulative count whose cases have these influences (their derivatives by case).

    The sum of their squares is the variance robust to adjournments of one case being alike (Lawless and
    Nadeau 1995; Ghosh and Lin 2000); computed on the logarithm, so it stays above zero.
    """
    if len(influences) < 2:
        return no_interval("fewer than two cases")
    standard_error = sqrt(float((influences**2).sum()))
    if value <= 0 or standard_error == 0:
        return no_interval("no variation")
    factor = exp(NORMAL_QUANTILE * standard_error / value)
    return Interval(value / factor, value * factor, "robust_log_95")
