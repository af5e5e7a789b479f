"""The true values of a design: what the three estimands come to in very many cases.

None of them has a closed form, because how long a case lasts depends on how it is heard. They are therefore
counted over so many simulated cases that their own error is small beside that of one study, with that error.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from extract.standin.simulation.model import Effect
from pipeline.simulating.designs import Design
from pipeline.simulating.studies import Seen, draw_study

HORIZON_DAYS = 365
ESTIMANDS = ("adjournment_rate_ratio", "mean_adjournments_12_months", "conviction_share_of_merits")


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one timepoint of one study, additive over studies: all the true values need.

    ``gained`` and ``at_risk`` have one element a day of the clock, 0 to the horizon.
    """

    adjournments: float
    days: float
    gained: np.ndarray
    at_risk: np.ndarray
    convicted: float
    merits: float


def sums_of(design: Design, effect: Effect, seeds: Iterable[str]) -> tuple[Sums, Sums]:
    """Sums over many studies, baseline and endline."""
    totals: list[Sums | None] = [None, None]
    for seed in seeds:
        for position, seen in enumerate(draw_study(design, effect, seed)):
            total, one = totals[position], _sums(seen)
            totals[position] = one if total is None else add(total, one)
    first, second = totals
    if first is None or second is None:
        raise ValueError("no study to count the true values over")
    return first, second


def add(one: Sums, other: Sums) -> Sums:
    """Both together."""
    return Sums(
        one.adjournments + other.adjournments,
        one.days + other.days,
        one.gained + other.gained,
        one.at_risk + other.at_risk,
        one.convicted + other.convicted,
        one.merits + other.merits,
    )


def values_of(baseline: Sums, endline: Sums) -> dict[str, float]:
    """The three estimands of sums, as the change from baseline to endline."""
    rates = [part.adjournments / part.days for part in (baseline, endline)]
    means = [float((part.gained / np.maximum(part.at_risk, 1)).sum()) for part in (baseline, endline)]
    shares = [part.convicted / part.merits for part in (baseline, endline)]
    return dict(
        zip(ESTIMANDS, (rates[1] / rates[0], means[1] - means[0], shares[1] - shares[0]), strict=True)
    )


def _sums(seen: Seen) -> Sums:
    followed = seen.followed
    gained = np.zeros(HORIZON_DAYS + 1)
    for days in followed.adjournment_days:
        np.add.at(gained, days[days <= HORIZON_DAYS].astype(np.int64), 1.0)
    ends = np.minimum(followed.end_days, HORIZON_DAYS).astype(np.int64)
    at_risk = np.bincount(ends, minlength=HORIZON_DAYS + 1)[::-1].cumsum()[::-1].astype(np.float64)
    return Sums(
        float(sum(map(len, followed.adjournment_days))),
        float(followed.end_days.sum()),
        gained,
        at_risk,
        float(seen.convicted),
        float(seen.merits),
    )
