"""Difference of two mean cumulative counts at one age, with an interval from drawing whole cases again.

A case brings all its adjournments, its entry and its end; one seen at both timepoints brings both records, so
that what makes them alike is part of the interval. Cases of the baseline alone, of the endline alone and of
both are drawn separately, as many as there are.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.statistics.differences import Difference
from pipeline.statistics.interval import CONFIDENCE, Interval, no_interval
from pipeline.statistics.mean_cumulative import RecurrentCurve, mean_cumulative_function, value_at
from pipeline.statistics.resampling import CELLS_AT_ONCE, RESAMPLES

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RecurrentSample:
    """The cases of one timepoint, one element per case in every field; see ``mean_cumulative_function``."""

    case_ids: Sequence[Hashable]
    event_days: Sequence[Numbers]
    end_days: Numbers
    entry_days: Numbers | None = None
    has_terminal: Numbers | None = None


def mean_cumulative_difference(
    baseline: RecurrentSample,
    endline: RecurrentSample,
    day: float,
    seed: int,
    resamples: int = RESAMPLES,
) -> Difference | None:
    """Endline less baseline on ``day``, Ghosh and Lin's where ``has_terminal`` is given, else Nelson's.

    None where at some age up to ``day`` no case of a timepoint was under observation.
    """
    found = [value_at(_curve(sample), day) for sample in (baseline, endline)]
    if found[0] is None or found[1] is None:
        return None
    values = found[0][0], found[1][0]
    interval = _drawn_again(baseline, endline, day, seed, resamples)
    return Difference(*values, values[1] - values[0], interval)


def _curve(sample: RecurrentSample) -> RecurrentCurve:
    return mean_cumulative_function(
        sample.event_days, sample.end_days, sample.entry_days, sample.has_terminal
    )


def _drawn_again(
    baseline: RecurrentSample, endline: RecurrentSample, day: float, seed: int, resamples: int
) -> Interval:
    groups = _groups(baseline.case_ids, endline.case_ids)
    if min(len(baseline.case_ids), len(endline.case_ids)) < 2:
        return no_interval("fewer than two cases at a timepoint")
    names = [case for group in groups for case in group]
    place = {case: at for at, case in enumerate(names)}
    sides = [
        (_Weighted(sample, day), np.array([place[case] for case in sample.case_ids], dtype=np.intp))
        for sample in (baseline, endline)
    ]
    random = np.random.default_rng(seed)
    drawn = []
    portion = max(1, CELLS_AT_ONCE // (len(names) + max(len(side.days) for side, _ in sides) + 1))
    for start in range(0, resamples, portion):
        weights = _weights(random, groups, min(portion, resamples - start))
        first, second = (side.values(weights[:, members]) for side, members in sides)
        drawn.append(second - first)
    return _percentiles(np.concatenate(drawn), f"case_bootstrap_95_{resamples}")


def _groups(baseline: Sequence[Hashable], endline: Sequence[Hashable]) -> list[list[Hashable]]:
    later = set(endline)
    earlier = set(baseline)
    return [
        [case for case in baseline if case not in later],
        [case for case in baseline if case in later],
        [case for case in endline if case not in earlier],
    ]


def _weights(random: np.random.Generator, groups: list[list[Hashable]], draws: int) -> Numbers:
    """How often each case is drawn (draws x cases)."""
    parts = [
        random.multinomial(len(group), np.full(len(group), 1 / len(group)), size=draws)
        for group in groups
        if group
    ]
    return np.hstack(parts).astype(np.float64)


class _Weighted:
    """The estimate on a day for any weights of the cases, as products with sparse matrices."""

    def __init__(self, sample: RecurrentSample, day: float) -> None:
        entry = np.zeros_like(sample.end_days) if sample.entry_days is None else sample.entry_days
        seen = [
            days[(start <= days) & (days <= min(day, end))]
            for days, start, end in zip(sample.event_days, entry, sample.end_days, strict=True)
        ]
        happened = np.concatenate(seen)
        terminal = np.zeros_like(sample.end_days) if sample.has_terminal is None else sample.has_terminal
        disposed = np.flatnonzero((terminal > 0) & (sample.end_days <= day))
        self.days = np.unique(np.concatenate([happened, sample.end_days[disposed]]))
        every = np.arange(len(entry))
        self._events = self._placed(np.repeat(every, [len(days) for days in seen]), happened, every)
        self._disposals = self._placed(disposed, sample.end_days[disposed], every)
        self._entered = self._placed(every, entry, every)
        self._left = self._placed(every, np.nextafter(sample.end_days, np.inf), every)

    def _placed(self, cases: npt.NDArray[np.intp], days: Numbers, every: npt.NDArray[np.intp]) -> Any:
        """1 where a case meets the first of the estimate's days from its own on (cases x days and one)."""
        from scipy.sparse import csr_matrix

        columns = np.searchsorted(self.days, days, "left")
        return csr_matrix((np.ones(len(days)), (cases, columns)), shape=(len(every), len(self.days) + 1))

    def values(self, weights: Numbers) -> Numbers:
        """One value for each row of weights; a day on which nobody is at risk adds nothing."""
        at_risk = np.cumsum(weights @ (self._entered - self._left), axis=1)
        inverse = np.divide(1.0, at_risk, out=np.zeros_like(at_risk), where=at_risk > 0.5)
        remaining = np.cumprod(1 - (weights @ self._disposals) * inverse, axis=1)
        before = np.hstack([np.ones((len(weights), 1)), remaining[:, :-1]])
        return np.asarray((before * (weights @ self._events) * inverse).sum(axis=1))


def _percentiles(drawn: Numbers, method: str) -> Interval:
    if np.ptp(drawn) == 0:
        return no_interval("no variation")
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return Interval(float(low), float(high), method)
