"""Mean number of adjournments a case has had by each day of its clock, with its variance.

Two estimators. Nelson's is the sum over days of d(u) / Y(u): adjournments on the day over cases at risk on
it; it says what a case would have had if no case ended before. Ghosh and Lin's is the integral of
S(u-) dR(u): the same increments, each counted only for the share S(u-) of cases undecided until then (Kaplan
and Meier), as a case disposed of has no further adjournments (Cook and Lawless 1997; Ghosh and Lin 2000).

Who is at risk: a case counts on the day it enters and on the day it ends, so adjournments come before
disposals of the same day. Libraries agree on the end (an event precedes a censoring of that day) but not on
the entry: lifelines and statsmodels take a case in after the day of its entry, which equals entering half a
day earlier here. Ties are not smoothed (Nelson 1995); the sum 1/Y + 1/(Y-1) + ... of Fleming and Harrington
is the default of lifelines.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.statistics.resampling import CELLS_AT_ONCE

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RecurrentCurve:
    """One element per day on which an observed case was adjourned, in order; the curve is 0 before the first.

    ``variance`` is robust to the adjournments of one case being alike: the sum of squares of the cases'
    influences. ``followed_to`` is the last day up to which, from day 0, some case was under observation on
    every day; -1 where none was on day 0. Beyond it the curve says nothing about a case followed from day 0.
    """

    days: Numbers
    value: Numbers
    variance: Numbers
    followed_to: float


def mean_cumulative_function(
    event_days: Sequence[Numbers],
    end_days: Numbers,
    entry_days: Numbers | None = None,
    has_terminal: Numbers | None = None,
    cases: Sequence[Hashable] | None = None,
) -> RecurrentCurve:
    """Nelson's mean cumulative function, or Ghosh and Lin's where ``has_terminal`` is given.

    One element per record in every argument: the days of its adjournments (any order, repeats allowed; those
    outside its observation don't count), the day it ends, the day it enters (0 if not given), whether it ends
    in a disposal (1) or unfinished (0). ``cases`` names the case of each record where one case has several
    (spans of observation that don't overlap); without it each record is a case.

    Raises ``ValueError`` if lengths differ or a record ends before it enters.
    """
    records = _records(event_days, end_days, entry_days, has_terminal, cases)
    days, increase, increments, _ = _increments(records)
    variance = np.zeros_like(increase)
    for influence in _influences(records, days):
        variance += (influence**2).sum(axis=0)
    shown = increments > 0
    return RecurrentCurve(
        days[shown],
        np.cumsum(increase)[shown],
        variance[shown],
        followed_to(records.entry, records.end),
    )


def value_at(curve: RecurrentCurve, day: float) -> tuple[float, float] | None:
    """Value and variance on a day; None where on some day until then no case was under observation."""
    if day > curve.followed_to:
        return None
    position = int(np.searchsorted(curve.days, day, "right")) - 1
    if position < 0:
        return 0.0, 0.0
    return float(curve.value[position]), float(curve.variance[position])


def followed_to(entry_days: Numbers, end_days: Numbers) -> float:
    """Last day up to which, from day 0, some case was under observation on every day; -1 where none was."""
    order = np.argsort(entry_days, kind="stable")
    reached = np.maximum.accumulate(np.concatenate([[-1.0], end_days[order]]))
    gaps = np.flatnonzero(entry_days[order] > reached[:-1] + 1)
    return float(reached[gaps[0]] if len(gaps) else reached[-1])


def influences_at(
    day: float,
    event_days: Sequence[Numbers],
    end_days: Numbers,
    entry_days: Numbers | None = None,
    has_terminal: Numbers | None = None,
    cases: Sequence[Hashable] | None = None,
) -> Numbers:
    """Each case's influence on the value on ``day``: its derivative by the case's weight.

    In the order in which the cases first occur. The sum of squares is the variance at that day.
    """
    records = _records(event_days, end_days, entry_days, has_terminal, cases)
    days = _increments(records)[0]
    position = int(np.searchsorted(days, day, "right")) - 1
    found = [part[:, position] for part in _influences(records, days)] if position >= 0 else []
    return np.concatenate(found) if found else np.zeros(records.case_count)


@dataclass(frozen=True, slots=True)
class _Records:
    """Records sorted by case; ``first`` is the position of each case's first record."""

    events: tuple[Numbers, ...]
    entry: Numbers
    end: Numbers
    terminal: Numbers | None
    first: npt.NDArray[np.intp]

    @property
    def case_count(self) -> int:
        return len(self.first)


def _records(
    event_days: Sequence[Numbers],
    end_days: Numbers,
    entry_days: Numbers | None,
    has_terminal: Numbers | None,
    cases: Sequence[Hashable] | None,
) -> _Records:
    entry = np.zeros_like(end_days, dtype=np.float64) if entry_days is None else entry_days
    named = tuple(range(len(end_days))) if cases is None else tuple(cases)
    lengths = {len(event_days), len(end_days), len(entry), len(named)}
    if len(lengths) > 1 or (has_terminal is not None and len(has_terminal) != len(end_days)):
        raise ValueError("every argument must have one element per record")
    if np.any(end_days < entry):
        raise ValueError("a record ends before it enters")
    numbers = {case: number for number, case in enumerate(dict.fromkeys(named))}
    belongs = np.array([numbers[case] for case in named], dtype=np.intp)
    order = np.argsort(belongs, kind="stable")
    return _Records(
        tuple(_within(event_days[at], entry[at], end_days[at]) for at in order),
        entry[order],
        end_days[order],
        None if has_terminal is None else has_terminal[order],
        np.flatnonzero(np.diff(belongs[order], prepend=-1)),
    )


def _within(days: Numbers, entry: float, end: float) -> Numbers:
    found = np.asarray(days, dtype=np.float64)
    return found[(found >= entry) & (found <= end)]


def _increments(records: _Records) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Days with an adjournment or a disposal; increase of the mean, adjournments, and S(u-) on each."""
    happened = np.concatenate(records.events) if records.events else np.array([])
    ended = np.array([]) if records.terminal is None else records.end[records.terminal > 0]
    days = np.unique(np.concatenate([happened, ended]))
    adjourned = _count(happened, days)
    at_risk = _at_risk(records, days)
    remaining = np.ones(len(days))
    if len(days):
        remaining[1:] = np.cumprod(1 - _count(ended, days) / at_risk)[:-1]
    return days, remaining * adjourned / at_risk, adjourned, remaining


def _count(happened: Numbers, days: Numbers) -> Numbers:
    positions = np.searchsorted(days, happened)
    return np.bincount(positions, minlength=len(days)).astype(np.float64)


def _at_risk(records: _Records, days: Numbers) -> Numbers:
    """Never 0: on each of these days a case was adjourned or ended while under observation."""
    entered = np.searchsorted(np.sort(records.entry), days, "right")
    left = np.searchsorted(np.sort(records.end), days, "left")
    return (entered - left).astype(np.float64)


def _influences(records: _Records, days: Numbers) -> Iterator[Numbers]:
    """Influence of every case on the value on every day (cases x days), a portion of the cases at a time.

    On day u a record adds S(u-) (dN - Y dR) / Y(u), and, through its effect on the survival before u, the
    increase dM(u) times minus the sum over earlier disposals of (its disposal - being at risk x hazard) /
    (cases at risk that remain): Lawless and Nadeau 1995 without, Ghosh and Lin 2000 with disposals.
    """
    _, increase, _, remaining = _increments(records)
    portion = max(1, CELLS_AT_ONCE // max(1, len(days)))
    for start in range(0, records.case_count, portion):
        bounds = np.append(records.first, len(records.end))[start : start + portion + 1]
        part = range(int(bounds[0]), int(bounds[-1]))
        on_risk = np.array([(records.entry[at] <= days) & (days <= records.end[at]) for at in part])
        gained = np.array([_count(records.events[at], days) for at in part])
        change = remaining * gained - on_risk * increase
        change /= _at_risk(records, days)
        if records.terminal is not None:
            change -= increase * _survival_influence(records, days, part, on_risk)
        yield np.add.reduceat(np.cumsum(change, axis=1), bounds[:-1] - bounds[0], axis=0)


def _survival_influence(
    records: _Records, days: Numbers, part: range, on_risk: npt.NDArray[np.bool_]
) -> Numbers:
    """Minus the relative influence of each record on the survival before each day."""
    assert records.terminal is not None
    at_risk = _at_risk(records, days)
    disposals = _count(records.end[records.terminal > 0], days)
    left = at_risk - disposals
    own = np.array([records.terminal[at] * (days == records.end[at]) for at in part])
    # Where every case at risk is disposed of, survival is 0 from then on whatever the weights.
    change = np.where(left > 0, own - on_risk * disposals / at_risk, 0.0) / np.where(left > 0, left, 1.0)
    before = np.zeros_like(change)
    before[:, 1:] = np.cumsum(change, axis=1)[:, :-1]
    return before
