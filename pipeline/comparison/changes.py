"""The change of one indicator value, by what kind of value it is: difference or ratio, interval, test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt

from pipeline.comparison.curve_changes import (
    cumulative_count_change,
    incidence_change,
    restricted_mean_change,
    survival_median_change,
)
from pipeline.comparison.pairs import RATIO_UNIT, Change, Pair, no_change, normal_p, plain_difference
from pipeline.statistics.cluster_bootstrap import clustered_mean_difference
from pipeline.statistics.differences import (
    cliffs_delta,
    mean_difference,
    median_difference,
    share_difference,
)
from pipeline.statistics.interval import NORMAL_QUANTILE, Interval, no_interval
from pipeline.statistics.testing import (
    minimum_detectable_difference,
    permutation_of_means,
    shares_tested,
)

Numbers = npt.NDArray[np.float64]


def change_of(pair: Pair) -> Change:
    """The change, or the reason why there is none."""
    for value, name in ((pair.baseline, "baseline"), (pair.endline, "endline")):
        if value.value is None:
            return no_change(pair.baseline.unit, f"no change: no value at {name}")
    if pair.baseline.interval in CHANGES:
        return CHANGES[pair.baseline.interval](pair)
    return _plain(pair)


def _plain(pair: Pair) -> Change:
    """Values without an interval of their own: full counts, descriptions of a register, bounds."""
    reason = pair.baseline.interval.removeprefix("none because ")
    if "bound" in reason:
        return no_change(pair.baseline.unit, f"no change: {reason}")
    return plain_difference(pair, no_interval(reason))


def _share(pair: Pair) -> Change:
    counts = (
        pair.baseline.numerator, pair.baseline.denominator, pair.endline.numerator, pair.endline.denominator,
    )  # fmt: skip
    hits0, units0, hits1, units1 = (float(count or 0) for count in counts)
    found = share_difference(hits0, units0, hits1, units1)
    if not pair.is_tested:
        return plain_difference(pair, found.interval)
    tested = shares_tested(int(hits0), int(units0), int(hits1), int(units1))
    return plain_difference(pair, found.interval, p_value=tested.p_value, test_method=tested.method)


def _mean(pair: Pair) -> Change:
    first, second = np.array(pair.baseline.sample), np.array(pair.endline.sample)
    labels = pair.labels
    if labels is not None and labels.has_clusters:
        interval = clustered_mean_difference(first, second, labels.clusters, pair.seed).interval
    else:
        interval = mean_difference(first, second, pair.seed).interval
    extra: dict[str, float | str | None] = {"cliffs_delta": cliffs_delta(first, second)}
    if min(len(first), len(second)) >= 2:
        spread = float(first.std(ddof=1))
        extra["minimum_detectable"] = minimum_detectable_difference(spread, len(first), len(second))
        if pair.is_tested:
            tested = permutation_of_means(
                first, second, pair.seed,
                labels.districts if labels else None, labels.cases if labels else None,
            )  # fmt: skip
            extra |= {"p_value": tested.p_value, "test_method": tested.method}
    return plain_difference(pair, interval, **extra)


def _median(pair: Pair) -> Change:
    first, second = np.array(pair.baseline.sample), np.array(pair.endline.sample)
    return plain_difference(pair, median_difference(first, second, pair.seed).interval)


def _ratio(pair: Pair) -> Change:
    """Ratio of two rates of independent cases, on the logarithm, with the cases' influences."""
    sides = [
        (np.array(value.sample), np.array(value.sample_weight)) for value in (pair.baseline, pair.endline)
    ]
    if any(counts.sum() == 0 for counts, _ in sides):
        return plain_difference(pair, no_interval("a rate of 0 has no ratio"))
    variance = sum(_log_rate_variance(counts, weights) for counts, weights in sides)
    ratio = float(pair.endline.value or 0) / float(pair.baseline.value or 1)
    if variance == 0:
        return Change(ratio, RATIO_UNIT, no_interval("no variation"), note="no interval: no variation")
    error = sqrt(variance)
    low, high = (exp(log(ratio) + sign * NORMAL_QUANTILE * error) for sign in (-1, 1))
    p_value = normal_p(log(ratio), error) if pair.is_tested else None
    method = "normal_log_ratio" if pair.is_tested else None
    return Change(ratio, RATIO_UNIT, Interval(low, high, "robust_log_95"), p_value, method)


def _log_rate_variance(counts: Numbers, weights: Numbers) -> float:
    deviations = (counts - counts.sum() / weights.sum() * weights) / counts.sum()
    return float((deviations**2).sum()) * len(counts) / max(1, len(counts) - 1)


CHANGES: Mapping[str, Callable[[Pair], Change]] = {
    "wilson": _share,
    "bootstrap_mean": _mean,
    "bootstrap_median": _median,
    "bootstrap_ratio": _ratio,
    "km_median": survival_median_change,
    "km_rmst": restricted_mean_change,
    "robust_mean": cumulative_count_change,
    "aalen_johansen": incidence_change,
}
