"""Fills the outline of a reference case (court, dates, purposes) with made-up parties, acts and orders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.records import Layout
from extract.standin.act_catalogue import CHILDREN_ACT, IMMORAL_TRAFFIC, PENAL_CODE, local_act_code
from extract.standin.docket import (
    DocketAct,
    DocketCase,
    DocketFir,
    DocketHearing,
    DocketOrder,
    DocketParty,
    DocketProcess,
    DocketSubordinateCourt,
    DocketTransfer,
)
from extract.standin.places import KOLHAPUR, MAHARASHTRA, NASHIK, Complex, Establishment

STATIONS = ("City Chowk", "Kranti Chowk", "MIDC", "Taluka")
TEXT_BY_PURPOSE = {
    "Appearance": "Accused produced. Copies supplied.",
    "First Order": "Perused the charge-sheet. Order passed below Exh. 1.",
    "Charge": "Heard both sides on charge.",
    "Plea": "Charge explained. Accused pleaded not guilty.",
    "Evidence": "Witness present. Chief examination recorded.",
    "Evidence Part Heard": "Cross examination part heard.",
    "Statement U/s 313": "Statement of accused recorded.",
    "Arguments": "Arguments heard in part.",
    "Disposed": "Judgment pronounced in open court.",
}
ADJOURNMENT_REASONS = ("Accused absent", "Judge on Leave", "No witness present or summoned")
# One day in court in fourteen has a recorded reason: real records have one in sixteen.
REASON_EVERY = 14


@dataclass(frozen=True, slots=True)
class CaseOutline:
    """What the reference study fixes of a case; decision and nature of disposal only when it is disposed."""

    complex: Complex
    filing_date: date
    first_hearing_date: date
    hearings: tuple[DocketHearing, ...]
    decision_date: date | None = None
    nature_of_disposal: str | None = None


def describe_case(index: int, outline: CaseOutline, layout: Layout) -> DocketCase:
    """Case ``index`` of the study (1..103) in full."""
    return replace(
        registered_case(index, outline),
        first_hearing_date=outline.first_hearing_date,
        decision_date=outline.decision_date,
        nature_of_disposal=outline.nature_of_disposal,
        is_disposed=outline.decision_date is not None,
        stage=None if outline.decision_date else outline.hearings[-1].purpose,
        fir=fir_of(index, outline.complex, outline.filing_date),
        subordinate_court=subordinate_court_of(index, outline.filing_date),
        hearings=tuple(with_daily_status(index, hearing) for hearing in outline.hearings),
        orders=orders_of(index, outline),
        transfers=transfers_of(index, outline),
        processes=processes_of(index, outline),
        layout=layout,
    )


def registered_case(index: int, outline: CaseOutline) -> DocketCase:
    """The case on the day it was registered: numbers, court, parties and acts."""
    establishment = establishment_of(index, outline.complex)
    is_special = has_child_victim(index)
    judge_number = index % 4 + 1
    return DocketCase(
        cnr=f"{establishment.prefix}{index:06}{outline.filing_date.year}",
        state_code=MAHARASHTRA,
        district_code=outline.complex.district_code,
        complex_code=outline.complex.code,
        court_code=establishment.court_code,
        court_name=establishment.name,
        case_type="Spl.Case" if is_special else "Sessions Case",
        case_type_name="Spl.Case - Special Case (Sessions)" if is_special else "Sessions Case",
        case_type_code=26 if is_special else 15,
        filing_number=100 + 3 * index,
        filing_date=outline.filing_date,
        registration_number=index,
        registration_date=outline.filing_date,
        court_number=judge_number,
        judge=judge_designation(judge_number),
        petitioners=(DocketParty("State of Maharashtra", (f"Advocate-{index % 9 + 1:03}",)),),
        respondents=respondents_of(index),
        acts=acts_of(index, outline.complex.code),
    )


def judge_designation(number: int) -> str:
    """Whose court it is, without a name."""
    return f"District Judge-{number} and Addl. Sessions Judge"


def has_child_victim(index: int) -> bool:
    """Every seventh case also falls under the children's act and goes to a special court."""
    return index % 7 == 3


