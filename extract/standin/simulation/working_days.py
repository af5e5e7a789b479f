"""Which days the made-up courts sit, and how far: Sundays, holidays, vacations, the pandemic.

Days are ordinals (``date.toordinal``). The pandemic's periods follow the circulars and press reports of 2020
and 2021 for Maharashtra; the vacations are roughly those of its district courts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

FIRST_DAY = date(2014, 1, 1)
LAST_DAY = date(2026, 12, 31)


class Working(IntEnum):
    """How a court works on a day; on ``CLOSED`` days nobody sits."""

    CLOSED = 0
    URGENT_ONLY = 1
    RESTRICTED = 2
    NORMAL = 3


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day on which courts worked in one way."""

    first: date
    last: date
    working: Working


PANDEMIC: tuple[Period, ...] = (
    Period(date(2020, 3, 17), date(2020, 3, 22), Working.URGENT_ONLY),
    Period(date(2020, 3, 23), date(2020, 4, 15), Working.CLOSED),
    Period(date(2020, 4, 16), date(2020, 6, 7), Working.URGENT_ONLY),
    Period(date(2020, 6, 8), date(2021, 4, 7), Working.RESTRICTED),
    Period(date(2021, 4, 8), date(2021, 4, 18), Working.CLOSED),
    Period(date(2021, 4, 19), date(2021, 5, 7), Working.URGENT_ONLY),
    Period(date(2021, 5, 8), date(2021, 10, 8), Working.RESTRICTED),
)
NO_PANDEMIC: tuple[Period, ...] = ()

# Month and day, first and last: summer vacation, Diwali (an average of its dates), Christmas.
VACATIONS = (((5, 9), (6, 5)), ((10, 24), (11, 1)), ((12, 24), (12, 31)))
NATIONAL_HOLIDAYS = frozenset({(1, 26), (8, 15), (10, 2), (5, 1), (4, 14)})


class WorkingDays:
    """The calendar of all courts: ``working[day - first]`` and the first open day at or after each day."""

    __slots__ = ("first", "next_open", "working")

    def __init__(self, pandemic: tuple[Period, ...] = PANDEMIC) -> None:
        self.first = FIRST_DAY.toordinal()
        days = [FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1)]
        self.working = [_working_on(day, pandemic) for day in days]
        following = self.first + len(days)
        self.next_open = [0] * len(days)
        for position in range(len(days) - 1, -1, -1):
            if self.working[position] is not Working.CLOSED:
                following = self.first + position
            self.next_open[position] = following

    def open_day(self, day: int) -> int:
        """The first day at or after ``day`` on which courts sit."""
        return self.next_open[day - self.first]


def _working_on(day: date, pandemic: tuple[Period, ...]) -> Working:
    if day.weekday() == 6 or (day.month, day.day) in NATIONAL_HOLIDAYS:
        return Working.CLOSED
    if day.weekday() == 5 and (day.day - 1) // 7 in (1, 3):
        return Working.CLOSED
    if any(first <= (day.month, day.day) <= last for first, last in VACATIONS):
        return Working.CLOSED
    return next((period.working for period in pandemic if period.first <= day <= period.last), Working.NORMAL)
