"""Share of cases ended in each way by each day of their clock, when one way rules out the others.

Aalen and Johansen's estimator: the incidence of a cause rises on day u by S(u-) d(u) / Y(u), where S is the
Kaplan-Meier curve of ending in any way, d(u) the cases ended so on that day, Y(u) those at risk. One minus
the Kaplan-Meier curve of one cause alone overstates it: it takes cases ended otherwise for cases still open.

A case is at risk on the day it enters and on the day it ends; an end comes before a censoring of that day.
Ends of several causes on one day share its risk set (as in statsmodels; lifelines shifts such ties apart at
random instead). Libraries take a case in after the day of its entry, this project on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt

from pipeline.statistics.interval import NORMAL_QUANTILE, Interval, no_interval
from pipeline.statistics.mean_cumulative import followed_to

Numbers = npt.NDArray[np.float64]
CENSORED = 0


@dataclass(frozen=True, slots=True)
class IncidenceCurve:
    """One element per day on which any case ended, in order; 0 before the first.

    ``variance`` is the delta method's, from the binomial variation of the ends on each day (Greenwood's for
    one cause; Marubini and Valsecchi 1995). ``followed_to`` is the last day up to which, from day 0, some
    case was under observation on every day; beyond it the curve says nothing about a case seen from day 0.
    """

    days: Numbers
    incidence: Numbers
    variance: Numbers
    followed_to: float


def cumulative_incidence(
    days: Numbers, cause: npt.ArrayLike, entry: Numbers | None = None
) -> Mapping[int, IncidenceCurve]:
    """Curve of every cause met; ``cause`` is a whole number for each case, 0 for one still open at ``days``.

    Raises ``ValueError`` if lengths differ or a case ends before it enters.
    """
    causes = np.asarray(cause, dtype=np.int64)
    entered = np.zeros_like(days, dtype=np.float64) if entry is None else entry
    if not len(days) == len(causes) == len(entered):
        raise ValueError("every argument must have one element per case")
    if np.any(days < entered):
        raise ValueError("a case ends before it enters")
    event_days, ends = np.unique(days[causes != CENSORED], return_counts=True)
    at_risk = _at_risk(event_days, entered, days)
    before = np.concatenate([[1.0], np.cumprod(1 - ends / at_risk)])[: len(event_days)]
    found = {}
    for code in sorted(set(causes.tolist()) - {CENSORED}):
        own = _counted(days[causes == code], event_days)
        incidence = np.cumsum(before * own / at_risk)
        variance = _variance(incidence, before, own, ends.astype(np.float64), at_risk)
        found[code] = IncidenceCurve(event_days, incidence, variance, followed_to(entered, days))
    return found


def incidence_at(curve: IncidenceCurve, day: float) -> tuple[float, float] | None:
    """Incidence and variance by a day; None where on some day until then no case was under observation."""
    if day > curve.followed_to:
        return None
    position = int(np.searchsorted(curve.days, day, "right")) - 1
    if position < 0:
        return 0.0, 0.0
    return float(curve.incidence[position]), float(curve.variance[position])


def incidence_interval(
    days: Numbers, cause: npt.ArrayLike, horizon: float, entry: Numbers | None = None, of_cause: int = 1
) -> Interval:
    """Interval of the incidence of ``of_cause`` by ``horizon``, on log(-log): it stays within 0 and 1."""
    if len(days) < 2:
        return no_interval("fewer than two cases")
    curve = cumulative_incidence(days, cause, entry).get(of_cause)
    found = incidence_at(curve, horizon) if curve else None
    if found is None or not 0 < found[0] < 1 or found[1] <= 0:
        return no_interval("no variation")
    share, variance = found
    factor = exp(NORMAL_QUANTILE * sqrt(variance) / (share * abs(log(share))))
    return Interval(share**factor, share ** (1 / factor), "aalen_johansen_loglog_95")


def _at_risk(event_days: Numbers, entered: Numbers, left: Numbers) -> Numbers:
    inside = np.searchsorted(np.sort(entered), event_days, "right")
    gone = np.searchsorted(np.sort(left), event_days, "left")
    return (inside - gone).astype(np.float64)


def _counted(happened: Numbers, event_days: Numbers) -> Numbers:
    positions = np.searchsorted(event_days, happened)
    return np.bincount(positions, minlength=len(event_days)).astype(np.float64)


def _variance(incidence: Numbers, before: Numbers, own: Numbers, ends: Numbers, at_risk: Numbers) -> Numbers:
    """Sum over days u up to t, with F the incidence and Y the cases at risk.

    (F(t) - F(u))^2 d / (Y (Y - d)) + S(u-)^2 d1 (Y - d1) / Y^3 - 2 (F(t) - F(u)) S(u-) d1 / Y^2, where d
    counts all ends of the day and d1 those of the cause. Where no case remains the first term is left out.
    """
    remain = at_risk - ends
    of_all = np.where(remain > 0, ends / (at_risk * np.where(remain > 0, remain, 1.0)), 0.0)
    of_own = before**2 * own * (at_risk - own) / at_risk**3
    both = before * own / at_risk**2
    squares = incidence**2 * np.cumsum(of_all) - 2 * incidence * np.cumsum(incidence * of_all)
    squares += np.cumsum(incidence**2 * of_all)
    crossed = incidence * np.cumsum(both) - np.cumsum(incidence * both)
    return np.asarray(np.maximum(squares + np.cumsum(of_own) - 2 * crossed, 0.0))
