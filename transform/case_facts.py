"""What a case's record means, at the study's cut-off: the step between records as printed and table rows.

Nothing dated after ``as_of`` counts: a later decision leaves the case undecided, and its stage and next
hearing are then those of its last entry up to ``as_of``. That makes tables built from a later pull equal to
those built from a pull made on ``as_of`` itself (METHODOLOGY section 2, as-of replay).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.quick_pickles import quick_to_pickle
from extract.records import CaseRecord
from transform.charges import Charge, code_charge
from transform.hearings import HearingFacts, History, interpret_history
from transform.parameters import TableParameters
from transform.printed import read_date, read_designation, read_number, stated
from transform.pseudonyms import pseudonym
from transform.snapshots import Snapshot, StatusPage
from transform.vocabulary import normalise, split_disposal, vocabulary

DISPOSED_STATUS = re.compile(r"\bdispos", re.IGNORECASE)
LEVEL_WORDINGS = (
    ("juvenile_board", re.compile(r"juvenile", re.IGNORECASE)),
    ("magistrate", re.compile(r"magistrate|\bj\.?\s?m\.?\s?f\.?\s?c|\bc\.?j\.?m\b", re.IGNORECASE)),
    ("sessions", re.compile(r"session|special judge|\bdist(\.|rict)? judge", re.IGNORECASE)),
)
# Paused, not moving: shown apart from active pending cases (METHODOLOGY I06).
PAUSED_STAGES = frozenset({"stay", "dormant"})

PROSECUTION_KINDS = ("prosecution", "committal")
"""Kinds of case that are a prosecution: also as the magistrate has it before it is committed."""


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


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class PrintedCharge:
    """One act and section as printed, and coded."""

    act_printed: str
    section_printed: str | None
    coded: Charge


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case, interpreted. ``record`` is as printed, after corrections; no table takes it as it is."""

    case_id: str
    page_id: str
    snapshot_count: int
    record: CaseRecord
    district: str
    case_type_code: str | None
    case_kind: str
    court_level: str
    dates: CaseDates
    state: CaseState
    clock_start: date | None
    fir_id: str | None
    charges: tuple[PrintedCharge, ...]
    history: History

    @property
    def hearings(self) -> tuple[HearingFacts, ...]:
        return self.history.hearings

    @property
    def is_prosecution(self) -> bool:
        return self.case_kind in PROSECUTION_KINDS

    @property
    def place(self) -> tuple[str | None, str | None]:
        """Portal codes of state and district."""
        return self.record.state_code, self.record.district_code


def interpret_case(
    snapshot: Snapshot,
    record: CaseRecord,
    case_id: str,
    statuses: Sequence[StatusPage],
    parameters: TableParameters,
    key: bytes,
) -> CaseFacts:
    """Give a record its meaning; raises ``InterpretationError`` for a value that has none."""
    refuse_unreadable(record)
    decision = read_date(record.decision_date, "decision date")
    known_decision = decision if decision is None or decision <= parameters.as_of else None
    history = interpret_history(record, statuses, known_decision, parameters.as_of)
    dates, state = _at_cut_off(record, history, decision, known_decision)
    case_type_code = vocabulary("case_types").code(record.case_type)
    level = _court_level(record, case_type_code)
    return CaseFacts(
        case_id=case_id,
        page_id=snapshot.page.page_id,
        snapshot_count=snapshot.count,
        record=record,
        district=_district(record, parameters),
        case_type_code=case_type_code,
        case_kind=_case_kind(case_type_code, level, state),
        court_level=level,
        dates=dates,
        state=state,
        clock_start=_clock_start(dates, parameters),
        fir_id=fir_pseudonym(record, key),
        charges=_charges(record),
        history=history,
    )


def fir_pseudonym(record: CaseRecord, key: bytes) -> str | None:
    """Pseudonym of district, police station, FIR number and year; ``None`` unless all of them are stated."""
    fir = record.fir
    if fir is None or record.district_code is None:
        return None
    station, number, year = normalise(fir.police_station or ""), (fir.number or "").strip(), fir.year or ""
    number = number.lstrip("0")
    if not station or not number or not re.fullmatch(r"(19|20)\d\d", year.strip()):
        return None
    parts = (record.state_code or "", record.district_code, station, normalise(number), year.strip())
    return pseudonym(key, "fir", "|".join(parts))


def refuse_unreadable(record: CaseRecord) -> None:
    """Read what only later tables use, so that every unreadable value is met here and stops its case."""
    for order in record.orders:
        read_number(order.number, "number of an order")
        read_date(order.date, "date of an order")
    for transfer in record.transfers:
        read_date(transfer.transfer_date, "date of a transfer")
    for application in record.interlocutory_applications:
        read_date(application.filing_date, "filing date of an application")
    if record.subordinate_court is not None:
        read_date(record.subordinate_court.decision_date, "decision date of the subordinate court")


def _at_cut_off(
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


def _case_kind(case_type_code: str | None, level: str, state: CaseState) -> str:
    if case_type_code is None:
        return "unmapped"
    kind = vocabulary("case_types").codes[case_type_code]["case_kind"]
    is_committed = kind == "prosecution" and level == "magistrate" and state.outcome_code == "committed"
    return "committal" if is_committed else kind


def _court_level(record: CaseRecord, case_type_code: str | None) -> str:
    """By the case type, else by what the judge or the court is called."""
    level = "" if case_type_code is None else vocabulary("case_types").codes[case_type_code]["court_level"]
    if level:
        return level
    texts = (read_designation(record.court_number_and_judge), record.court_name)
    return next(filter(None, map(worded_level, texts)), "not_stated")


def worded_level(text: str | None) -> str:
    """Level of court that the designation of a judge or the name of a court tells; empty if it tells none."""
    return next((level for level, wording in LEVEL_WORDINGS if wording.search(text or "")), "")


def _district(record: CaseRecord, parameters: TableParameters) -> str:
    named = parameters.districts.get((record.state_code or "", record.district_code or ""))
    return named or stated(record.district_name) or "not stated"


def _clock_start(dates: CaseDates, parameters: TableParameters) -> date | None:
    """The day the study counts from; ``None`` if it is not stated or has not come by the cut-off."""
    start = {
        "registration_date": dates.registration,
        "filing_date": dates.filing,
        "first_hearing_date": dates.first_hearing,
    }[parameters.clock_start]
    return start if start is None or start <= parameters.as_of else None


def _charges(record: CaseRecord) -> tuple[PrintedCharge, ...]:
    """Page order; an act without a section is one charge without a section."""
    charges = []
    for row in record.acts:
        sections: tuple[str | None, ...] = row.sections or (None,)
        charges += [PrintedCharge(row.act, section, code_charge(row.act, section)) for section in sections]
    return tuple(charges)
