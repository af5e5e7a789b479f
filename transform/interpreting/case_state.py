"""Where a case stands at the study's cut-off: its dates, its stage, and how it ended.

Nothing dated after ``as_of`` counts: a later decision leaves the case undecided, and its stage and next
hearing are then those of its last entry up to ``as_of``. That makes tables built from a later pull equal to
those built from a pull made on ``as_of`` itself (METHODOLOGY section 2, as-of replay).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extract.quick_pickles import quick_to_pickle
from extract.records import CaseRecord
from transform.interpreting.history import History
from transform.interpreting.printed import read_date, stated
from transform.vocabulary import split_disposal, vocabulary

DISPOSED_STATUS = re.compile(r"\bdispos", re.IGNORECASE)
# Paused, not moving: shown apart from active pending cases (METHODOLOGY I06).
PAUSED_STAGES = frozenset({"stay", "dormant"})


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class CaseDates:
    """Days stated on the page, in its fields; ``decision`` and ``next_hearing`` are those of the cut-off."""

    filing: date | None
    registration: date | None
    first_hearing: date | None
    next_hearing: date | None
    decision: date | None

    @property
    def filed(self) -> date | None:
        """Filing date, else registration date: the day that puts a case into a window."""
        return self.filing or self.registration


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class CaseState:
    """Where the case stands at the cut-off."""

    status: str
    stage_printed: str | None
    stage_code: str | None
    nature_printed: str | None
    is_contested: bool | None
    outcome_code: str | None


def at_cut_off(
    record: CaseRecord, history: History, decision: date | None, known_decision: date | None
) -> tuple[CaseDates, CaseState]:
    """Dates and state; the page is outrun by ``as_of`` where it knows a later decision or entry."""
    is_undecided_yet = decision != known_decision
    is_outrun = is_undecided_yet or any(not hearing.is_within_as_of for hearing in history.hearings)
    dates = _dates(record, history, known_decision, is_outrun)
    return dates, _state(record, history, dates, is_undecided_yet=is_undecided_yet, is_outrun=is_outrun)


def _dates(record: CaseRecord, history: History, decision: date | None, is_outrun: bool) -> CaseDates:
    next_hearing = read_date(record.next_hearing_date, "next hearing date")
    if is_outrun:
        next_hearing = history.last.next_date if history.last else None
    return CaseDates(
        filing=read_date(record.filing_date, "filing date"),
        registration=read_date(record.registration_date, "registration date"),
        first_hearing=read_date(record.first_hearing_date, "first hearing date"),
        next_hearing=next_hearing,
        decision=decision,
    )


def _state(
    record: CaseRecord, history: History, dates: CaseDates, *, is_undecided_yet: bool, is_outrun: bool
) -> CaseState:
    """Status at the cut-off. An end that the page states without a day can't be placed after ``as_of``,
    so it stays an end as printed, with no decision date; a rule of the checks asks for it."""
    stage_printed = stated(record.stage)
    if is_outrun:
        stage_printed = stated(history.last.purpose_printed) if history.last else None
    nature_printed = None if is_undecided_yet else stated(record.nature_of_disposal)
    is_ended = dates.decision is not None or (
        not is_undecided_yet and bool(nature_printed or DISPOSED_STATUS.search(record.status or ""))
    )
    stage_code = vocabulary("purposes").code(stage_printed)
    outcome_code = None
    if is_ended:
        outcome_code = vocabulary("disposals").code(nature_printed) or "otherwise_unknown"
    return CaseState(
        status=_status(outcome_code, stage_code),
        stage_printed=stage_printed,
        stage_code=stage_code,
        nature_printed=nature_printed,
        is_contested=split_disposal(nature_printed)[0],
        outcome_code=outcome_code,
    )


def _status(outcome_code: str | None, stage_code: str | None) -> str:
    if outcome_code is None:
        return "inactive" if stage_code in PAUSED_STAGES else "pending"
    group = vocabulary("disposals").codes[outcome_code]["outcome_group"]
    return group if group in ("inactive", "left_court") else "disposed"
