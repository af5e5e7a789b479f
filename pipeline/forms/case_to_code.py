"""One case as its pages show it to a coder; it repeats their words and stays in the restricted zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extract.records import CaseRecord, DailyStatus, HearingRow
from transform.interpreting.dates import UnreadableDateError, parse_printed_date


@dataclass(frozen=True, slots=True)
class CaseToCode:
    """One case as its latest page shows it, with the daily statuses read and the applications known."""

    case_ref: str
    record: CaseRecord
    statuses: Mapping[date, DailyStatus]
    applications: Sequence[str]

    def status_of(self, hearing: HearingRow) -> DailyStatus | None:
        """The daily status of a row of the history, where it was read."""
        day = readable_day(hearing.business_date)
        return None if day is None else self.statuses.get(day)


def readable_day(printed: str | None) -> date | None:
    """The day a page prints; none where none is stated or it can't be read."""
    try:
        return parse_printed_date(printed)
    except UnreadableDateError:
        return None


def form_day(printed: str | None) -> str | None:
    """The date as forms want it; as printed where it can't be read."""
    day = readable_day(printed)
    return str(day) if day is not None else printed
