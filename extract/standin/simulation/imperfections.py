"""What is wrong or awkward on real pages, put into a known share of the made-up ones.

Each function changes one case; which cases it is applied to depends on the case alone, so that a fault is
still there at the next timepoint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.standin.docket import DocketApplication, DocketCase, DocketHearing, DocketParty, DocketTransfer
from extract.standin.simulation.drawing import Draws

Change = Callable[[DocketCase, Draws], DocketCase]


@dataclass(frozen=True, slots=True)
class Imperfection:
    """A change and the share of prosecutions that have it."""

    name: str
    share: float
    change: Change


def entry_skipped(case: DocketCase, draws: Draws) -> DocketCase:
    """The clerk skipped a day: the next date of one row is not the day of the row after it."""
    skipped = draws.whole(2, 4)
    return replace(case, hearings=tuple(row for row in case.hearings if _may_stay(row, skipped)))


def row_repeated(case: DocketCase, draws: Draws) -> DocketCase:
    """One row twice, to the last character."""
    return replace(case, hearings=(*case.hearings[:1], *case.hearings))


def two_boards(case: DocketCase, draws: Draws) -> DocketCase:
    """Two rows for one day: the case stood on two boards."""
    again = [replace(row, purpose="Hearing", serial=900) for row in case.hearings if _is_second(row)]
    return replace(case, hearings=(*case.hearings[:2], *again, *case.hearings[2:]))


def sat_on_a_sunday(case: DocketCase, draws: Draws) -> DocketCase:
    """The day of the third row, and so the next date of the second, is the Sunday before."""
    second = next(filter(_is_second, case.hearings), None)
    if second is None or second.next_date is None:
        return case
    sunday = second.next_date - timedelta(days=(second.next_date.weekday() + 1) % 7)
    if sunday <= second.business_date:
        return case
    rows = tuple(
        replace(row, next_date=sunday)
        if row is second
        else replace(row, business_date=sunday)
        if row.serial == 3
        else row
        for row in case.hearings
    )
    return replace(case, hearings=rows)


def next_date_of_last_year(case: DocketCase, draws: Draws) -> DocketCase:
    """A next date with the year mistyped, a year before the day it was given."""
    return _with_next_date(case, lambda day: day - timedelta(days=364))


def next_date_of_next_century(case: DocketCase, draws: Draws) -> DocketCase:
    """A next date in 2201 for 2021."""
    return _with_next_date(case, lambda day: date(2201, day.month, min(day.day, 28)))


def decided_before_filing(case: DocketCase, draws: Draws) -> DocketCase:
    """The decision date mistyped by some years."""
    if case.decision_date is None:
        return case
    return replace(case, decision_date=case.filing_date - timedelta(days=200))


def disposal_undated(case: DocketCase, draws: Draws) -> DocketCase:
    """Disposed of, and no day of decision on the page."""
    return replace(case, decision_date=None)


def heard_after_decision(case: DocketCase, draws: Draws) -> DocketCase:
    """An entry for copies some weeks after the decision."""
    if case.decision_date is None:
        return case
    day = case.decision_date + timedelta(days=19)
    row = DocketHearing(
        case.hearings[-1].serial + 1, day, None, "Copy of order", business_text="Copy issued."
    )
    return replace(case, hearings=(*case.hearings, row))


def registration_undated(case: DocketCase, draws: Draws) -> DocketCase:
    """No registration date on the page."""
    return replace(case, is_registration_date_blank=True)


def registered_before_filing(case: DocketCase, draws: Draws) -> DocketCase:
    """The two dates the wrong way round, as where old cases were entered anew."""
    return replace(case, filing_date=case.registration_date, registration_date=case.filing_date)


def other_first_hearing(case: DocketCase, draws: Draws) -> DocketCase:
    """A first hearing date from before the first row."""
    if case.first_hearing_date is None:
        return case
    return replace(
        case, first_hearing_date=max(case.filing_date, case.first_hearing_date - timedelta(days=30))
    )


def parties_masked(case: DocketCase, draws: Draws) -> DocketCase:
    """XXXXXXX in place of the accused."""
    return replace(case, is_name_hidden=True, respondents=(DocketParty("XXXXXXX"),))


def moved_within(case: DocketCase, draws: Draws) -> DocketCase:
    """A transfer from one judge of the establishment to another."""
    if len(case.hearings) < 2:
        return case
    to = f"{case.court_number}-{case.judge}"
    number = case.court_number % 4 + 1
    before = f"{number}-{case.judge.replace(f'-{case.court_number}', f'-{number}')}"
    return replace(case, transfers=(DocketTransfer(case.hearings[1].business_date, before, to),))


def bail_inside(case: DocketCase, draws: Draws) -> DocketCase:
    """A bail application that is only listed inside the case."""
    if not case.hearings:
        return case
    filed = case.hearings[0].business_date
    application = DocketApplication(
        1, filed.year, case.respondents[0].name, case.petitioners[0].name, filed, None,
        "Argument on Bail Application", draws.one_of(("Allowed", "Rejected", "Disposed")),
    )  # fmt: skip
    return replace(case, applications=(application,))


IMPERFECTIONS: tuple[Imperfection, ...] = (
    Imperfection("moved_within", 0.06, moved_within),
    Imperfection("bail_inside", 0.06, bail_inside),
    Imperfection("two_boards", 0.01, two_boards),
    Imperfection("sat_on_a_sunday", 0.02, sat_on_a_sunday),
    Imperfection("entry_skipped", 0.03, entry_skipped),
    Imperfection("next_date_of_last_year", 0.003, next_date_of_last_year),
    Imperfection("next_date_of_next_century", 0.0015, next_date_of_next_century),
    Imperfection("heard_after_decision", 0.01, heard_after_decision),
    Imperfection("disposal_undated", 0.006, disposal_undated),
    Imperfection("decided_before_filing", 0.004, decided_before_filing),
    Imperfection("registration_undated", 0.02, registration_undated),
    Imperfection("registered_before_filing", 0.004, registered_before_filing),
    Imperfection("other_first_hearing", 0.02, other_first_hearing),
    Imperfection("row_repeated", 0.02, row_repeated),
)


def _with_next_date(case: DocketCase, change: Callable[[date], date]) -> DocketCase:
    """The second row with another next date, if it has one."""
    rows = tuple(
        replace(row, next_date=change(row.next_date)) if _is_second(row) and row.next_date else row
        for row in case.hearings
    )
    return replace(case, hearings=rows)


def _is_second(row: DocketHearing) -> bool:
    return row.serial == 2


def _may_stay(row: DocketHearing, skipped: int) -> bool:
    """Rows are told by their serial number, so that what was wrong before is wrong in the same way later."""
    return row.serial != skipped or row.next_date is None