def establishment_of(index: int, place: Complex) -> Establishment:
    """The sessions court; in Nashik every third case is before the Special Court of the same complex."""
    return place.establishments[3 if place is NASHIK and index % 3 == 0 else 0]


def respondents_of(index: int) -> tuple[DocketParty, ...]:
    """One to three accused, the first with counsel."""
    first = DocketParty(f"Party-{index:03}", (f"Advocate-{100 + index:03}",))
    return (first, *(DocketParty(f"Party-{200 + 2 * index + extra}") for extra in range(index % 3)))


def acts_of(index: int, complex_code: str) -> tuple[DocketAct, ...]:
    """The trafficking act in every case, the penal code in two of three, the children's in some."""
    spellings = IMMORAL_TRAFFIC[complex_code]
    code, name = spellings[1 if complex_code == KOLHAPUR.code and index % 4 == 1 else 0]
    acts = [DocketAct(code, name, ("3,4,5", "3,4,5,7", "3,4,5,7,")[index % 3])]
    if index % 3:
        sections = ("370,34", "372", "366 A,370,34")[index // 3 % 3]
        acts.append(DocketAct(local_act_code(complex_code, PENAL_CODE), PENAL_CODE, sections))
    if has_child_victim(index):
        acts.append(DocketAct(local_act_code(complex_code, CHILDREN_ACT), CHILDREN_ACT, "4,6"))
    return tuple(acts)


def fir_of(index: int, place: Complex, filing_date: date) -> DocketFir:
    """A FIR of its own for every case, registered two months before the charge-sheet."""
    station = index % len(STATIONS)
    code = f"{place.district_code}{station + 1:02}"
    return DocketFir(code, STATIONS[station], 300 + index, (filing_date - timedelta(days=60)).year)


def subordinate_court_of(index: int, filing_date: date) -> DocketSubordinateCourt | None:
    """Every fourth page names the magistrate's case it came from, which this portal doesn't hold."""
    if index % 4 != 2:
        return None
    committed = filing_date - timedelta(days=20)
    return DocketSubordinateCourt("---", "R.C.C.", 1000 + index, committed.year - 1, committed)


def with_daily_status(index: int, hearing: DocketHearing) -> DocketHearing:
    """The day's business text, and on some days the court's reason for the adjournment."""
    has_reason = hearing.next_date is not None and (index + hearing.serial) % REASON_EVERY == 0
    reason = ADJOURNMENT_REASONS[index % len(ADJOURNMENT_REASONS)] if has_reason else None
    text = "Matter adjourned." if has_reason else TEXT_BY_PURPOSE[hearing.purpose]
    return replace(hearing, business_text=text, adjournment_reason=reason)


def orders_of(index: int, outline: CaseOutline) -> tuple[DocketOrder, ...]:
    """An interim order in every second case, and the judgment of a decided one."""
    orders = []
    if index % 2 == 0:
        orders.append(DocketOrder(1, outline.hearings[0].business_date, "Order on Exhibit"))
    if outline.decision_date is not None:
        orders.append(DocketOrder(len(orders) + 1, outline.decision_date, "Judgement", is_final=True))
    return tuple(orders)


def transfers_of(index: int, outline: CaseOutline) -> tuple[DocketTransfer, ...]:
    """Every ninth case went from one judge of the establishment to another on its second day."""
    if index % 9:
        return ()
    day = outline.hearings[1].business_date
    before, after = (index + 1) % 4 + 1, index % 4 + 1
    return (
        DocketTransfer(day, f"{before}-{judge_designation(before)}", f"{after}-{judge_designation(after)}"),
    )


def processes_of(index: int, outline: CaseOutline) -> tuple[DocketProcess, ...]:
    """A summons in every fifth case."""
    if index % 5:
        return ()
    first = outline.first_hearing_date
    prefix = establishment_of(index, outline.complex).prefix
    process_id = f"P{prefix}{index:06}{first.year}_1_1"
    return (DocketProcess(process_id, "Summons to accused", first + timedelta(days=1)),)
