"""Table ``adjournments``: one row per entry and definition it meets, up to ``as_of`` (METHODOLOGY 1.2).

The definitions rival one another and are always reported side by side:

* A0, hearing rows: every entry. Overstates by one per disposed case, whose closing entry is counted too.
* A1, next-date adjournments (primary): distinct days of business with a later next date; the closing entry
  is not one. Of several such entries on one day the first counts.
* A2, no stage progress: A1 entries whose next entry has the same purpose.
* A2x: A2 entries whose purpose is not the taking of evidence, which may rightly go on for several days.
* A3, label-signalled: A1 entries whose purpose itself says that nothing was heard.
* A4e, stated reason: entries whose daily status fills in "Reason for Adjournment".

Bail applications and other cases have entries of their own; they are never added to the prosecution's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

import pyarrow as pa

from transform.builders.table_rows import TableRows
from transform.interpreting.history import HearingFacts
from transform.parameters import TableParameters
from transform.vocabulary import UNMAPPED, vocabulary

NONE_STATED = "none_stated"
SAYS_NOTHING = "unknown"
HEARING_COLUMNS = ("hearing_number", "business_date", "next_date", "purpose_code")
_said: Callable[[HearingFacts], tuple[object, ...]] = attrgetter(*HEARING_COLUMNS)


class Adjournment(NamedTuple):
    """One entry under one definition; ``reason_code`` where a page or a label states one."""

    definition_id: str
    hearing: HearingFacts
    reason_code: str | None = None


def adjournments_table(
    histories: Iterable[tuple[str, Sequence[HearingFacts]]], parameters: TableParameters
) -> pa.Table:
    """Rows of ``adjournments`` from (case_id, hearings in order) pairs."""
    rows = TableRows("adjournments", parameters)
    columns = (*HEARING_COLUMNS, "definition_id", "reason_code", "side", "case_id")
    for case_id, hearings in histories:
        found = find_adjournments(hearings)
        rows.add_all(
            columns,
            [(*_said(hearing), definition, why, _side(why), case_id) for definition, hearing, why in found],
        )
    return rows.finish()


def find_adjournments(hearings: Sequence[HearingFacts]) -> list[Adjournment]:
    """All adjournments of one case, definition by definition; ``hearings`` are in the order of dates."""
    entries = [hearing for hearing in hearings if hearing.is_within_as_of]
    next_dates = _with_next_date(entries)
    without_progress = _without_progress(next_dates, entries)
    return [
        *(Adjournment("A0", entry) for entry in entries),
        *(Adjournment("A1", entry) for entry in next_dates),
        *(Adjournment("A2", entry) for entry in without_progress),
        *(Adjournment("A2x", entry) for entry in without_progress if not _takes_evidence(entry)),
        *_signalled_by_label(next_dates),
        *_with_stated_reason(entries),
    ]


def _with_next_date(entries: Sequence[HearingFacts]) -> list[HearingFacts]:
    """A1: the first entry of each business date that gives a later next date."""
    first_of_day: dict[object, HearingFacts] = {}
    for entry in entries:
        day, next_date = entry.business_date, entry.next_date
        if day is not None and next_date is not None and next_date > day and not entry.is_terminal:
            first_of_day.setdefault(day, entry)
    return list(first_of_day.values())


def _without_progress(
    next_dates: Sequence[HearingFacts], entries: Sequence[HearingFacts]
) -> list[HearingFacts]:
    """A2: the purpose given is given again on the next day of business.

    The last entry of an undecided case has no next entry yet: unknown, so no row. A purpose that is not
    stated, not in our map, or says nothing ("Others") is not known to repeat: no row either.
    """
    dated = [entry for entry in entries if entry.business_date is not None]
    following: dict[int, HearingFacts] = {}
    first_of_later_day: HearingFacts | None = None
    for position in range(len(dated) - 1, -1, -1):
        if position + 1 < len(dated) and dated[position + 1].business_date != dated[position].business_date:
            first_of_later_day = dated[position + 1]
        if first_of_later_day is not None:
            following[dated[position].hearing_number] = first_of_later_day
    return [
        entry
        for entry in next_dates
        if entry.purpose_code not in (None, UNMAPPED, SAYS_NOTHING)
        and entry.hearing_number in following
        and following[entry.hearing_number].purpose_code == entry.purpose_code
    ]


def _takes_evidence(entry: HearingFacts) -> bool:
    code = entry.purpose_code
    return code is not None and vocabulary("purposes").codes[code]["takes_evidence"] == "true"


def _signalled_by_label(next_dates: Sequence[HearingFacts]) -> list[Adjournment]:
    """A3: the vocabulary marks the purpose as an adjournment label, with its reason where it names one."""
    codes = vocabulary("purposes").codes
    return [
        Adjournment("A3", entry, codes[entry.purpose_code]["reason_code"] or None)
        for entry in next_dates
        if entry.purpose_code is not None and codes[entry.purpose_code]["is_adjournment_label"] == "true"
    ]


def _with_stated_reason(entries: Sequence[HearingFacts]) -> list[Adjournment]:
    """A4e: the daily status states a reason; ``unmapped`` where the vocabulary does not know it.

    "Nil" in the field for the reason states that there is none.
    """
    reasons = vocabulary("adjournment_reasons")
    stated = [entry for entry in entries if entry.reason_printed is not None]
    coded = ((entry, reasons.code(entry.reason_printed)) for entry in stated)
    return [Adjournment("A4e", entry, code) for entry, code in coded if code not in (None, NONE_STATED)]


def _side(reason_code: str | None) -> str | None:
    if reason_code is None:
        return None
    return vocabulary("adjournment_reasons").codes[reason_code]["side"] or None
