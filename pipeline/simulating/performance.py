"""How an estimand did over many simulated studies: how often its interval covers and its test rejects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from pipeline.statistics.estimands import Effect as Estimate

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Performance:
    """How one estimand did under one design and effect.

    ``truth_error`` is the true value's own Monte-Carlo error; ``covered`` counts intervals that hold the true
    value, ``too_low`` and ``too_high`` those that lie below and above it; ``rejected``
    counts tests with p at 5 % or less.
    """

    estimand: str
    truth: float
    truth_error: float
    studies: int
    without_interval: int
    covered: int
    too_low: int
    too_high: int
    rejected: int
    mean_estimate: float
    spread: float
    interval_methods: tuple[str, ...]
    test_methods: tuple[str, ...]

    @property
    def intervals(self) -> int:
        return self.studies - self.without_interval

    @property
    def coverage(self) -> float:
        return self.covered / self.intervals

    @property
    def coverage_error(self) -> float:
        return monte_carlo_error(self.coverage, self.intervals)

    @property
    def rejection_share(self) -> float:
        return self.rejected / self.intervals

    @property
    def rejection_error(self) -> float:
        return monte_carlo_error(self.rejection_share, self.intervals)


def monte_carlo_error(share: float, studies: int) -> float:
    """Standard error of a share counted over so many studies."""
    return sqrt(share * (1 - share) / studies)


def performance(name: str, truth: float, error: float, estimates: Sequence[Estimate]) -> Performance:
    """How one estimand did; ``error`` is that of its true value."""
    with_interval = [one for one in estimates if one.low is not None]
    values = [one.estimate for one in with_interval if one.estimate is not None]
    too_high = sum(one.low > truth for one in with_interval if one.low is not None)
    too_low = sum(one.high < truth for one in with_interval if one.high is not None)
    return Performance(
        estimand=name,
        truth=truth,
        truth_error=error,
        studies=len(estimates),
        without_interval=len(estimates) - len(with_interval),
        covered=len(with_interval) - too_high - too_low,
        too_low=too_low,
        too_high=too_high,
        rejected=sum(one.p_value is not None and one.p_value <= LEVEL for one in with_interval),
        mean_estimate=float(np.mean(values)),
        spread=float(np.std(values, ddof=1)),
        interval_methods=tuple(sorted({one.interval_method for one in with_interval})),
        test_methods=tuple(sorted({one.test_method for one in with_interval})),
    )
