"""What a case's record means, at the study's cut-off: the step between records as printed and table rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.quick_pickles import quick_to_pickle
from extract.records import CaseRecord
from transform.interpreting.case_state import CaseDates, CaseState, at_cut_off
from transform.interpreting.charges import Charge, code_charge
from transform.interpreting.court_levels import court_level
from transform.interpreting.history import HearingFacts, History, interpret_history
from transform.interpreting.printed import read_date, read_number, stated
from transform.interpreting.snapshots import Snapshot, StatusPage
from transform.parameters import TableParameters
from transform.pseudonyms import pseudonym
from transform.vocabulary import normalise, vocabulary

PROSECUTION_KINDS = ("prosecution", "committal")
"""Kinds of case that are a prosecution: also as the magistrate has it before it is committed."""


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
    def ended(self) -> date | None:
        """Day of the decision entry, where it ended the case here; a case only laid by is undecided still."""
        return None if self.state.status == "inactive" else self.dates.decision

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
    history, dates, state = _known_at_cut_off(record, statuses, parameters.as_of)
    case_type_code = vocabulary("case_types").code(record.case_type)
    level = court_level(record, case_type_code)
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


def _known_at_cut_off(
    record: CaseRecord, statuses: Sequence[StatusPage], as_of: date
) -> tuple[History, CaseDates, CaseState]:
    """A case as one could know it on ``as_of``: a decision of a later day is none yet."""
    decision = read_date(record.decision_date, "decision date")
    known_decision = decision if decision is None or decision <= as_of else None
    history = interpret_history(record, statuses, known_decision, as_of)
    return history, *at_cut_off(record, history, decision, known_decision)


def _case_kind(case_type_code: str | None, level: str, state: CaseState) -> str:
    if case_type_code is None:
        return "unmapped"
    kind = vocabulary("case_types").codes[case_type_code]["case_kind"]
    is_committed = kind == "prosecution" and level == "magistrate" and state.outcome_code == "committed"
    return "committal" if is_committed else kind


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
