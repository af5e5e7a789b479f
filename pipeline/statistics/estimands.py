"""The three primary estimands, as functions of case-level arrays: each gives estimate, interval and p-value.

1. ``adjournment_rate_ratio``: adjournments per case-year, endline over baseline (indicator I14).
2. ``mean_adjournments_difference``: M(12 months), adjournments to be expected within a year (I15, Nelson).
3. ``conviction_share_difference``: convictions among cases decided on the merits (I28).

The first two have an interval from the cases' influences, summed by court where both timepoints have eight
courts or more, else by case, with Student's quantile for so many clusters; and a p-value from permuting the
timepoint between cases of one district. The third has Newcombe's interval and Boschloo's test. A case seen at
both timepoints counts as one cluster, and its two records keep their two labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np

from pipeline.statistics.change_uncertainty import clustered_error, permuted
from pipeline.statistics.differences import share_difference
from pipeline.statistics.followed_cases import FollowedCases, is_endline, processes
from pipeline.statistics.mean_cumulative import followed_to
from pipeline.statistics.relabelled import nelson_means, studentised_log_ratio, studentised_nelson
from pipeline.statistics.resampling import RESAMPLES
from pipeline.statistics.testing import minimum_detectable, minimum_detectable_difference, shares_tested

HORIZON_MONTHS = 12
ONE_CASE = "one and the same case at both timepoints"


@dataclass(frozen=True, slots=True)
class Effect:
    """A change from baseline to endline: ``scale`` says whether ``estimate`` is a ratio or a difference.

    All numbers are null where the change can't be computed; ``note`` then says why. ``minimum_detectable`` is
    the least change found with 80 % power, of a ratio the least one above 1; null too where nothing varies.
    """

    baseline: float | None
    endline: float | None
    estimate: float | None
    low: float | None
    high: float | None
    p_value: float | None
    scale: str
    interval_method: str
    test_method: str
    baseline_units: int
    endline_units: int
    note: str | None = None
    minimum_detectable: float | None = None


def adjournment_rate_ratio(
    baseline: FollowedCases,
    endline: FollowedCases,
    year_length_days: float,
    seed: int,
    resamples: int = RESAMPLES,
) -> Effect:
    """Ratio of adjournments per case-year; the interval is the Poisson model's with cluster-robust errors."""
    if _is_one_case(baseline, endline):
        return _none("ratio", baseline, endline, ONE_CASE)
    parts = (baseline, endline)
    counts = np.array([float(len(days)) for part in parts for days in part.adjournment_days])
    years = np.concatenate([part.end_days - part.entry_days for part in parts]) / year_length_days
    at_endline = is_endline(baseline, endline)
    sums = [(counts[group].sum(), years[group].sum()) for group in (~at_endline, at_endline)]
    if any(count == 0 or exposure == 0 for count, exposure in sums):
        return _none("ratio", baseline, endline, "no adjournment or no time under observation at a timepoint")
    first, second = (float(count / exposure) for count, exposure in sums)
    residuals = counts - np.where(at_endline, second, first) * years
    deviations = residuals / np.where(at_endline, sums[1][0], -sums[0][0])
    error, quantile, method = clustered_error(deviations, baseline, endline)
    tested = permuted(
        lambda labels, pairs: studentised_log_ratio(counts, years, labels, pairs), baseline, endline,
        seed, resamples,
    )  # fmt: skip
    ratio = second / first
    low, high = (exp(log(ratio) + sign * quantile * error) for sign in (-1, 1))
    return Effect(
        first, second, ratio, low, high, tested.p_value, "ratio", method, tested.method,
        len(baseline), len(endline),
        minimum_detectable=exp(minimum_detectable(error)) if error > 0 else None,
    )  # fmt: skip


def mean_adjournments_difference(
    baseline: FollowedCases,
    endline: FollowedCases,
    horizon_days: float,
    seed: int,
    resamples: int = RESAMPLES,
) -> Effect:
    """Difference of the mean cumulative number of adjournments by ``horizon_days`` (Nelson's estimator).

    None where, on some day until then, no case of a timepoint was under observation.
    """
    parts = (baseline, endline)
    if _is_one_case(baseline, endline):
        return _none("difference", baseline, endline, ONE_CASE)
    if any(followed_to(part.entry_days, part.end_days) < horizon_days for part in parts):
        return _none("difference", baseline, endline, "no case of a timepoint was followed for that long")
    days, gained, at_risk = processes(parts, horizon_days)
    if not len(days):
        return _none("difference", baseline, endline, "no adjournment within the horizon")
    at_endline = is_endline(baseline, endline)
    means, influences = nelson_means(gained, at_risk, at_endline[np.newaxis, :])
    error, quantile, method = clustered_error(influences[0], baseline, endline)
    tested = permuted(
        lambda labels, pairs: studentised_nelson(gained, at_risk, labels, pairs), baseline, endline,
        seed, resamples,
    )  # fmt: skip
    values = float(means[0][0]), float(means[1][0])
    change = values[1] - values[0]
    low, high = change - quantile * error, change + quantile * error
    return Effect(
        *values, change, low, high, tested.p_value, "difference", method, tested.method,
        len(baseline), len(endline),
        minimum_detectable=minimum_detectable(error) if error > 0 else None,
    )  # fmt: skip


def conviction_share_difference(
    baseline_convicted: int, baseline_merits: int, endline_convicted: int, endline_merits: int
) -> Effect:
    """Difference of the share convicted (split verdicts included) of the cases decided on the merits."""
    units = (baseline_merits, endline_merits)
    if not all(units):
        return Effect(None, None, None, None, None, None, "difference", "none", "none", *units,
                      "no case decided on the merits at a timepoint")  # fmt: skip
    found = share_difference(baseline_convicted, baseline_merits, endline_convicted, endline_merits)
    tested = shares_tested(baseline_convicted, baseline_merits, endline_convicted, endline_merits)
    return Effect(
        found.baseline, found.endline, found.estimate, found.interval.low, found.interval.high,
        tested.p_value, "difference", found.interval.method, tested.method, *units, found.interval.note,
        _detectable_share(baseline_convicted / baseline_merits, *units),
    )  # fmt: skip


def _detectable_share(baseline: float, baseline_units: int, endline_units: int) -> float | None:
    """Least difference from the baseline's share; null where all or none were convicted then."""
    spread = sqrt(baseline * (1 - baseline))
    return minimum_detectable_difference(spread, baseline_units, endline_units) if spread > 0 else None


def _is_one_case(baseline: FollowedCases, endline: FollowedCases) -> bool:
    return len({*baseline.case_ids, *endline.case_ids}) == 1


def _none(scale: str, baseline: FollowedCases, endline: FollowedCases, reason: str) -> Effect:
    return Effect(
        None, None, None, None, None, None, scale, "none", "none", len(baseline), len(endline), reason
    )
