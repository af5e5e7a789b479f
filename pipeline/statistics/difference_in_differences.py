"""Difference in differences over districts and quarters: did the rate move more where the programme was?

All districts of the programme start on one day, so that the known bias of staggered starts does not arise.
With few districts standard errors mislead; the test deals the label "treated" to every choice of as many
districts and asks how rare the observed estimate is among them. Coefficients of quarters before the start
should be about 0 if both groups moved alike: their joint test is permuted the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb, floor

import numpy as np

from pipeline.statistics.interval import CONFIDENCE, Interval, no_interval
from pipeline.statistics.panel_regression import (
    Levels,
    Numbers,
    Panel,
    PanelError,
    Truths,
    event_columns,
    event_study,
    reference_period,
    two_way_fixed_effects,
)
from pipeline.statistics.resampling import RESAMPLES

MOST_ASSIGNMENTS = 20_000
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class DifferenceInDifferences:
    """``floor`` is the smallest p-value that so many assignments allow; without it a p-value misleads.

    ``coefficients`` are the event study's, by quarter from the programme's first; ``without_each`` the
    estimate with one treated district left out, null where that leaves nothing to estimate from.
    """

    estimate: float
    interval: Interval
    p_value: float
    assignments: int
    is_exhaustive: bool
    floor: float
    pre_trend_p_value: float | None
    coefficients: Mapping[int, float]
    without_each: Mapping[str, float | None]

    @property
    def test_method(self) -> str:
        return f"permutation_of_districts_{self.assignments}"


def difference_in_differences(
    panel: Panel, treated: Collection[str], first_period: int, seed: int
) -> DifferenceInDifferences:
    """Estimate, permutation test with the interval it gives, pre-trends, and each treated district left out.

    ``first_period`` is the first quarter of the programme. Raises ``PanelError`` where a group has no time
    under observation before or after it.
    """
    names = sorted(set(panel.districts))
    inside = [name for name in names if name in treated]
    two_way_fixed_effects(panel, inside, first_period)
    groups, is_exhaustive = _assignments(names, inside, seed)
    estimates, slopes = _estimates(panel, names, groups, first_period)
    return DifferenceInDifferences(
        estimate=float(estimates[0]),
        interval=_inverted(estimates, slopes),
        p_value=two_sided(estimates),
        assignments=len(groups),
        is_exhaustive=is_exhaustive,
        floor=min(1.0, 2 / len(groups)),
        pre_trend_p_value=_pre_trend(panel, names, groups, first_period),
        coefficients=event_study(panel, inside, first_period),
        without_each={name: _without(panel, name, inside, first_period) for name in inside},
    )


def two_sided(estimates: Numbers) -> float:
    """Twice the smaller tail in which the first of the estimates lies among all of them, itself included."""
    above = float((estimates >= estimates[0] - TIE).mean())
    below = float((estimates <= estimates[0] + TIE).mean())
    return min(1.0, 2 * min(above, below))


def _assignments(names: list[str], inside: list[str], seed: int) -> tuple[Truths, bool]:
    """Labels (assignments x districts), the observed first: all there are, or a sample if they are many."""
    observed = np.isin(names, inside)
    if comb(len(names), len(inside)) <= MOST_ASSIGNMENTS:
        rows = [np.isin(names, chosen) for chosen in combinations(names, len(inside))]
        others = [row for row in rows if not np.array_equal(row, observed)]
        return np.array([observed, *others]), True
    random = np.random.default_rng(seed)
    return np.array([observed, *(random.permutation(observed) for _ in range(RESAMPLES))]), False


def _estimates(panel: Panel, names: list[str], groups: Truths, first_period: int) -> tuple[Numbers, Numbers]:
    """The estimate under each assignment, and how much of an effect of the observed one it would show."""
    levels = Levels(panel)
    columns = _labels(panel, names, groups) & (panel.periods >= first_period)[:, np.newaxis]
    residuals = levels.residual(columns.astype(np.float64))
    size = (residuals**2).sum(axis=0)
    kept = size > TIE
    residuals, size = residuals[:, kept], size[kept]
    return residuals.T @ levels.outcome / size, residuals.T @ residuals[:, 0] / size


def _labels(panel: Panel, names: list[str], groups: Truths) -> Truths:
    """Whether each cell is of a treated district, for each assignment (cells x assignments)."""
    place = {name: at for at, name in enumerate(names)}
    return np.asarray(groups[:, [place[name] for name in panel.districts]].T)


def _inverted(estimates: Numbers, slopes: Numbers) -> Interval:
    """Effects that the test would not reject: for each, the outcome is freed of it and the labels dealt anew.

    An assignment's estimate then is its own less slope x effect, so the effect from which on it lies above
    the observed one is known, and the interval's ends are two of these in order.
    """
    if np.any(slopes[1:] > 1 - TIE):
        return no_interval("the districts are observed too unequally")
    turning = np.sort((estimates[0] - estimates[1:]) / (1 - slopes[1:]))
    least = floor((1 - CONFIDENCE) / 2 * len(estimates))
    if least == 0:
        return no_interval(f"{len(estimates)} assignments of districts are too few")
    low, high = turning[least - 1], turning[len(turning) - least]
    return Interval(float(low), float(high), f"permutation_of_districts_95_{len(estimates)}")


def _pre_trend(panel: Panel, names: list[str], groups: Truths, first_period: int) -> float | None:
    """Share of assignments whose quarters before the start differ at least as much; None with one quarter."""
    before = panel.chosen(panel.periods < first_period)
    if len(np.unique(before.periods)) < 2:
        return None
    levels, labels = Levels(before), _labels(before, names, groups)
    explained = np.array([_explained(levels, before, own, first_period) for own in labels.T])
    return float((explained >= explained[0] - TIE).mean())


def _explained(levels: Levels, before: Panel, own: Truths, first_period: int) -> float:
    """Sum of squares that the two groups' different paths before the start explain."""
    try:
        reference = reference_period(before, own, first_period)
    except PanelError:
        return 0.0
    _, columns = event_columns(levels, before.periods, own, reference)
    found = np.linalg.lstsq(columns, levels.outcome, rcond=None)[0]
    return float(((columns @ found) ** 2).sum())


def _without(panel: Panel, name: str, inside: list[str], first_period: int) -> float | None:
    try:
        return two_way_fixed_effects(panel.without(name), inside, first_period)
    except PanelError:
        return None
