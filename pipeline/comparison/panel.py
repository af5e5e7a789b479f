"""Adjournments per case-year by district and quarter, from cases seen with late entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from pipeline.comparison.followed import FollowedCase
from pipeline.statistics.court_days import DatedCase, DayList, on_days
from pipeline.statistics.panel_regression import Panel

ADJUSTERS = ("is_pocso", "is_sessions")


def quarter_of(day: date) -> int:
    """Quarters since the year 0; quarters start in January, April, July and October."""
    return day.year * 4 + (day.month - 1) // 3


def quarter_start(quarter: int) -> date:
    """First day of a quarter."""
    return date(quarter // 4, quarter % 4 * 3 + 1, 1)


def quarter_panel(
    cases: Sequence[FollowedCase], first_day: date, last_day: date, year_length_days: int
) -> Panel:
    """One cell per district and quarter in which its cases were under observation between the two days.

    Adjusters are the shares of that time spent by cases under POCSO and by cases before sessions courts,
    where they vary.
    """
    cells = list(_cells(cases, first_day, last_day))
    rows = np.array([cell.numbers for cell in cells]).reshape(len(cells), 2 + len(ADJUSTERS))
    years = rows[:, 1] / year_length_days
    shares = rows[:, 2:] / rows[:, 1:2]
    varying = np.ptp(shares, axis=0) > 0 if len(cells) else np.zeros(len(ADJUSTERS), dtype=np.bool_)
    return Panel(
        tuple(cell.district for cell in cells),
        np.array([cell.quarter for cell in cells], dtype=np.int64),
        rows[:, 0] / years,
        years,
        shares[:, varying],
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """``numbers``: adjournments, days of exposure, and those days by adjuster."""

    district: str
    quarter: int
    numbers: tuple[float, ...]


def _cells(cases: Sequence[FollowedCase], first_day: date, last_day: date) -> Iterator[_Cell]:
    for quarter in range(quarter_of(first_day), quarter_of(last_day) + 1):
        opens = max(first_day, quarter_start(quarter))
        closes = min(last_day, quarter_start(quarter + 1) - timedelta(days=1))
        for district in sorted({case.district for case in cases}):
            own = [case for case in cases if case.district == district]
            seen = on_days([_dated(case) for case in own], {district: DayList.of([(opens, closes)])})
            exposure = float(seen.exposure_days.sum())
            if exposure > 0:
                marks = [
                    np.array([float(getattr(own[at], name)) for at in seen.position]) for name in ADJUSTERS
                ]
                spent = tuple(float(mark @ seen.exposure_days) for mark in marks)
                yield _Cell(district, quarter, (float(seen.adjournments.sum()), exposure, *spent))


def _dated(case: FollowedCase) -> DatedCase:
    return DatedCase(case.district, case.clock_start, case.entry_days, case.end_days, case.adjournment_days)
