"""What an interval is, and the normal quantile all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

CONFIDENCE = 0.95
NORMAL_QUANTILE = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval; ``method`` is "none" where there is none, and ``note`` then says why.

    ``high`` alone is null where the interval has no upper end within the follow-up.
    """

    low: float | None
    high: float | None
    method: str
    note: str | None = None


def no_interval(reason: str) -> Interval:
    return Interval(None, None, "none", f"no interval: {reason}")
