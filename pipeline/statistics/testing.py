"""Tests of a change between two timepoints, corrections for many tests, and the least change one can find."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np

from pipeline.statistics.permutation import (
    Labels,
    Numbers,
    Pairs,
    Tested,
    left_over,
    permutation_test,
    positions_of_pairs,
    records_of,
    studentised,
)
from pipeline.statistics.resampling import RESAMPLES

POWER = 0.80
LEVEL = 0.05
BOSCHLOO_UP_TO = 200


def permutation_of_means(
    baseline: Numbers,
    endline: Numbers,
    seed: int,
    strata: Sequence[Hashable] | None = None,
    cases: Sequence[Hashable] | None = None,
    resamples: int = RESAMPLES,
) -> Tested:
    """Studentised permutation test of a difference of two means (Janssen 1997; Chung and Romano 2013).

    Welch's statistic, so that it also holds when the two timepoints vary differently. ``strata`` (districts)
    and ``cases`` name the records of both timepoints, baseline first; labels are exchanged within a stratum.
    Raises ``ValueError`` for fewer than two records at a timepoint.
    """
    if min(len(baseline), len(endline)) < 2:
        raise ValueError("a timepoint needs two records at least")
    records = records_of(len(baseline), len(endline), strata, cases)
    values = np.concatenate([baseline, endline])
    pairs = positions_of_pairs(records.cases)
    return permutation_test(lambda labels: _welch(values, labels, pairs), records, seed, resamples)


def boschloo(baseline_hits: int, baseline_units: int, endline_hits: int, endline_units: int) -> Tested:
    """Boschloo's exact test of two shares: keeps its level like Fisher's and is never less powerful."""
    from scipy.stats import boschloo_exact

    table = [
        [endline_hits, baseline_hits],
        [endline_units - endline_hits, baseline_units - baseline_hits],
    ]
    if baseline_units == 0 or endline_units == 0:
        raise ValueError("a share of no units can't be tested")
    if endline_hits + baseline_hits in (0, baseline_units + endline_units):
        return Tested(1.0, 1.0, "boschloo")
    found = boschloo_exact(table)
    return Tested(float(found.statistic), min(1.0, float(found.pvalue)), "boschloo")


def shares_tested(baseline_hits: int, baseline_units: int, endline_hits: int, endline_units: int) -> Tested:
    """Boschloo's test, or Fisher's where a share has more units than ``BOSCHLOO_UP_TO``.

    Both keep their level. Boschloo's takes seconds for many hundred units, and gains next to nothing there.
    """
    from scipy.stats import fisher_exact

    if max(baseline_units, endline_units) <= BOSCHLOO_UP_TO or min(baseline_units, endline_units) == 0:
        return boschloo(baseline_hits, baseline_units, endline_hits, endline_units)
    hits, units = (endline_hits, baseline_hits), (endline_units, baseline_units)
    found = fisher_exact([hits, [all_of - some for all_of, some in zip(units, hits, strict=True)]])
    return Tested(float(found.statistic), min(1.0, float(found.pvalue)), "fisher")


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values by Holm's step-down: no more than ``LEVEL`` of any false alarm among all."""
    order = np.argsort(p_values, kind="stable")
    adjusted = np.empty(len(p_values))
    reached = 0.0
    for rank, position in enumerate(order):
        reached = max(reached, min(1.0, (len(p_values) - rank) * p_values[position]))
        adjusted[position] = reached
    return [float(value) for value in adjusted]


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values by Benjamini and Hochberg: the share of false alarms among those called."""
    from scipy.stats import false_discovery_control

    if not p_values:
        return []
    return [float(value) for value in false_discovery_control(np.array(p_values), method="bh")]


def minimum_detectable_difference(
    standard_deviation: float,
    baseline_units: int,
    endline_units: int,
    power: float = POWER,
    level: float = LEVEL,
) -> float:
    """Smallest difference of two means that a two-sided test of this size finds with this power.

    Normal approximation: (z(1 - level/2) + z(power)) x sd x sqrt(1/n + 1/m). In the unit of the deviation.
    """
    error = standard_deviation * sqrt(1 / baseline_units + 1 / endline_units)
    return minimum_detectable(error, power, level)


def minimum_detectable(error: float, power: float = POWER, level: float = LEVEL) -> float:
    """Smallest change that a two-sided test finds with this power, from the standard error of the change."""
    normal = NormalDist()
    return (normal.inv_cdf(1 - level / 2) + normal.inv_cdf(power)) * error


def _welch(values: Numbers, labels: Labels, pairs: Pairs) -> Numbers:
    """Welch's statistic for each row of labels; two records of one case count as a dependent pair.

    All from sums over the records of a side, so that thousands of labellings are one matrix product. Values
    are taken from their rounded mean: sums of squares keep their digits, and of whole numbers all of them.
    """
    centred = values - np.round(values.mean())
    is_paired = np.zeros(len(values))
    is_paired[pairs.ravel()] = 1.0
    columns = np.column_stack([np.ones(len(values)), centred, centred**2, is_paired * centred])
    endline = labels.astype(np.float64) @ columns
    size, total, squares, paired = endline.T
    other_size, other_total, other_squares, other_paired = (columns.sum(axis=0) - endline).T
    mean, other_mean = total / size, other_total / other_size
    products = float((centred[pairs[:, 0]] * centred[pairs[:, 1]]).sum())
    covariance = products - other_mean * paired - mean * other_paired + len(pairs) * mean * other_mean
    error, other_error = size * (size - 1), other_size * (other_size - 1)
    variance = (
        left_over(squares, total * mean) / error
        + left_over(other_squares, other_total * other_mean) / other_error
    )
    dependent = left_over(variance, 2 * covariance / np.sqrt(error * other_error))
    return studentised(mean - other_mean, np.sqrt(dependent))
