"""Durations, ways of ending and adjournments under both frame rules that allow them, late entry included.

The two answer different questions: ``filed_in_window`` what became of the cases filed in the window,
``active_in_window`` how cases moved during it, old ones among them. Where they differ much, the courts' pace
changed over the years or the window is short against the life of a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from pipeline.comparison.frames import OPEN, FramedCase, read_framed, read_window
from pipeline.statistics.competing import cumulative_incidence, incidence_at, incidence_interval
from pipeline.statistics.interval import Interval, no_interval
from pipeline.statistics.mean_cumulative import (
    Numbers,
    followed_to,
    influences_at,
    mean_cumulative_function,
    value_at,
)
from pipeline.statistics.observation import COMPARABLE_RULES
from pipeline.statistics.recurrent import robust_mean_interval
from pipeline.statistics.survival import (
    kaplan_meier,
    median_interval,
    restricted_mean,
    restricted_mean_interval,
    survival_at,
)
from transform.indicators.resting_on import fewest_at_risk, top_two_share
from transform.indicators.values import IndicatorValue

ENDINGS = ("convicted", "acquitted", "other", "unknown")
RESTRICTED_MEANS = (730.0, 1095.0)
YEARS = (1, 2, 3)
TIE = 1e-9
NOT_FOLLOWED = "not available: at some age until then no case was under observation"


@dataclass(frozen=True, slots=True)
class _Frame:
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
class _Found:
    """One value and what goes with it; ``numerator`` counts ends or adjournments."""

    value: float | None
    interval: Interval
    kind: str
    numerator: float
    denominator: float
    sample: Numbers
    weight: Numbers | None = None
    entry: Numbers | None = None


def frame_rule_values(
    connection: duckdb.DuckDBPyConnection, labels: Mapping[str, Any]
) -> list[IndicatorValue]:
    """Rows of I05, I14, I15 and I34 over all districts; definition ids start with the frame rule.

    ``labels`` has study, timepoint and year_length_days. I05 also has ``..._undecided_after_N_years``, with
    the log(-log) band of the Kaplan-Meier curve.
    """
    found: list[IndicatorValue] = []
    for rule in COMPARABLE_RULES:
        framed = read_framed(connection, read_window(connection, rule))
        cases = [case.followed for case in framed.cases]
        frame = _Frame(
            rule, labels, float(labels["year_length_days"]), framed.cases,
            np.array([case.entry_days for case in cases], dtype=np.float64),
            np.array([case.end_days for case in cases], dtype=np.float64),
            np.array([float(case.ending != OPEN) for case in framed.cases]),
        )  # fmt: skip
        if framed.cases:
            found += _values(frame, framed.without_clock)
    return found


def _values(frame: _Frame, without_clock: int) -> Iterator[IndicatorValue]:
    left_out = f"{without_clock} cases without a usable clock are left out" if without_clock else None
    for indicator_id, name, unit, result in _results(frame):
        definition_id = f"{frame.rule}_{name}"
        sample, weight, entry = map(_told, (result.sample, result.weight, result.entry))
        notes = (result.interval.note if result.value is not None else NOT_FOLLOWED, left_out)
        yield IndicatorValue(
            study=frame.labels["study"], timepoint=frame.labels["timepoint"], indicator_id=indicator_id,
            definition_id=definition_id, district="all", population="all cases",
            value=result.value, unit=unit, numerator=result.numerator, denominator=result.denominator,
            n=len(frame.cases), disclosure="cases", is_count=indicator_id == "I34",
            is_percentile=result.kind == "km_median", interval=result.kind,
            note="; ".join(note for note in notes if note) or None,
            ci_low=result.interval.low, ci_high=result.interval.high, ci_method=result.interval.method,
            at_risk=fewest_at_risk(result.kind, definition_id, result.value, sample, weight, entry),
            top_two_share=top_two_share(result.kind, sample),
            sample=sample, sample_weight=weight, sample_entry=entry,
        )  # fmt: skip


def _told(numbers: Numbers | None) -> tuple[float, ...]:
    return () if numbers is None else tuple(float(number) for number in numbers)


def _results(frame: _Frame) -> Iterator[tuple[str, str, str, _Found]]:
    yield "I05", "km_median", "days", _median(frame)
    for horizon in RESTRICTED_MEANS:
        yield "I05", f"rmst_{horizon:.0f}", "days", _restricted(frame, horizon)
    for years in YEARS:
        name = f"{years}_year{'s' if years > 1 else ''}"
        yield "I05", f"undecided_after_{name}", "share of cases (0-1)", _undecided(frame, years)
        for ending in ENDINGS:
            yield "I34", f"{ending}_by_{name}", "share of cases (0-1)", _ended(frame, ending, years)
    yield "I14", "A1", "adjournments per case-year", _rate(frame)
    yield "I15", "A1_nelson_12_months", "adjournments per case", _mean(frame, None)
    yield "I15", "A1_ghosh_lin_12_months", "adjournments per case", _mean(frame, frame.ended)


def _median(frame: _Frame) -> _Found:
    curve = kaplan_meier(frame.end, frame.ended, frame.entry)
    reached = curve.days[(curve.survival <= 0.5 + TIE) & (curve.days <= frame.followed_to)]
    value = float(reached[0]) if len(reached) else None
    interval = (
        median_interval(frame.end, frame.ended, frame.entry) if len(reached) else no_interval("no median")
    )
    return _survival(frame, value, interval, "km_median")


def _restricted(frame: _Frame, horizon: float) -> _Found:
    if frame.followed_to < horizon:
        return _survival(frame, None, no_interval(NOT_FOLLOWED), "km_rmst")
    value, _ = restricted_mean(kaplan_meier(frame.end, frame.ended, frame.entry), horizon)
    interval = restricted_mean_interval(frame.end, frame.ended, horizon, frame.entry)
    return _survival(frame, value, interval, "km_rmst")


def _survival(frame: _Frame, value: float | None, interval: Interval, kind: str) -> _Found:
    return _Found(
        value, interval, kind, float(frame.ended.sum()), float(len(frame.end)),
        frame.end, frame.ended, frame.entry,
    )  # fmt: skip


def _undecided(frame: _Frame, years: int) -> _Found:
    horizon = years * frame.year
    cut = _cut(frame, horizon, frame.ended)
    if frame.followed_to < horizon:
        return _Found(None, no_interval(NOT_FOLLOWED), "aalen_johansen", *cut)
    share, low, high = survival_at(kaplan_meier(frame.end, frame.ended, frame.entry), horizon)
    interval = no_interval("no variation") if low == high else Interval(low, high, "km_loglog_95")
    return _Found(share, interval, "aalen_johansen", *cut)


def _ended(frame: _Frame, ending: str, years: int) -> _Found:
    horizon = years * frame.year
    codes = np.array(
        [1 if case.ending == ending else 2 if case.ending != OPEN else 0 for case in frame.cases]
    )
    curve = cumulative_incidence(frame.end, codes, frame.entry).get(1)
    cut = _cut(frame, horizon, codes.astype(np.float64))
    if frame.followed_to < horizon:
        return _Found(None, no_interval(NOT_FOLLOWED), "aalen_johansen", *cut)
    at_horizon = incidence_at(curve, horizon) if curve else (0.0, 0.0)
    interval = incidence_interval(frame.end, codes, horizon, frame.entry)
    return _Found(at_horizon[0] if at_horizon else None, interval, "aalen_johansen", *cut)


def _cut(frame: _Frame, horizon: float, codes: Numbers) -> tuple[float, float, Numbers, Numbers, Numbers]:
    """Ends by the horizon, cases seen by then, and their sample as I34 has it."""
    seen = frame.entry <= horizon
    weight = np.where(frame.end > horizon, 0.0, codes)[seen]
    return (
        float((weight == 1).sum()), float(seen.sum()),
        np.minimum(frame.end, horizon)[seen], weight, frame.entry[seen],
    )  # fmt: skip


def _rate(frame: _Frame) -> _Found:
    counts = np.array([float(len(days)) for days in frame.adjourned])
    years = (frame.end - frame.entry) / frame.year
    total = float(years.sum())
    if total == 0:
        return _Found(
            None, no_interval("no time"), "bootstrap_ratio", float(counts.sum()), 0.0, counts, years
        )
    value = float(counts.sum()) / total
    interval = robust_mean_interval(value, (counts - value * years) / total)
    return _Found(value, interval, "bootstrap_ratio", float(counts.sum()), total, counts, years)


def _mean(frame: _Frame, terminal: Numbers | None) -> _Found:
    events, horizon = frame.adjourned, frame.year
    within = float(sum((days <= horizon).sum() for days in events))
    found = value_at(mean_cumulative_function(events, frame.end, frame.entry, terminal), horizon)
    if found is None:
        none = np.array([])
        return _Found(None, no_interval(NOT_FOLLOWED), "robust_mean", within, float(len(events)), none)
    influences = influences_at(horizon, events, frame.end, frame.entry, terminal)
    interval = robust_mean_interval(found[0], influences)
    return _Found(found[0], interval, "robust_mean", within, float(len(events)), influences)
