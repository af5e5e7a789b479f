"""Intervals of values over very many cases, from the units of a random sample of the cases.

The value, its denominators and its number of units are those of all cases; the sample only says how much
units differ. An error estimated from m units shrinks by the root of m / n for n of them. Every ``ci_method``
ends in ``_sampled``. With fewer than FEWEST_UNITS units in the sample there is no interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt

from pipeline.statistics.competing import cumulative_incidence, incidence_at
from pipeline.statistics.interval import NORMAL_QUANTILE, Interval, no_interval
from pipeline.statistics.intervals import with_interval
from pipeline.statistics.survival import SurvivalCurve, bands, kaplan_meier, restricted_mean
from transform.indicators.definitions import WITHOUT_UNITS
from transform.indicators.values import IndicatorValue

FEWEST_UNITS = 30
Numbers = npt.NDArray[np.float64]


def add_sampled_intervals(
    values: Iterable[IndicatorValue], sampled: Iterable[IndicatorValue], seed: int
) -> list[IndicatorValue]:
    """The rows with their intervals, and with what publication must know of their units (see resting_on).

    ``sampled`` are the same values over the sample, with its units; a row without one there gets no interval.
    """
    units = {_key(row): row for row in sampled}
    return [_with_interval(row, units.get(_key(row)), seed) for row in values]


def _key(row: IndicatorValue) -> tuple[str, ...]:
    return (row.study, row.timepoint, row.indicator_id, row.definition_id, row.district, row.population)


def _with_interval(row: IndicatorValue, sample: IndicatorValue | None, seed: int) -> IndicatorValue:
    if row.value is None or row.interval.startswith(WITHOUT_UNITS):
        return with_interval(row, seed)
    found = _sampled_interval(row, sample)
    if sample is not None:
        at_risk = sample.at_risk if row.at_risk is None else row.at_risk
        row = replace(row, at_risk=at_risk, top_two_share=sample.top_two_share)
    note = "; ".join(part for part in (row.note, found.note) if part) or None
    return replace(row, ci_low=found.low, ci_high=found.high, ci_method=found.method, note=note)


def _sampled_interval(row: IndicatorValue, sample: IndicatorValue | None) -> Interval:
    if sample is None or sample.value is None or len(sample.sample) < FEWEST_UNITS:
        return no_interval(f"fewer than {FEWEST_UNITS} units among the cases sampled for intervals")
    method = METHODS.get(row.interval)
    if method is None:
        return no_interval("not computed from sampled cases")
    found = method(row, sample)
    return replace(found, method=f"{found.method}_sampled") if found.low is not None else found


def _mean(row: IndicatorValue, sample: IndicatorValue) -> Interval:
    return _normal(row, float(np.array(sample.sample).std(ddof=1)) / sqrt(row.n))


def _ratio(row: IndicatorValue, sample: IndicatorValue) -> Interval:
    hits, weights = np.array(sample.sample), np.array(sample.sample_weight)
    deviations = hits - hits.sum() / weights.sum() * weights
    return _normal(row, float(deviations.std(ddof=1) / weights.mean()) / sqrt(row.n))


def _median(row: IndicatorValue, sample: IndicatorValue) -> Interval:
    """Order statistics: the ranks of all units, read off the sample and moved to the value of all."""
    ordered = np.sort(np.array(sample.sample))
    half = NORMAL_QUANTILE / (2 * sqrt(row.n))
    low, middle, high = np.quantile(ordered, (max(0.0, 0.5 - half), 0.5, min(1.0, 0.5 + half)))
    value = float(row.value or 0)
    return Interval(value + float(low - middle), value + float(high - middle), "order_statistics_95")


def _survival_median(row: IndicatorValue, sample: IndicatorValue) -> Interval:
    """The bands of the sample's curve, as narrow as those of all cases, moved to the value of all."""
    curve = _curve(sample)
    shrunk = replace(curve, greenwood=curve.greenwood * _shrinking(row, sample))
    low_band, high_band = bands(shrunk)
    lows, highs = (np.flatnonzero(band <= 0.5) for band in (low_band, high_band))
    if not lows.size or sample.value is None or row.value is None:
        return no_interval("the lower band never reaches one half")
    shift = row.value - sample.value
    high = float(curve.days[highs[0]]) + shift if highs.size else None
    return Interval(float(curve.days[lows[0]]) + shift, high, "km_loglog_95")


def _restricted_mean(row: IndicatorValue, sample: IndicatorValue) -> Interval:
    horizon = float(row.definition_id.rsplit("_", maxsplit=1)[1])
    error = restricted_mean(_curve(sample), horizon)[1] * sqrt(_shrinking(row, sample))
    found = _normal(row, error)
    if found.low is None or found.high is None:
        return found
    return Interval(max(0.0, found.low), min(horizon, found.high), "greenwood_95")


def _incidence(row: IndicatorValue, sample: IndicatorValue) -> Interval:
    days, entry = np.array(sample.sample), np.array(sample.sample_entry)
    curve = cumulative_incidence(days, np.array(sample.sample_weight), entry).get(1)
    found = incidence_at(curve, float(days.max())) if curve else None
    share = float(row.value or 0)
    if found is None or not 0 < share < 1 or found[1] <= 0:
        return no_interval("no variation")
    error = sqrt(found[1] * _shrinking(row, sample))
    factor = exp(NORMAL_QUANTILE * error / (share * abs(log(share))))
    return Interval(share**factor, share ** (1 / factor), "aalen_johansen_loglog_95")


def _robust_mean(row: IndicatorValue, sample: IndicatorValue) -> Interval:
    value = float(row.value or 0)
    squares = float((np.array(sample.sample) ** 2).sum())
    if value <= 0 or squares == 0:
        return no_interval("no variation")
    factor = exp(NORMAL_QUANTILE * sqrt(squares * _shrinking(row, sample)) / value)
    return Interval(value / factor, value * factor, "robust_log_95")


def _normal(row: IndicatorValue, error: float) -> Interval:
    if error == 0:
        return no_interval("no variation")
    value = float(row.value or 0)
    return Interval(value - NORMAL_QUANTILE * error, value + NORMAL_QUANTILE * error, "normal_95")


def _curve(sample: IndicatorValue) -> SurvivalCurve:
    entry = np.array(sample.sample_entry) if sample.sample_entry else None
    return kaplan_meier(np.array(sample.sample), np.array(sample.sample_weight), entry)


def _shrinking(row: IndicatorValue, sample: IndicatorValue) -> float:
    return len(sample.sample) / row.n


METHODS: Mapping[str, Callable[[IndicatorValue, IndicatorValue], Interval]] = {
    "bootstrap_mean": _mean,
    "bootstrap_median": _median,
    "bootstrap_ratio": _ratio,
    "km_median": _survival_median,
    "km_rmst": _restricted_mean,
    "robust_mean": _robust_mean,
    "aalen_johansen": _incidence,
}
