"""Intervals of a share of independent units."""

from __future__ import annotations

from math import sqrt

from pipeline.statistics.interval import NORMAL_QUANTILE, Interval, no_interval


def wilson(hits: float, units: float) -> Interval:
    """Wilson's score interval of ``hits`` of ``units``: stays within 0 and 1 and holds for few units.

    Source: Wilson 1927, without continuity correction.
    """
    if units < 2:
        return no_interval("fewer than two units")
    share = hits / units
    squared = NORMAL_QUANTILE**2
    middle = (share + squared / (2 * units)) / (1 + squared / units)
    half = (
        NORMAL_QUANTILE * sqrt(share * (1 - share) / units + squared / (4 * units**2)) / (1 + squared / units)
    )
    low = 0.0 if hits == 0 else middle - half
    high = 1.0 if hits == units else middle + half
    return Interval(low, high, "wilson_95")
