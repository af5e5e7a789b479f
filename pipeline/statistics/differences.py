"""How large a change is, with its interval: differences of means, of shares and of medians, Cliff's delta.

Means and medians are resampled by case here, and by court, where there are enough, in ``cluster_bootstrap``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.statistics.interval import CONFIDENCE, Interval, no_interval
from pipeline.statistics.resampling import CELLS_AT_ONCE, RESAMPLES, medians
from pipeline.statistics.shares import wilson

Numbers = npt.NDArray[np.float64]
COURTS_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Difference:
    """Endline minus baseline, with its 95 % interval."""

    baseline: float
    endline: float
    estimate: float
    interval: Interval


def mean_difference(baseline: Numbers, endline: Numbers, seed: int, resamples: int = RESAMPLES) -> Difference:
    """Difference of two means of independent cases, with its BCa interval (Efron 1987)."""
    return _difference(baseline, endline, np.mean, "BCa", seed, resamples)


def median_difference(
    baseline: Numbers, endline: Numbers, seed: int, resamples: int = RESAMPLES
) -> Difference:
    """Difference of two medians, with a percentile interval: a median jumps, BCa can't follow it."""
    return _difference(baseline, endline, medians, "percentile", seed, resamples)


def share_difference(
    baseline_hits: float, baseline_units: float, endline_hits: float, endline_units: float
) -> Difference:
    """Difference of two independent shares with Newcombe's interval (1998, method 10: from Wilson's two)."""
    first, second = baseline_hits / baseline_units, endline_hits / endline_units
    one, other = wilson(baseline_hits, baseline_units), wilson(endline_hits, endline_units)
    estimate = second - first
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return Difference(first, second, estimate, no_interval("fewer than two units at a timepoint"))
    low = estimate - sqrt((second - other.low) ** 2 + (one.high - first) ** 2)
    high = estimate + sqrt((other.high - second) ** 2 + (first - one.low) ** 2)
    return Difference(first, second, estimate, Interval(low, high, "newcombe_95"))


def cliffs_delta(baseline: Numbers, endline: Numbers) -> float:
    """Share of pairs in which the endline case has more, less the share in which it has less: -1 to 1."""
    ordered = np.sort(baseline)
    below = np.searchsorted(ordered, endline, "left").sum()
    above = (len(ordered) - np.searchsorted(ordered, endline, "right")).sum()
    return float(below - above) / (len(baseline) * len(endline))


def _difference(
    baseline: Numbers,
    endline: Numbers,
    statistic: Callable[..., Any],
    method: str,
    seed: int,
    resamples: int,
) -> Difference:
    first, second = float(statistic(baseline)), float(statistic(endline))
    interval = _resampled(baseline, endline, statistic, method, seed, resamples)
    return Difference(first, second, second - first, interval)


def _resampled(
    baseline: Numbers,
    endline: Numbers,
    statistic: Callable[..., Any],
    method: str,
    seed: int,
    resamples: int,
) -> Interval:
    from scipy.stats import bootstrap

    if min(len(baseline), len(endline)) < 2:
        return no_interval("fewer than two cases at a timepoint")
    if np.ptp(baseline) == 0 and np.ptp(endline) == 0:
        return no_interval("no variation")
    with np.errstate(divide="ignore", invalid="ignore"):
        found = bootstrap(
            (endline, baseline),
            lambda one, other, axis: statistic(one, axis=axis) - statistic(other, axis=axis),
            vectorized=True,
            n_resamples=resamples,
            batch=max(1, CELLS_AT_ONCE // (len(baseline) + len(endline))),
            confidence_level=CONFIDENCE,
            method=method,
            rng=np.random.default_rng(seed),
        ).confidence_interval
    if not np.isfinite([found.low, found.high]).all():
        return no_interval("too few cases to resample")
    return Interval(float(found.low), float(found.high), f"{method.lower()}_95_{resamples}")
