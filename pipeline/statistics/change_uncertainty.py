"""How sure a change between followed cases is: its standard error, and its permutation test."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from math import sqrt

import numpy as np

from pipeline.statistics.differences import COURTS_ENOUGH
from pipeline.statistics.followed_cases import FollowedCases
from pipeline.statistics.interval import CONFIDENCE
from pipeline.statistics.permutation import (
    Labels,
    Numbers,
    Pairs,
    Tested,
    permutation_test,
    positions_of_pairs,
    records_of,
)


def clustered_error(
    signed_influences: Numbers, baseline: FollowedCases, endline: FollowedCases
) -> tuple[float, float, str]:
    """Standard error of the change, Student's quantile for the number of clusters, and the method's name.

    A cluster is a court where both timepoints have eight or more, else a case; the sum of squares is scaled
    by G / (G - 1) for G clusters, of which there must be two.
    """
    from scipy.stats import t

    by_court = min(len(set(part.courts)) for part in (baseline, endline)) >= COURTS_ENOUGH
    clusters = (*baseline.courts, *endline.courts) if by_court else (*baseline.case_ids, *endline.case_ids)
    groups = len(set(clusters))
    error = sqrt(_squares_by_cluster(signed_influences, clusters) * groups / (groups - 1))
    quantile = float(t.ppf(0.5 + CONFIDENCE / 2, groups - 1))
    return error, quantile, f"robust_by_{'court' if by_court else 'case'}_95"


def _squares_by_cluster(influences: Numbers, clusters: Sequence[Hashable]) -> float:
    """Sum over clusters of the squared sum of their members' influences."""
    position = {cluster: number for number, cluster in enumerate(dict.fromkeys(clusters))}
    sums = np.bincount([position[cluster] for cluster in clusters], influences)
    return float((sums**2).sum())


def permuted(
    statistic: Callable[[Labels, Pairs], Numbers],
    baseline: FollowedCases,
    endline: FollowedCases,
    seed: int,
    resamples: int,
) -> Tested:
    """Two-sided test of a statistic of labels and pairs; timepoints are permuted within a district."""
    records = records_of(
        len(baseline), len(endline),
        (*baseline.districts, *endline.districts), (*baseline.case_ids, *endline.case_ids),
    )  # fmt: skip
    pairs = positions_of_pairs(records.cases)
    return permutation_test(lambda labels: statistic(labels, pairs), records, seed, resamples)
