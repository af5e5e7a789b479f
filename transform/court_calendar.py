"""Days on which courts did not work as usual: ``vocab/calendar_NAME.csv``, a row per period with its source.

A district has the status of the row that covers the day and names it or ``all``; any other day is normal.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from transform.errors import TransformError
from transform.spelling import VOCABULARY_FOLDER, read_rows
from transform.vocabulary import vocabulary

ALL_DISTRICTS = "all"
NORMAL = "normal"
PREFIX, SUFFIX = "calendar_", ".csv"


class CalendarError(TransformError):
    """A calendar can't be used: which one, which row, what to do."""


@dataclass(frozen=True, slots=True)
class CourtPeriod:
    """One row: both days count. ``districts`` is empty where the row holds for all of them."""

    first_day: date
    last_day: date
    districts: frozenset[str]
    status: str
    certainty: str
    what: str
    source: str

    def holds_for(self, district: str) -> bool:
        return not self.districts or district in self.districts


@dataclass(frozen=True, slots=True)
class CourtCalendar:
    """Periods in the order of the file, of which no two give one district a status on the same day."""

    name: str
    periods: tuple[CourtPeriod, ...]

    def status_on(self, district: str, day: date) -> str:
        """Status of the courts of a district; ``normal`` where no row speaks of the day."""
        for period in self.of_district(district):
            if period.first_day <= day <= period.last_day:
                return period.status
        return NORMAL

    def of_district(self, district: str) -> tuple[CourtPeriod, ...]:
        """The district's periods in order of time."""
        found = (period for period in self.periods if period.holds_for(district))
        return tuple(sorted(found, key=lambda period: period.first_day))

    def spans(self, district: str, statuses: Collection[str]) -> tuple[tuple[date, date], ...]:
        """First and last day of each stretch with one of the statuses; stretches that touch are joined."""
        joined: list[tuple[date, date]] = []
        for period in self.of_district(district):
            if period.status not in statuses:
                continue
            if joined and period.first_day - joined[-1][1] <= timedelta(days=1):
                joined[-1] = (joined[-1][0], period.last_day)
            else:
                joined.append((period.first_day, period.last_day))
        return tuple(joined)


def calendar_names() -> tuple[str, ...]:
    """Names of the calendars shipped."""
    files = (entry.name for entry in VOCABULARY_FOLDER.iterdir())
    return tuple(
        sorted(
            name.removeprefix(PREFIX).removesuffix(SUFFIX)
            for name in files
            if name.startswith(PREFIX) and name.endswith(SUFFIX)
        )
    )


def load_calendar(name: str) -> CourtCalendar:
    """The calendar of this name; raises ``CalendarError`` where there is none or a row can't be used."""
    if name not in calendar_names():
        raise CalendarError(f"no calendar {name!r}; there is: {', '.join(calendar_names())}.")
    rows = read_rows(f"{PREFIX}{name}{SUFFIX}")
    return calendar_from(name, rows)


def calendar_from(name: str, rows: Collection[dict[str, str]]) -> CourtCalendar:
    """A calendar from rows of text, checked."""
    calendar = CourtCalendar(name, tuple(_period(name, at, row) for at, row in enumerate(rows, 2)))
    named = {district for period in calendar.periods for district in period.districts}
    for district in (ALL_DISTRICTS, *sorted(named)):
        periods = calendar.of_district(district)
        for one, following in pairwise(periods):
            if following.first_day <= one.last_day:
                raise CalendarError(
                    f"calendar {name}: two rows speak of {following.first_day} in {district}; "
                    "let every day of a district have one row."
                )
    return calendar


def _period(name: str, line: int, row: dict[str, str]) -> CourtPeriod:
    def fault(problem: str) -> CalendarError:
        return CalendarError(f"calendar {name}, line {line}: {problem}")

    try:
        first_day, last_day = date.fromisoformat(row["from_date"]), date.fromisoformat(row["to_date"])
    except ValueError:
        raise fault("from_date and to_date must be days like 2021-04-08.") from None
    if last_day < first_day:
        raise fault("to_date is before from_date; swap them.")
    for column, codes in (("status", "court_working"), ("certainty", "certainties")):
        if row[column] not in vocabulary(codes).codes:
            raise fault(f"{column} {row[column]!r} is not one of {', '.join(vocabulary(codes).codes)}.")
    districts = [part.strip() for part in row["districts"].split(";")]
    if not all(districts) or (ALL_DISTRICTS in districts and len(districts) > 1):
        raise fault("districts must be all, or names with ; between them.")
    for column in ("what", "source"):
        if not row[column].strip():
            raise fault(f"{column} is empty; say where the row comes from.")
    listed = frozenset() if districts == [ALL_DISTRICTS] else frozenset(districts)
    return CourtPeriod(
        first_day, last_day, listed, row["status"], row["certainty"], row["what"], row["source"]
    )
