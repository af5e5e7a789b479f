"""What a value rests on, as far as publication must know it: the fewest at risk, and the two largest units.

Both come from the units an indicator's query returns beside its estimate; nothing of a single unit is kept.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

SUMS = ("bootstrap_mean", "bootstrap_ratio")
CURVES = ("km_median", "km_rmst", "aalen_johansen")


def fewest_at_risk(
    interval: str,
    definition_id: str,
    value: float | None,
    days: Sequence[float],
    ended: Sequence[float],
    entries: Sequence[float] = (),
) -> int | None:
    """Fewest cases at risk at any step of the curve that a value rests on; null for what is no curve.

    A step is a day on which a case ``ended`` (not 0), up to the median or the horizon. A case is at risk on
    the days from its entry to its last, both included. Without any step, the cases still at risk on the last
    day there is.
    """
    if interval not in CURVES or value is None or not days:
        return None
    up_to_day = _last_day(interval, definition_id, value)
    entered, left = sorted(entries or [0.0] * len(days)), sorted(days)
    steps = {day for day, end in zip(days, ended, strict=True) if end and day <= up_to_day}
    return min(
        bisect_right(entered, day) - bisect_left(left, day) for day in steps or {min(up_to_day, left[-1])}
    )


def top_two_share(interval: str, units: Sequence[float]) -> float | None:
    """Share of a sum (0-1) that its two largest units make up; null for what is no sum, or a sum of nothing.

    Two units that hold nearly all of a sum could each work out the other's part.
    """
    if interval not in SUMS or not (total := sum(units)):
        return None
    return sum(sorted(units)[-2:]) / total


def _last_day(interval: str, definition_id: str, value: float) -> float:
    """An incidence's days end at its horizon already."""
    if interval == "km_median":
        return value
    return float(definition_id.rsplit("_", maxsplit=1)[1]) if interval == "km_rmst" else math.inf
