"""In which order the entries of a history stand: by what they say, never by their place on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from extract.records import HearingRow
from transform.interpreting.printed import read_date

# What makes two rows exact repetitions: everything printed; position and link are not.
printed_texts: Callable[[HearingRow], tuple[str | None, ...]] = attrgetter(
    "judge", "business_date", "hearing_date", "purpose", "registration_number", "cause_list_type"
)


class DatedEntry(NamedTuple):
    """An entry of a history with its two days read."""

    row: HearingRow
    business_date: date | None
    next_date: date | None


def dated_entry(row: HearingRow) -> DatedEntry:
    """The entry with its days; raises ``InterpretationError`` for one that can't be read."""
    return DatedEntry(
        row,
        read_date(row.business_date, "business date of an entry"),
        read_date(row.hearing_date, "next date of an entry"),
    )


def in_order(rows: list[DatedEntry]) -> list[DatedEntry]:
    """Order of entries: by business date; an entry without one stands just before the day it points to.

    Entries of one day are ordered by what they say, never by their place on the page, which differs between
    designs: by next date (none last), then purpose, judge and the remaining texts.
    """
    dates = set(map(_dates, rows))
    return sorted(rows, key=_dates if len(dates) == len(rows) else _dates_and_texts)


def _dates(dated: DatedEntry) -> tuple[date, bool, date]:
    _, business_date, next_date = dated
    following = next_date or date.max
    return business_date or following, business_date is not None, following


def _dates_and_texts(dated: DatedEntry) -> tuple[object, ...]:
    texts = tuple([text or "" for text in printed_texts(dated.row)])
    return (*_dates(dated), dated.row.purpose or "", texts)
