"""The change of a value read off a curve: mean cumulative count, restricted mean, incidence of one end."""

from __future__ import annotations

from math import sqrt

import numpy as np

from pipeline.comparison.pairs import Change, Pair, normal_p, plain_difference
from pipeline.statistics.competing import cumulative_incidence
from pipeline.statistics.interval import NORMAL_QUANTILE, Interval, no_interval
from pipeline.statistics.survival import kaplan_meier, restricted_mean


def cumulative_count_change(pair: Pair) -> Change:
    """Difference of two mean cumulative counts; their samples are the cases' influences."""
    variance = sum(float((np.array(value.sample) ** 2).sum()) for value in (pair.baseline, pair.endline))
    return _normal(pair, sqrt(variance), "robust_95")


def restricted_mean_change(pair: Pair) -> Change:
    """Change of the restricted mean, its error that of both curves (Greenwood)."""
    horizon = float(pair.baseline.definition_id.rsplit("_", maxsplit=1)[1])
    variance = 0.0
    for value in (pair.baseline, pair.endline):
        entry = np.array(value.sample_entry) if value.sample_entry else None
        curve = kaplan_meier(np.array(value.sample), np.array(value.sample_weight), entry)
        variance += restricted_mean(curve, horizon)[1] ** 2
    return _normal(pair, sqrt(variance), "greenwood_95")


def incidence_change(pair: Pair) -> Change:
    """Difference of two incidences of one kind of end; weight 1 marks it, 2 any other, 0 none by then."""
    variance = 0.0
    for value in (pair.baseline, pair.endline):
        curves = cumulative_incidence(
            np.array(value.sample), np.array(value.sample_weight), np.array(value.sample_entry)
        )
        variance += float(curves[1].variance[-1]) if 1 in curves else 0.0
    return _normal(pair, sqrt(variance), "aalen_johansen_95")


def survival_median_change(pair: Pair) -> Change:
    """Change of the median duration, without an interval."""
    return plain_difference(
        pair, no_interval("medians of two curves; compare the restricted means, which have one")
    )


def _normal(pair: Pair, error: float, method: str) -> Change:
    estimate = float(pair.endline.value or 0) - float(pair.baseline.value or 0)
    if error == 0:
        return plain_difference(pair, no_interval("no variation"))
    half = NORMAL_QUANTILE * error
    interval = Interval(estimate - half, estimate + half, method)
    if not pair.is_tested:
        return plain_difference(pair, interval)
    return plain_difference(pair, interval, p_value=normal_p(estimate, error), test_method="normal")
