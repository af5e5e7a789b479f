"""Kaplan-Meier curve with delayed entry, and the intervals of its median and of its restricted mean."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from pipeline.statistics.interval import NORMAL_QUANTILE, Interval, no_interval

Numbers = npt.NDArray[np.float64]
TIE = 1e-9
OPEN_ENDED = "the upper end of the interval lies beyond the follow-up"


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """One element per day on which a case ended, in order.

    ``survival`` is the share of cases undecided after the day; ``greenwood`` the sum of d / (Y (Y - d)) up to
    and with it, infinite from the day on which the curve reaches zero.
    """

    days: Numbers
    survival: Numbers
    greenwood: Numbers


def kaplan_meier(days: Numbers, has_ended: Numbers, entry: Numbers | None = None) -> SurvivalCurve:
    """Curve of cases followed from ``entry`` (day 0 if not given) to ``days``, ended there or censored.

    A case is at risk on the day it enters and on the day it leaves.
    """
    entered = np.sort(np.zeros_like(days) if entry is None else entry)
    left = np.sort(days)
    event_days, ends = np.unique(days[has_ended > 0], return_counts=True)
    at_risk = np.searchsorted(entered, event_days, "right") - np.searchsorted(left, event_days, "left")
    with np.errstate(divide="ignore"):
        greenwood = np.cumsum(ends / (at_risk * (at_risk - ends)))
    return SurvivalCurve(event_days, np.cumprod(1 - ends / at_risk), greenwood)


def median_interval(days: Numbers, has_ended: Numbers, entry: Numbers | None = None) -> Interval:
    """Where the log(-log) bands of the curve cross one half; the upper end may be open."""
    if len(days) < 2:
        return no_interval("fewer than two cases")
    curve = kaplan_meier(days, has_ended, entry)
    low_band, high_band = bands(curve)
    low = _first_day(curve, low_band)
    high = _first_day(curve, high_band)
    if low is None:
        return no_interval("the lower band never reaches one half")
    return Interval(low, high, "km_loglog_95", None if high is not None else OPEN_ENDED)


def restricted_mean_interval(
    days: Numbers, has_ended: Numbers, horizon: float, entry: Numbers | None = None
) -> Interval:
    """Normal interval of the mean time within ``horizon``, with Greenwood's variance."""
    if len(days) < 2:
        return no_interval("fewer than two cases")
    curve = kaplan_meier(days, has_ended, entry)
    mean, standard_error = restricted_mean(curve, horizon)
    if standard_error == 0:
        return no_interval("no variation")
    half = NORMAL_QUANTILE * standard_error
    return Interval(max(0.0, mean - half), min(horizon, mean + half), "greenwood_95")


def restricted_mean(curve: SurvivalCurve, horizon: float) -> tuple[float, float]:
    """Area under the curve up to ``horizon``, in days, and its standard error."""
    within = curve.days < horizon
    edges = np.concatenate([[0.0], curve.days[within], [horizon]])
    heights = np.concatenate([[1.0], curve.survival[within]])
    areas = np.diff(edges) * heights
    beyond = areas[::-1].cumsum()[::-1][1:]
    steps = np.diff(curve.greenwood[within], prepend=0.0)
    counted = beyond > 0
    return float(areas.sum()), sqrt(float((beyond[counted] ** 2 * steps[counted]).sum()))


def restricted_mean_influences(
    days: Numbers, has_ended: Numbers, horizon: float, entry: Numbers | None = None
) -> Numbers:
    """Each case's influence on the restricted mean: its derivative by the case's weight.

    Without late entry the sum of squares is the square of Greenwood's error. It adds up over a case's records
    at two timepoints, which two separate errors can't.
    """
    entered = np.zeros_like(days) if entry is None else entry
    curve = kaplan_meier(days, has_ended, entered)
    event_days = curve.days[curve.days < horizon]
    edges = np.append(event_days, horizon)
    beyond = (np.diff(edges) * curve.survival[: len(event_days)])[::-1].cumsum()[::-1]
    on_risk = (entered[:, np.newaxis] <= event_days) & (event_days <= days[:, np.newaxis])
    ended = (days[:, np.newaxis] == event_days) & (has_ended[:, np.newaxis] > 0)
    at_risk, ends = on_risk.sum(axis=0), ended.sum(axis=0)
    remain = np.where(beyond > 0, at_risk - ends, 1)
    return np.asarray(
        ((on_risk * (ends / at_risk) - ended) * np.where(beyond > 0, beyond / remain, 0)).sum(1)
    )


def bands(curve: SurvivalCurve) -> tuple[Numbers, Numbers]:
    """Lower and upper log(-log) band on each day of the curve; both zero once the curve is."""
    low, high = np.zeros_like(curve.survival), np.zeros_like(curve.survival)
    inside = (curve.survival > 0) & (curve.survival < 1)
    survival = curve.survival[inside]
    factor = np.exp(NORMAL_QUANTILE * np.sqrt(curve.greenwood[inside]) / np.abs(np.log(survival)))
    low[inside], high[inside] = survival**factor, survival ** (1 / factor)
    return low, high


def survival_at(curve: SurvivalCurve, day: float) -> tuple[float, float, float]:
    """Share undecided after a day, and its log(-log) band; 1 before the first end."""
    position = int(np.searchsorted(curve.days, day, "right")) - 1
    if position < 0:
        return 1.0, 1.0, 1.0
    low, high = bands(curve)
    return float(curve.survival[position]), float(low[position]), float(high[position])


def _first_day(curve: SurvivalCurve, band: Numbers) -> float | None:
    reached = np.flatnonzero(band <= 0.5 + TIE)
    return float(curve.days[reached[0]]) if reached.size else None
