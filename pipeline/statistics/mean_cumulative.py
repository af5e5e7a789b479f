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

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.statistics.influence import influences
from pipeline.statistics.recurrent_events import Numbers, increments_of, recurrent_events


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
    records = recurrent_events(event_days, end_days, entry_days, has_terminal, cases)
    days, increase, increments, _ = increments_of(records)
    variance = np.zeros_like(increase)
    for influence in influences(records, days):
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
    records = recurrent_events(event_days, end_days, entry_days, has_terminal, cases)
    days = increments_of(records)[0]
    position = int(np.searchsorted(days, day, "right")) - 1
    found = [part[:, position] for part in influences(records, days)] if position >= 0 else []
    return np.concatenate(found) if found else np.zeros(records.case_count)
