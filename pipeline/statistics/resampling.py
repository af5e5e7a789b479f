"""Bootstrap intervals: whole cases are drawn again, so that what belongs to one case stays together.

Above LARGE cases the interval from the normal law is used instead: it then agrees with the bootstrap closely,
while 9,999 resamples of so many cases take minutes.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.statistics.interval import CONFIDENCE, NORMAL_QUANTILE, Interval, no_interval

RESAMPLES = 9_999
LARGE = 2_000
SHORT = 500
"""Up to so many cases sorting all of a draw is faster than finding its middle."""
DRAWS_AT_ONCE = 500
"""So many fit into a processor's cache, where all would not; which cases are drawn does not change."""
CELLS_AT_ONCE = 4_000_000
"""Cells (draws or days by cases) held in memory at once where smaller portions would change what is drawn."""

Numbers = npt.NDArray[np.float64]


def mean_interval(sample: Numbers, seed: int) -> Interval:
    """BCa interval of a mean over cases."""
    if reason := _why_none(sample):
        return no_interval(reason)
    if len(sample) > LARGE:
        return _normal(float(sample.mean()), float(sample.std(ddof=1)) / sqrt(len(sample)))
    return _bootstrap((sample,), np.mean, "BCa", seed)


def median_interval(sample: Numbers, seed: int) -> Interval:
    """Percentile interval of a median over cases: a median jumps, which BCa's correction can't follow."""
    if reason := _why_none(sample):
        return no_interval(reason)
    if len(sample) > LARGE:
        return _order_statistics(sample)
    return _bootstrap((sample,), medians, "percentile", seed)


def ratio_interval(numerators: Numbers, denominators: Numbers, seed: int) -> Interval:
    """BCa interval of a ratio of two sums over the same cases, drawn in pairs."""
    if len(numerators) < 2:
        return no_interval("fewer than two cases")
    ratio = numerators.sum() / denominators.sum()
    deviations = numerators - ratio * denominators
    if np.allclose(deviations, 0):
        return no_interval("no variation")
    if len(numerators) > LARGE:
        spread = float(deviations.std(ddof=1)) * sqrt(len(numerators)) / float(denominators.sum())
        return _normal(float(ratio), spread)
    return _bootstrap((numerators, denominators), _ratio_of_sums, "BCa", seed)


def medians(samples: Numbers, axis: int = -1) -> Any:
    """``np.median``, by sorting where rows are ``SHORT``."""
    if samples.shape[axis] > SHORT:
        return np.median(samples, axis=axis)
    ordered = np.moveaxis(np.sort(samples, axis=axis), axis, -1)
    middle = ordered.shape[-1] // 2
    return (ordered[..., -middle - 1] + ordered[..., middle]) / 2


@contextmanager
def degenerate_draws_expected() -> Iterator[None]:
    """Warnings are quiet in the block: where draws are all alike the interval says that there is none.

    To be entered once, around all threads: how warnings are treated is the same for the whole process.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _why_none(sample: Numbers) -> str | None:
    if len(sample) < 2:
        return "fewer than two cases"
    return "no variation" if sample.min() == sample.max() else None


def _ratio_of_sums(numerators: Numbers, denominators: Numbers, axis: int) -> Any:
    return numerators.sum(axis=axis) / denominators.sum(axis=axis)


def _bootstrap(
    samples: tuple[Numbers, ...], statistic: Callable[..., Any], method: str, seed: int
) -> Interval:
    from scipy.stats import bootstrap

    with np.errstate(divide="ignore", invalid="ignore"):
        found = bootstrap(
            samples,
            statistic,
            paired=True,
            vectorized=True,
            n_resamples=RESAMPLES,
            batch=DRAWS_AT_ONCE,
            confidence_level=CONFIDENCE,
            method=method,
            rng=np.random.default_rng(seed),
        ).confidence_interval
    low, high = float(found.low), float(found.high)
    if not (np.isfinite(low) and np.isfinite(high)):
        return no_interval("too few cases to resample")
    return Interval(low, high, f"{method.lower()}_95_{RESAMPLES}")


def _normal(value: float, standard_error: float) -> Interval:
    half = NORMAL_QUANTILE * standard_error
    return Interval(value - half, value + half, "normal_95")


def _order_statistics(sample: Numbers) -> Interval:
    ordered = np.sort(sample)
    half = NORMAL_QUANTILE * sqrt(len(ordered)) / 2
    below = int(np.floor(len(ordered) / 2 - half))
    above = int(np.ceil(len(ordered) / 2 + half))
    return Interval(float(ordered[below]), float(ordered[above]), "order_statistics_95")
