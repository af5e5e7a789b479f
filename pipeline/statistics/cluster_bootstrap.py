"""Bootstrap over clusters: whole courts or cases are drawn, with all that belongs to them.

Then whatever makes the cases of one court alike is part of the interval. A case seen at both timepoints is
drawn with both records.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from pipeline.statistics.differences import Difference, Numbers
from pipeline.statistics.interval import CONFIDENCE, Interval, no_interval
from pipeline.statistics.resampling import DRAWS_AT_ONCE, RESAMPLES


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


def _cluster_interval(sums: Numbers, seed: int, resamples: int) -> Interval:
    """Percentile interval from each cluster's (sum, count) at baseline and at endline."""
    if len(sums) < 2:
        return no_interval("fewer than two clusters")
    random = np.random.default_rng(seed)
    differences = np.empty(resamples)
    for start in range(0, resamples, DRAWS_AT_ONCE):
        drawn = random.integers(len(sums), size=(min(DRAWS_AT_ONCE, resamples - start), len(sums)))
        first, first_count, second, second_count = sums[drawn].sum(axis=1).T
        with np.errstate(divide="ignore", invalid="ignore"):
            differences[start : start + DRAWS_AT_ONCE] = second / second_count - first / first_count
    return _percentiles(differences, f"cluster_bootstrap_95_{resamples}")


def _percentiles(drawn: Numbers, method: str) -> Interval:
    """Of draws in which a timepoint came out empty there is no value; where they are many, no interval."""
    valid = drawn[np.isfinite(drawn)]
    if len(valid) < 0.95 * len(drawn):
        return no_interval("too few clusters to resample")
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(valid, [tail, 1 - tail])
    return Interval(float(low), float(high), method)
