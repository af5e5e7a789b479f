"""Faults a check must notice: each function puts one kind of fault into a docket and returns a new one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from extract.standin.docket import DocketCase, DocketHearing

# Reference cases the faults are put into: a disposed one, and a pending one with five days in court.
DISPOSED_POSITION = 9
PENDING_POSITION = 26
# One row in twelve is 8 %, well above the five that may be unknown.
UNKNOWN_EVERY = 12
UNKNOWN_PURPOSE = "Qwerty 77"


def with_broken_chain(docket: list[DocketCase]) -> list[DocketCase]:
    """The next date of one row isn't the business date of the row after it."""
    case = docket[PENDING_POSITION]
    row = case.hearings[1]
    assert row.next_date is not None
    changed = replace(row, next_date=row.next_date + timedelta(days=9))
    return with_case(docket, PENDING_POSITION, replace(case, hearings=with_row(case, 1, changed)))


def with_next_date_before_business_date(docket: list[DocketCase]) -> list[DocketCase]:
    """One row is adjourned to a day before the day it was heard."""
    case = docket[PENDING_POSITION]
    row = case.hearings[1]
    changed = replace(row, next_date=row.business_date - timedelta(days=30))
    return with_case(docket, PENDING_POSITION, replace(case, hearings=with_row(case, 1, changed)))


def with_decision_before_filing(docket: list[DocketCase]) -> list[DocketCase]:
    """One case is decided a month before it was filed."""
    case = docket[DISPOSED_POSITION]
    decision = case.filing_date - timedelta(days=30)
    return with_case(docket, DISPOSED_POSITION, replace(case, decision_date=decision))


def with_disposal_undated(docket: list[DocketCase]) -> list[DocketCase]:
    """One case is disposed of, but its page gives no decision date."""
    return with_case(docket, DISPOSED_POSITION, replace(docket[DISPOSED_POSITION], decision_date=None))


def with_unknown_purposes(docket: list[DocketCase]) -> list[DocketCase]:
    """One row in twelve has a purpose no vocabulary knows."""
    changed, count = [], 0
    for case in docket:
        rows = []
        for row in case.hearings:
            count += 1
            is_unknown = count % UNKNOWN_EVERY == 0 and row.next_date is not None
            rows.append(replace(row, purpose=UNKNOWN_PURPOSE) if is_unknown else row)
        changed.append(replace(case, hearings=tuple(rows)))
    return changed


def with_case(docket: list[DocketCase], position: int, case: DocketCase) -> list[DocketCase]:
    """The docket with another case at ``position``."""
    return [*docket[:position], case, *docket[position + 1 :]]


def with_row(case: DocketCase, position: int, row: DocketHearing) -> tuple[DocketHearing, ...]:
    """The hearings of ``case`` with another row at ``position``."""
    return (*case.hearings[:position], row, *case.hearings[position + 1 :])
