"""How large a change is, with its interval: differences of means, of shares and of medians, Cliff's delta.

Means and medians are resampled by case, or by court when there are enough courts: then whatever makes the
cases of one court alike is part of the interval. A case seen at both timepoints is drawn with both records.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.statistics.interval import CONFIDENCE, Interval, no_interval
from pipeline.statistics.resampling import CELLS_AT_ONCE, RESAMPLES, degenerate_draws_expected, medians
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


def clustered_mean_difference(
    baseline: Numbers,
    endline: Numbers,
    clusters: Sequence[Hashable],
    seed: int,
    resamples: int = RESAMPLES,
) -> Difference:
    """Difference of two means whose records hang together in ``clusters`` (courts, or cases seen twice).

    ``clusters`` names those of the baseline's records, then the endline's. Whole clusters are drawn, with all
    their records of both timepoints; percentile interval.
    """
    names = list(dict.fromkeys(clusters))
    position = {name: number for number, name in enumerate(names)}
    numbers = np.array([position[name] for name in clusters])
    first = len(baseline)
    sums = np.column_stack(
        [
            np.bincount(numbers[part], weights, minlength=len(names))
            for part, values in ((slice(first), baseline), (slice(first, None), endline))
            for weights in (values, None)
        ]
    ).astype(np.float64)
    means = float(baseline.mean()), float(endline.mean())
    interval = _cluster_interval(sums, seed, resamples)
    return Difference(*means, means[1] - means[0], interval)


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


def exact_share(hits: int, units: int) -> Interval:
    """Clopper and Pearson's interval of a share: never covers less than it says, and is wide for it."""
    from scipy.stats import binomtest

    if units == 0:
        return no_interval("no units")
    found = binomtest(hits, units).proportion_ci(CONFIDENCE, method="exact")
    return Interval(float(found.low), float(found.high), "clopper_pearson_95")


def cliffs_delta(baseline: Numbers, endline: Numbers) -> float:
    """Share of pairs in which the endline case has more, less the share in which it has less: -1 to 1."""
    ordered = np.sort(baseline)
    below = np.searchsorted(ordered, endline, "left").sum()
    above = (len(ordered) - np.searchsorted(ordered, endline, "right")).sum()
    return float(below - above) / (len(baseline) * len(endline))


def nested_share(hits: Numbers, units: Numbers, seed: int, resamples: int = RESAMPLES) -> Interval:
    """Interval of a share of units nested in cases (victims): cases are drawn, with all their units.

    ``hits`` and ``units`` have one element per case. Wilson's interval on the same counts takes the units for
    independent and is too narrow where those of one case are alike.
    """
    if len(units) < 2:
        return no_interval("fewer than two cases")
    random = np.random.default_rng(seed)
    shares = np.empty(resamples)
    portion = max(1, CELLS_AT_ONCE // len(units))
    for start in range(0, resamples, portion):
        drawn = random.integers(len(units), size=(min(portion, resamples - start), len(units)))
        with np.errstate(divide="ignore", invalid="ignore"):
            shares[start : start + portion] = hits[drawn].sum(axis=1) / units[drawn].sum(axis=1)
    return _percentiles(shares, f"case_bootstrap_95_{resamples}")


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
    with degenerate_draws_expected(), np.errstate(divide="ignore", invalid="ignore"):
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


def _cluster_interval(sums: Numbers, seed: int, resamples: int) -> Interval:
    """Percentile interval from each cluster's (sum, count) at baseline and at endline."""
    if len(sums) < 2:
        return no_interval("fewer than two clusters")
    random = np.random.default_rng(seed)
    differences = np.empty(resamples)
    for start in range(0, resamples, 500):
        drawn = random.integers(len(sums), size=(min(500, resamples - start), len(sums)))
        totals = sums[drawn].sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            differences[start : start + 500] = totals[:, 2] / totals[:, 3] - totals[:, 0] / totals[:, 1]
    return _percentiles(differences, f"cluster_bootstrap_95_{resamples}")


def _percentiles(drawn: Numbers, method: str) -> Interval:
    """Of draws in which a timepoint came out empty there is no value; where they are many, no interval."""
    valid = drawn[np.isfinite(drawn)]
    if len(valid) < 0.95 * len(drawn):
        return no_interval("too few clusters to resample")
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(valid, [tail, 1 - tail])
    return Interval(float(low), float(high), method)
