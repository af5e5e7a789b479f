"""The adjournment rate and the mean number of adjournments by an age, with the pandemic's days told apart.

Three analyses beside the plain one, which keeps every day: without the days on which trials were not heard
(neither the adjournments of these days count, nor do the days as time), without all days of restrictions, and
in three strata of the calendar (before the first restriction, during restrictions, after).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.comparison.followed import FollowedCase
from pipeline.statistics.court_days import CasesOnDays, DatedCase, DayList, on_days, skipping_days
from pipeline.statistics.interval import Interval
from pipeline.statistics.mean_cumulative import influences_at, mean_cumulative_function, value_at
from pipeline.statistics.recurrent import robust_mean_interval
from transform.court_calendar import CourtCalendar
from transform.indicators.resting_on import top_two_share
from transform.indicators.values import IndicatorValue

NO_TRIALS = ("closed", "urgent_only")
RESTRICTED = (*NO_TRIALS, "restricted")
HORIZON_MONTHS = 12
PANDEMIC_ANALYSES = (
    "closed_days_dropped", "restricted_days_dropped", "pre_pandemic", "restricted_period",
    "post_restrictions",
)  # fmt: skip
Chosen = Callable[[Sequence[DatedCase]], CasesOnDays]


@dataclass(frozen=True, slots=True)
class Followed:
    """The cases of one timepoint under one definition, and what its values are labelled with."""

    study: str
    timepoint: str
    year_length_days: int
    cases: Sequence[FollowedCase]
    adjournments: str = "A1"


def pandemic_values(followed: Followed, calendar: CourtCalendar) -> list[IndicatorValue]:
    """Rows of I14 and I15 under every analysis, over all districts, with intervals and samples.

    Definition ids: ``A1_closed_days_dropped``, ``A1_restricted_days_dropped``, ``A1_pre_pandemic``,
    ``A1_restricted_period``, ``A1_post_restrictions`` (I14), ``A1_nelson_12_months_...`` (I15).
    """
    districts = sorted({case.district for case in followed.cases})
    found = []
    for name, select in _analyses(calendar, districts).items():
        seen = select([_dated(case) for case in followed.cases])
        found += [_rate(followed, name, seen), _mean_by_age(followed, name, seen)]
    return [replace(value, note=_noted(value.note, calendar)) for value in found]


def _noted(note: str | None, calendar: CourtCalendar) -> str:
    unchecked = sum(period.certainty != "verified" for period in calendar.periods)
    said = f"Days by the calendar {calendar.name}"
    said += (
        f", {unchecked} of whose {len(calendar.periods)} periods are still to be checked."
        if unchecked
        else "."
    )
    return f"{note}. {said}" if note else said


def _analyses(calendar: CourtCalendar, districts: Sequence[str]) -> Mapping[str, Chosen]:
    def days(statuses: Sequence[str]) -> dict[str, DayList]:
        return {district: DayList.of(calendar.spans(district, statuses)) for district in districts}

    no_trials, restricted = days(NO_TRIALS), days(RESTRICTED)
    strata = {district: _strata(listed) for district, listed in restricted.items()}
    return {
        "closed_days_dropped": lambda cases: skipping_days(cases, no_trials),
        "restricted_days_dropped": lambda cases: skipping_days(cases, restricted),
        "pre_pandemic": lambda cases: on_days(cases, {name: days[0] for name, days in strata.items()}),
        "restricted_period": lambda cases: on_days(cases, restricted),
        "post_restrictions": lambda cases: on_days(cases, {name: days[1] for name, days in strata.items()}),
    }


def _strata(restricted: DayList) -> tuple[DayList, DayList]:
    """Days before the first restricted one, and unrestricted days after it; all are before if none is."""
    free = restricted.complement()
    if not restricted.spans:
        return free, DayList(())
    first = restricted.spans[0][0]
    before = tuple(span for span in free.spans if span[1] < first)
    return DayList(before), DayList(tuple(span for span in free.spans if span[0] > first))


def _dated(case: FollowedCase) -> DatedCase:
    return DatedCase(case.district, case.clock_start, case.entry_days, case.end_days, case.adjournment_days)


def _rate(followed: Followed, name: str, seen: CasesOnDays) -> IndicatorValue:
    positions, place = np.unique(seen.position, return_inverse=True)
    counts = np.bincount(place, seen.adjournments, minlength=len(positions)).astype(np.float64)
    years = np.bincount(place, seen.exposure_days, minlength=len(positions)) / followed.year_length_days
    total = float(years.sum())
    value, interval = (
        None,
        Interval(None, None, "none", "not available: no time under observation on such days"),
    )
    if total > 0:
        value = float(counts.sum()) / total
        interval = robust_mean_interval(value, (counts - value * years) / total)
    return _value(
        followed, "I14", f"{followed.adjournments}_{name}", "adjournments per case-year", value, interval,
        len(positions), "bootstrap_ratio", float(counts.sum()), total, tuple(counts.tolist()),
        tuple(years.tolist()),
    )  # fmt: skip


def _mean_by_age(followed: Followed, name: str, seen: CasesOnDays) -> IndicatorValue:
    horizon = followed.year_length_days * HORIZON_MONTHS / 12
    arguments = (seen.adjournment_days, seen.end_days, seen.entry_days, None, tuple(seen.position.tolist()))
    at_horizon = value_at(mean_cumulative_function(*arguments), horizon)
    interval = Interval(None, None, "none", "not available: at some age no case was seen on such days")
    sample: tuple[float, ...] = ()
    if at_horizon is not None:
        influences = influences_at(horizon, *arguments)
        interval, sample = robust_mean_interval(at_horizon[0], influences), tuple(influences.tolist())
    within = sum(float((days <= horizon).sum()) for days in seen.adjournment_days)
    cases = len(np.unique(seen.position))
    return _value(
        followed, "I15", f"{followed.adjournments}_nelson_{HORIZON_MONTHS}_months_{name}",
        "adjournments per case", at_horizon[0] if at_horizon else None, interval, cases, "robust_mean",
        within, float(cases), sample, (),
    )  # fmt: skip


def _value(
    followed: Followed,
    indicator_id: str,
    definition_id: str,
    unit: str,
    value: float | None,
    interval: Interval,
    cases: int,
    kind: str,
    numerator: float,
    denominator: float,
    sample: tuple[float, ...],
    weight: tuple[float, ...],
) -> IndicatorValue:
    return IndicatorValue(
        study=followed.study, timepoint=followed.timepoint, indicator_id=indicator_id,
        definition_id=definition_id, district="all", population="all cases", value=value, unit=unit,
        numerator=numerator, denominator=denominator, n=cases, disclosure="cases", is_count=False,
        is_percentile=False, interval=kind, note=interval.note, ci_low=interval.low, ci_high=interval.high,
        ci_method=interval.method, sample=sample, sample_weight=weight,
        top_two_share=top_two_share(kind, sample),
    )  # fmt: skip
