"""Adds to each indicator value the interval its definition asks for, or the reason for none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from pipeline.processors import in_threads
from pipeline.statistics.agreement import alpha_interval
from pipeline.statistics.by_court import NO_COURTS, CourtSums, interval_by_court
from pipeline.statistics.competing import incidence_interval
from pipeline.statistics.interval import Interval, no_interval
from pipeline.statistics.recurrent import robust_mean_interval
from pipeline.statistics.resampling import (
    degenerate_draws_expected,
    mean_interval,
    median_interval,
    ratio_interval,
)
from pipeline.statistics.shares import wilson
from pipeline.statistics.survival import median_interval as survival_median_interval
from pipeline.statistics.survival import restricted_mean_interval
from transform.indicators.values import IndicatorValue


def add_intervals(
    rows: Iterable[IndicatorValue], seed: int, courts: CourtSums = NO_COURTS
) -> list[IndicatorValue]:
    """The rows with ``ci_low``, ``ci_high``, ``ci_method`` and, where there is none, ``note`` filled.

    Each row draws from its own stream, made of ``seed`` and the row's labels: its interval depends neither on
    the order of the rows nor on which others there are. So rows are worked on side by side. Rows that
    ``courts`` knows are drawn by court.
    """
    with degenerate_draws_expected():
        return in_threads(partial(with_interval, seed=seed, courts=courts), rows)


def with_interval(row: IndicatorValue, seed: int, courts: CourtSums = NO_COURTS) -> IndicatorValue:
    """One row with its interval."""
    if row.value is None:
        return row
    if row.interval.startswith("none"):
        found = no_interval(row.interval.removeprefix("none because "))
    else:
        row_seed = _row_seed(row, seed)
        found = interval_by_court(row, courts, row_seed) or METHODS[row.interval](row, row_seed)
    note = "; ".join(part for part in (row.note, found.note) if part) or None
    return replace(row, ci_low=found.low, ci_high=found.high, ci_method=found.method, note=note)


def _row_seed(row: IndicatorValue, seed: int) -> int:
    labels = (str(seed), row.indicator_id, row.definition_id, row.district, row.population)
    return int.from_bytes(hashlib.sha256("\x1f".join(labels).encode()).digest()[:8], "big")


def _wilson(row: IndicatorValue, seed: int) -> Interval:
    if row.numerator is None or row.denominator is None:
        return no_interval("the share's counts are not stated")
    return wilson(row.numerator, row.denominator)


def _mean(row: IndicatorValue, seed: int) -> Interval:
    return mean_interval(np.array(row.sample), seed)


def _median(row: IndicatorValue, seed: int) -> Interval:
    return median_interval(np.array(row.sample), seed)


def _ratio(row: IndicatorValue, seed: int) -> Interval:
    return ratio_interval(np.array(row.sample), np.array(row.sample_weight), seed)


def _survival_median(row: IndicatorValue, seed: int) -> Interval:
    entry = np.array(row.sample_entry) if row.sample_entry else None
    return survival_median_interval(np.array(row.sample), np.array(row.sample_weight), entry)


def _restricted_mean(row: IndicatorValue, seed: int) -> Interval:
    horizon = float(row.definition_id.rsplit("_", maxsplit=1)[1])
    entry = np.array(row.sample_entry) if row.sample_entry else None
    return restricted_mean_interval(np.array(row.sample), np.array(row.sample_weight), horizon, entry)


def _robust_mean(row: IndicatorValue, seed: int) -> Interval:
    return robust_mean_interval(float(row.value or 0), np.array(row.sample))


def _incidence(row: IndicatorValue, seed: int) -> Interval:
    """The sample ends at the horizon; weight 1 is an end of the kind counted, 2 any other, 0 none yet."""
    days, entry = np.array(row.sample), np.array(row.sample_entry)
    return incidence_interval(days, np.array(row.sample_weight), float(days.max()), entry)


def _alpha(row: IndicatorValue, seed: int) -> Interval:
    """Sample and weight are the codes of the two coders as numbers, entry the number of the case."""
    return alpha_interval(np.array(row.sample), np.array(row.sample_weight), np.array(row.sample_entry), seed)


METHODS: Mapping[str, Callable[[IndicatorValue, int], Interval]] = {
    "wilson": _wilson,
    "bootstrap_mean": _mean,
    "bootstrap_median": _median,
    "bootstrap_ratio": _ratio,
    "km_median": _survival_median,
    "km_rmst": _restricted_mean,
    "robust_mean": _robust_mean,
    "aalen_johansen": _incidence,
    "bootstrap_alpha": _alpha,
}
