"""Daily statuses, attached to the entries of the history they belong to: by case and business date.

Only the field "Reason for Adjournment" goes on to the tables; the text of the day's business never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from extract.quick_pickles import quick_to_pickle
from extract.records import CaseRecord, DailyStatus
from transform.interpreting.printed import InterpretationError, read_date
from transform.interpreting.snapshots import StatusPage

EntryDates = tuple[date | None, date | None]


@quick_to_pickle
@dataclass(slots=True)
class AttachedStatuses:
    """Statuses by position of their entry (from 0), and how many were not attached, by cause."""

    by_position: dict[int, DailyStatus] = field(default_factory=dict)
    given: int = 0
    superseded: int = 0
    undated: int = 0
    without_entry: int = 0
    of_another_next_date: int = 0
    unreadable: list[tuple[StatusPage | None, InterpretationError]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _DatedStatus:
    status: DailyStatus
    business_date: date
    next_date: date | None


def attach_statuses(
    entries: Sequence[EntryDates], record: CaseRecord, pages: Sequence[StatusPage]
) -> AttachedStatuses:
    """Attach every status to one entry of its business date.

    ``entries`` are (business date, next date) in the history's order; statuses come from inside the record
    and from pages of their own. Of several about the same entry the latest fetched is used. Where a day has
    several entries, the one with the status's next date is preferred, then the first still free; a status
    that states another next date than its entry is counted, since adjournments rest on that date.
    """
    attached = AttachedStatuses(given=len(record.daily_statuses) + len(pages))
    remaining = []
    for dated in _latest(record, pages, attached):
        if not _attach(dated, entries, attached, must_match=True):
            remaining.append(dated)
    for dated in remaining:
        if not _attach(dated, entries, attached, must_match=False):
            attached.without_entry += 1
    return attached


def _latest(
    record: CaseRecord, pages: Sequence[StatusPage], attached: AttachedStatuses
) -> list[_DatedStatus]:
    """One status for each business date and next date, in the order of these dates."""
    in_record: list[tuple[StatusPage | None, DailyStatus]] = [(None, s) for s in record.daily_statuses]
    on_pages = [(page, page.status) for page in sorted(pages, key=lambda page: page.page.fetched_at)]
    latest: dict[tuple[date, date | None], tuple[StatusPage | None, DailyStatus]] = {}
    for page, status in [*in_record, *on_pages]:
        try:
            day = read_date(status.business_date, "business date of a daily status")
            next_day = read_date(status.next_hearing_date, "next date of a daily status")
        except InterpretationError as error:
            attached.unreadable.append((page, error))
            continue
        if day is None:
            attached.undated += 1
            continue
        if (day, next_day) in latest:
            attached.superseded += 1
            _mark_superseded(latest[day, next_day][0])
        latest[day, next_day] = (page, status)
    in_order = sorted(latest, key=lambda days: (days[0], days[1] or date.max))
    return [_DatedStatus(latest[days][1], *days) for days in in_order]


def _mark_superseded(page: StatusPage | None) -> None:
    if page is not None:
        page.page.result = "superseded"


def _attach(
    dated: _DatedStatus, entries: Sequence[EntryDates], attached: AttachedStatuses, *, must_match: bool
) -> bool:
    for position, (business_date, next_date) in enumerate(entries):
        if business_date != dated.business_date or position in attached.by_position:
            continue
        if not must_match or next_date == dated.next_date:
            attached.by_position[position] = dated.status
            attached.of_another_next_date += dated.next_date not in (None, next_date)
            return True
    return False
