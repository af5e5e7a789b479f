"""Changes of a rate and of a mean cumulative count for many labellings at once, each over its standard error.

The permutation test needs the same statistic for thousands of ways of dealing out the timepoints: everything
here takes labels as rows (draws x records) and works on all of them in a few matrix products.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.statistics.permutation import (
    Labels,
    Numbers,
    Pairs,
    left_over,
    squares_by_case,
    studentised,
)


def studentised_log_ratio(counts: Numbers, years: Numbers, labels: Labels, pairs: Pairs) -> Numbers:
    """Studentised logarithm of the ratio of rates for each row of labels; 0 where a side has no count.

    From sums over the records of a side. A record's influence is (its count - rate x its years) / the side's
    count, with the side's sign; of a case with two records, theirs are added before squaring.
    """
    first, second = pairs.T
    # For each record of a pair: its count by its partner's years, and its years by its partner's count.
    crossed = np.zeros((2, len(counts)))
    crossed[:, first] = counts[first] * years[second], years[first] * counts[second]
    crossed[:, second] = counts[second] * years[first], years[second] * counts[first]
    columns = np.column_stack([counts, years, counts**2, counts * years, years**2, *crossed])
    sides = labels.astype(np.float64) @ columns
    count, exposure, *squares, count_by_years, years_by_count = sides.T
    other_count, other_exposure, *other_squares, _, _ = (columns.sum(axis=0) - sides).T
    both_counts = float((counts[first] * counts[second]).sum())
    both_years = float((years[first] * years[second]).sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        rate, other_rate = count / exposure, other_count / other_exposure
        estimate = np.log(rate) - np.log(other_rate)
        variance = _of_influences(rate, *squares) / count**2
        variance += _of_influences(other_rate, *other_squares) / other_count**2
        shared = both_counts - other_rate * count_by_years - rate * years_by_count
        covariance = (shared + rate * other_rate * both_years) / (count * other_count)
        found = studentised(estimate, np.sqrt(left_over(variance, 2 * covariance)))
    return np.where(np.isfinite(estimate), found, 0.0)


def _of_influences(rate: Numbers, counts: Numbers, products: Numbers, years: Numbers) -> Numbers:
    """Sum of squares of (count - rate x years), from the sums of the squares and of the products."""
    return left_over(counts, 2 * rate * products - rate**2 * years)


def counting_processes(
    adjournment_days: Sequence[Numbers], entry_days: Numbers, end_days: Numbers, horizon_days: float
) -> tuple[Numbers, Numbers, Numbers]:
    """Days with an adjournment up to the horizon; adjournments and being at risk, records x days."""
    events = [days[days <= horizon_days] for days in adjournment_days]
    days = np.unique(np.concatenate(events)) if events else np.array([])
    gained = np.zeros((len(events), len(days)))
    for record, its_days in enumerate(events):
        np.add.at(gained[record], np.searchsorted(days, its_days), 1.0)
    at_risk = (entry_days[:, np.newaxis] <= days) & (days <= end_days[:, np.newaxis])
    return days, gained * at_risk, at_risk.astype(np.float64)


def nelson_means(
    gained: Numbers, at_risk: Numbers, labels: Labels
) -> tuple[tuple[Numbers, Numbers], Numbers]:
    """Mean cumulative counts (baseline, endline) for each row of labels; the records' signed influences.

    A record's influence: the sum over days of (its adjournments - being at risk x increase of the mean) /
    cases at risk (Lawless and Nadeau 1995). A timepoint's mean is that of its own cases.
    """
    means = []
    influences = np.zeros(labels.shape)
    dealt = labels.astype(np.float64)
    at_endline = dealt @ at_risk, dealt @ gained
    at_baseline = at_risk.sum(axis=0) - at_endline[0], gained.sum(axis=0) - at_endline[1]
    for group, sign, (present, counted) in ((~labels, -1.0, at_baseline), (labels, 1.0, at_endline)):
        inverse = np.divide(1.0, present, out=np.zeros_like(present), where=present > 0)
        increase = counted * inverse
        means.append(np.asarray(increase.sum(axis=1)))
        influence = inverse @ gained.T - (increase * inverse) @ at_risk.T
        influences += np.where(group, sign * influence, 0.0)
    return (means[0], means[1]), influences


def studentised_nelson(gained: Numbers, at_risk: Numbers, labels: Labels, pairs: Pairs) -> Numbers:
    (first, second), influences = nelson_means(gained, at_risk, labels)
    return studentised(second - first, np.sqrt(squares_by_case(influences, pairs)))
