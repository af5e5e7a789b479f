"""The entries of a case's history, in the order of their dates.

An entry says: the court sat on the business date, gave a next date, and for what purpose. Pages list entries
oldest or newest first, so the page's order is not used at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extract.quick_pickles import quick_to_pickle
from extract.records import CaseRecord
from transform.interpreting.daily_statuses import AttachedStatuses, attach_statuses
from transform.interpreting.entry_order import DatedEntry, dated_entry, in_order, printed_texts
from transform.interpreting.printed import read_designation, stated
from transform.interpreting.snapshots import StatusPage
from transform.vocabulary import Vocabulary, vocabulary


class HearingFacts(NamedTuple):
    """One entry; ``hearing_number`` counts from 1 in the order of dates."""

    hearing_number: int
    business_date: date | None
    next_date: date | None
    purpose_printed: str | None
    purpose_code: str | None
    judge_designation: str | None
    is_terminal: bool
    is_within_as_of: bool
    has_daily_status: bool
    reason_printed: str | None


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class History:
    """All entries of a case, the rows dropped as exact repetitions, and what became of its daily statuses."""

    hearings: tuple[HearingFacts, ...]
    repeated_row_count: int
    statuses: AttachedStatuses

    @property
    def last(self) -> HearingFacts | None:
        """Last entry up to the cut-off."""
        within = [hearing for hearing in self.hearings if hearing.is_within_as_of]
        return within[-1] if within else None


def interpret_history(
    record: CaseRecord, statuses: Sequence[StatusPage], decision_date: date | None, as_of: date
) -> History:
    """Order, code and bound one record's history; raises ``InterpretationError`` for unreadable dates."""
    printed_rows = {printed_texts(row): row for row in record.hearings}
    rows = in_order([dated_entry(row) for row in printed_rows.values()])
    attached = attach_statuses([(row.business_date, row.next_date) for row in rows], record, statuses)
    purposes = vocabulary("purposes")
    hearings = tuple(
        _facts(number, row, purposes, attached, decision_date, as_of)
        for number, row in enumerate(rows, start=1)
    )
    return History(hearings, len(record.hearings) - len(rows), attached)


def _facts(
    number: int,
    dated: DatedEntry,
    purposes: Vocabulary,
    attached: AttachedStatuses,
    decision_date: date | None,
    as_of: date,
) -> HearingFacts:
    row, business_date, next_date = dated
    purpose_code = purposes.code(row.purpose)
    day = business_date or next_date
    is_closing = purpose_code == "disposed" or (business_date is not None and business_date == decision_date)
    status = attached.by_position.get(number - 1)
    return HearingFacts(
        hearing_number=number,
        business_date=business_date,
        next_date=next_date,
        purpose_printed=stated(row.purpose),
        purpose_code=purpose_code,
        judge_designation=read_designation(row.judge),
        is_terminal=next_date is None and is_closing,
        is_within_as_of=day is not None and day <= as_of,
        has_daily_status=status is not None,
        reason_printed=None if status is None else stated(status.adjournment_reason),
    )
