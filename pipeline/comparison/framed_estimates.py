"""Estimates of the cases under one frame rule, with late entry: durations, ways of ending, adjournments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.comparison.frames import OPEN, FramedCase
from pipeline.statistics.competing import cumulative_incidence, incidence_at, incidence_interval
from pipeline.statistics.interval import Interval, no_interval
from pipeline.statistics.mean_cumulative import (
    followed_to,
    influences_at,
    mean_cumulative_function,
    value_at,
)
from pipeline.statistics.recurrent import robust_mean_interval
from pipeline.statistics.recurrent_events import Numbers
from pipeline.statistics.survival import (
    kaplan_meier,
    median_interval,
    restricted_mean,
    restricted_mean_interval,
    survival_at,
)

TIE = 1e-9
NOT_FOLLOWED = "not available: at some age until then no case was under observation"


@dataclass(frozen=True, slots=True)
class FrameArrays:
    """The cases under one rule as arrays, and what their rows are labelled with."""

    rule: str
    labels: Mapping[str, Any]
    year: float
    cases: Sequence[FramedCase]
    entry: Numbers
    end: Numbers
    ended: Numbers

    @property
    def adjourned(self) -> list[Numbers]:
        return [np.array(case.followed.adjournment_days, dtype=np.float64) for case in self.cases]

    @property
    def followed_to(self) -> float:
        return followed_to(self.entry, self.end)


@dataclass(frozen=True, slots=True)
class Found:
    """One value and what goes with it; ``numerator`` counts ends or adjournments."""

    value: float | None
    interval: Interval
    kind: str
    numerator: float
    denominator: float
    sample: Numbers
    weight: Numbers | None = None
    entry: Numbers | None = None


def median_days(frame: FrameArrays) -> Found:
    """Days until half of the cases are disposed of, by Kaplan and Meier."""
    curve = kaplan_meier(frame.end, frame.ended, frame.entry)
    reached = curve.days[(curve.survival <= 0.5 + TIE) & (curve.days <= frame.followed_to)]
    value = float(reached[0]) if len(reached) else None
    interval = (
        median_interval(frame.end, frame.ended, frame.entry) if len(reached) else no_interval("no median")
    )
    return _survival(frame, value, interval, "km_median")


def restricted_days(frame: FrameArrays, horizon: float) -> Found:
    """Days a case stays undecided of the first ``horizon``."""
    if frame.followed_to < horizon:
        return _survival(frame, None, no_interval(NOT_FOLLOWED), "km_rmst")
    value, _ = restricted_mean(kaplan_meier(frame.end, frame.ended, frame.entry), horizon)
    interval = restricted_mean_interval(frame.end, frame.ended, horizon, frame.entry)
    return _survival(frame, value, interval, "km_rmst")


def undecided_share(frame: FrameArrays, years: int) -> Found:
    """Share of cases still undecided after so many years."""
    horizon = years * frame.year
    cut = _cut(frame, horizon, frame.ended)
    if frame.followed_to < horizon:
        return Found(None, no_interval(NOT_FOLLOWED), "aalen_johansen", *cut)
    share, low, high = survival_at(kaplan_meier(frame.end, frame.ended, frame.entry), horizon)
    interval = no_interval("no variation") if low == high else Interval(low, high, "km_loglog_95")
    return Found(share, interval, "aalen_johansen", *cut)


def ended_share(frame: FrameArrays, ending: str, years: int) -> Found:
    """Share of cases that ended in this way within so many years, other ends competing."""
    horizon = years * frame.year
    codes = np.array(
        [1 if case.ending == ending else 2 if case.ending != OPEN else 0 for case in frame.cases]
    )
    curve = cumulative_incidence(frame.end, codes, frame.entry).get(1)
    cut = _cut(frame, horizon, codes.astype(np.float64))
    if frame.followed_to < horizon:
        return Found(None, no_interval(NOT_FOLLOWED), "aalen_johansen", *cut)
    at_horizon = incidence_at(curve, horizon) if curve else (0.0, 0.0)
    interval = incidence_interval(frame.end, codes, horizon, frame.entry)
    return Found(at_horizon[0] if at_horizon else None, interval, "aalen_johansen", *cut)


def adjournment_rate(frame: FrameArrays) -> Found:
    """Adjournments per case and year under observation."""
    counts = np.array([float(len(days)) for days in frame.adjourned])
    years = (frame.end - frame.entry) / frame.year
    total = float(years.sum())
    if total == 0:
        return Found(None, no_interval("no time"), "bootstrap_ratio", float(counts.sum()), 0.0, counts, years)
    value = float(counts.sum()) / total
    interval = robust_mean_interval(value, (counts - value * years) / total)
    return Found(value, interval, "bootstrap_ratio", float(counts.sum()), total, counts, years)


def mean_adjournments(frame: FrameArrays, terminal: Numbers | None) -> Found:
    """Adjournments to be expected within a year: Ghosh and Lin's with ``terminal``, else Nelson's."""
    events, horizon = frame.adjourned, frame.year
    within = float(sum((days <= horizon).sum() for days in events))
    found = value_at(mean_cumulative_function(events, frame.end, frame.entry, terminal), horizon)
    if found is None:
        none = np.array([])
        return Found(None, no_interval(NOT_FOLLOWED), "robust_mean", within, float(len(events)), none)
    influences = influences_at(horizon, events, frame.end, frame.entry, terminal)
    interval = robust_mean_interval(found[0], influences)
    return Found(found[0], interval, "robust_mean", within, float(len(events)), influences)


def _survival(frame: FrameArrays, value: float | None, interval: Interval, kind: str) -> Found:
    return Found(
        value, interval, kind, float(frame.ended.sum()), float(len(frame.end)),
        frame.end, frame.ended, frame.entry,
    )  # fmt: skip


def _cut(
    frame: FrameArrays, horizon: float, codes: Numbers
) -> tuple[float, float, Numbers, Numbers, Numbers]:
    """Ends by the horizon, cases seen by then, and their sample as I34 has it."""
    seen = frame.entry <= horizon
    weight = np.where(frame.end > horizon, 0.0, codes)[seen]
    return (
        float((weight == 1).sum()), float(seen.sum()),
        np.minimum(frame.end, horizon)[seen], weight, frame.entry[seen],
    )  # fmt: skip
