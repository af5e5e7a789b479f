"""Rates by district and quarter: two-way fixed effects and an event study, by weighted least squares."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
EMPTY = 1e-8


class PanelError(Exception):
    """A panel from which the estimate asked for can't be computed: says why."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One element per district and quarter with time under observation, in every field.

    ``weights`` are the case-years behind each rate; ``adjusters`` has one column per adjuster of the case mix
    (0 columns for none). ``periods`` count quarters from any start.
    """

    districts: tuple[str, ...]
    periods: npt.NDArray[np.int64]
    rates: Numbers
    weights: Numbers
    adjusters: Numbers

    def without(self, district: str) -> Panel:
        """The panel without one district."""
        return self.chosen(np.array([name != district for name in self.districts]))

    def chosen(self, kept: Truths) -> Panel:
        """Those of the cells."""
        names = tuple(name for name, keep in zip(self.districts, kept, strict=True) if keep)
        return Panel(names, self.periods[kept], self.rates[kept], self.weights[kept], self.adjusters[kept])


class Levels:
    """Takes the levels of districts and quarters, and the adjusters, out of a column; weights applied.

    What is left of two columns regressed on each other gives their coefficient in the whole model (Frisch,
    Waugh and Lovell).
    """

    def __init__(self, panel: Panel) -> None:
        self._root = np.sqrt(panel.weights)
        names = sorted(set(panel.districts))
        own = np.array([[name == other for other in names] for name in panel.districts], dtype=np.float64)
        quarters = (panel.periods[:, np.newaxis] == np.unique(panel.periods)).astype(np.float64)
        columns = np.hstack([own, quarters, panel.adjusters]) * self._root[:, np.newaxis]
        left, size, _ = np.linalg.svd(columns, full_matrices=False)
        self._basis = left[:, size > size[0] * 1e-10]
        self.outcome = self.residual(panel.rates)

    def residual(self, column: Numbers) -> Numbers:
        """What the levels leave of a column (cells) or of several (cells x columns)."""
        scaled = (column.T * self._root).T
        return np.asarray(scaled - self._basis @ (self._basis.T @ scaled))


def two_way_fixed_effects(panel: Panel, treated: Collection[str], first_period: int) -> float:
    """What the treated districts' rate changed beyond the others' from ``first_period`` on."""
    refuse_one_sided(panel, treated, first_period)
    levels = Levels(panel)
    column = is_treated(panel, treated) & (panel.periods >= first_period)
    residual = levels.residual(column.astype(np.float64))
    return float(residual @ levels.outcome / (residual @ residual))


def event_study(panel: Panel, treated: Collection[str], first_period: int) -> Mapping[int, float]:
    """Coefficient of each quarter, counted from the programme's first (0), against the last one before it.

    That one has no coefficient, nor has a quarter in which one group has no time under observation.
    """
    refuse_one_sided(panel, treated, first_period)
    levels, own = Levels(panel), is_treated(panel, treated)
    reference = reference_period(panel, own, first_period)
    steps, columns = event_columns(levels, panel.periods, own, reference)
    found = np.linalg.lstsq(columns, levels.outcome, rcond=None)[0]
    return {int(step) - first_period: float(value) for step, value in zip(steps, found, strict=True)}


def is_treated(panel: Panel, treated: Collection[str]) -> Truths:
    """Whether each cell is of a treated district."""
    return np.isin(panel.districts, list(treated))


def reference_period(panel: Panel, own: Truths, first_period: int) -> int:
    """The last quarter before the start in which both groups have time under observation."""
    both = set(panel.periods[own].tolist()) & set(panel.periods[~own].tolist())
    before = [period for period in both if period < first_period]
    if not before:
        raise PanelError("no quarter before the programme's start in which both groups were observed")
    return int(max(before))


def event_columns(
    levels: Levels, periods: npt.NDArray[np.int64], own: Truths, reference: int
) -> tuple[Sequence[int], Numbers]:
    """Quarters that can have a coefficient, and what the levels leave of their columns."""
    steps = [period for period in np.unique(periods).tolist() if period != reference]
    indicators = [(own & (periods == period)).astype(np.float64) for period in steps]
    columns = levels.residual(np.array(indicators).reshape(len(steps), len(periods)).T)
    kept = np.linalg.norm(columns, axis=0) > EMPTY
    return [step for step, keep in zip(steps, kept, strict=True) if keep], columns[:, kept]


def refuse_one_sided(panel: Panel, treated: Collection[str], first_period: int) -> None:
    """Raise ``PanelError`` where a group is empty before or after the programme's start."""
    own = is_treated(panel, treated)
    for side, when in ((panel.periods < first_period, "before"), (panel.periods >= first_period, "after")):
        for group, name in ((own, "districts of the programme"), (~own, "comparison districts")):
            if not (side & group).any():
                raise PanelError(f"the {name} have no time under observation {when} the programme's start")
