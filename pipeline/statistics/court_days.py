"""Adjournments and time under observation on chosen days of the calendar, and on a clock that skips some.

Everything is in whole days. A case under observation from its ``entry_days`` to its ``end_days`` has as many
days of exposure as lie after the first, up to and with the last; its adjournments count on the first as well.
So exposures over days that make up the whole calendar add up to the whole exposure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
FIRST, LAST = date(1900, 1, 1).toordinal(), date(2200, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class DayList:
    """Days of the calendar, as spans (first, last) that don't touch, in order, in proleptic ordinals."""

    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[date, date]]) -> DayList:
        """From pairs of first and last day, in order and apart from each other."""
        return cls(tuple((first.toordinal(), last.toordinal()) for first, last in spans))

    def complement(self) -> DayList:
        """All other days, from 1900 to 2200."""
        found, start = [], FIRST
        for first, last in self.spans:
            if first > start:
                found.append((start, first - 1))
            start = last + 1
        return DayList((*found, (start, LAST)))

    def within(self, first: int, last: int) -> DayList:
        """Those of the days from ``first`` to ``last``."""
        cut = ((max(one, first), min(other, last)) for one, other in self.spans)
        return DayList(tuple(span for span in cut if span[0] <= span[1]))

    def count_until(self, day: float) -> float:
        """Listed days up to and with ``day``."""
        return float(sum(max(0, min(day, last) - first + 1) for first, last in self.spans))

    def has(self, days: Numbers) -> npt.NDArray[np.bool_]:
        """Whether each day is listed."""
        found = np.zeros(len(days), dtype=np.bool_)
        for first, last in self.spans:
            found |= (first <= days) & (days <= last)
        return found


@dataclass(frozen=True, slots=True)
class DatedCase:
    """One case: day its clock started, the days of it on which it entered, ended and was adjourned."""

    district: str
    clock_start: date
    entry_days: int
    end_days: int
    adjournment_days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CasesOnDays:
    """Cases as seen on the chosen days: one element per span of observation in every field.

    ``position`` is the case's place in the input (a case may have several spans, or none). Days are of the
    case's clock. ``exposure_days`` are the chosen days within the span.
    """

    position: npt.NDArray[np.intp]
    adjournment_days: tuple[Numbers, ...]
    entry_days: Numbers
    end_days: Numbers
    exposure_days: Numbers

    @property
    def adjournments(self) -> Numbers:
        return np.array([float(len(days)) for days in self.adjournment_days])


def on_days(cases: Sequence[DatedCase], chosen: Mapping[str, DayList]) -> CasesOnDays:
    """The cases on the days chosen for their district; the clock runs on meanwhile.

    For strata of the calendar: a case enters each stretch of chosen days late, at the age it then has.
    """
    return _gathered(
        (position, span)
        for position, case in enumerate(cases)
        for span in _spans(case, chosen[case.district])
    )


def skipping_days(cases: Sequence[DatedCase], dropped: Mapping[str, DayList]) -> CasesOnDays:
    """The cases without the days dropped for their district: these neither count nor let the clock run."""
    return _gathered(
        (position, _skipped(case, dropped[case.district])) for position, case in enumerate(cases)
    )


_Span = tuple[Numbers, float, float, float]


def _gathered(found: Iterable[tuple[int, _Span]]) -> CasesOnDays:
    spans = list(found)
    return CasesOnDays(
        np.array([position for position, _ in spans], dtype=np.intp),
        tuple(span[0] for _, span in spans),
        np.array([span[1] for _, span in spans], dtype=np.float64),
        np.array([span[2] for _, span in spans], dtype=np.float64),
        np.array([span[3] for _, span in spans], dtype=np.float64),
    )


def _spans(case: DatedCase, chosen: DayList) -> Iterator[_Span]:
    start = case.clock_start.toordinal()
    opens, closes = start + case.entry_days, start + case.end_days
    days = np.array(case.adjournment_days, dtype=np.float64)
    for first, last in chosen.within(opens, closes).spans:
        exposure = last - first + (first > opens)
        inside = days[(first - start <= days) & (days <= last - start)]
        yield inside, float(first - start), float(last - start), float(exposure)


def _skipped(case: DatedCase, dropped: DayList) -> _Span:
    start = case.clock_start.toordinal()
    before = dropped.count_until(start)

    def kept(day: float) -> float:
        return day - (dropped.count_until(start + day) - before)

    days = np.array(case.adjournment_days, dtype=np.float64)
    inside = days[(case.entry_days <= days) & (days <= case.end_days)]
    counted = inside[~dropped.has(inside + start)]
    entry, end = kept(case.entry_days), kept(case.end_days)
    return np.array([kept(day) for day in counted]), entry, end, end - entry
