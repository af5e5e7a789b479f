"""From a plan to what the portal shows of it on a day: rows up to that day, parties, acts, orders."""

from __future__ import annotations

from datetime import date

from extract.records import Layout
from extract.standin.docket import (
    DateStyle,
    DocketCase,
    DocketHearing,
    DocketOrder,
    DocketParty,
    DocketProcess,
    DocketSubordinateCourt,
)
from extract.standin.places import MAHARASHTRA
from extract.standin.simulation.charges import acts_of, case_type_of, fir_of, has_child
from extract.standin.simulation.drawing import Draws
from extract.standin.simulation.lives import Sitting
from extract.standin.simulation.model import Model
from extract.standin.simulation.plans import CasePlan
from extract.standin.simulation.wordings import (
    REASONS_ALLOWED,
    REASONS_COURT,
    REASONS_PANDEMIC,
    STATE_NAMES,
    business_of,
    nature_of,
    purpose_of,
)
from extract.standin.simulation.working_days import PANDEMIC

LAYOUTS = (Layout.V4, Layout.V6_2025, Layout.V6_2026)
DATE_STYLES = (DateStyle.AS_PORTAL, DateStyle.NUMERIC, DateStyle.ORDINAL)
REASON_SHARE = 0.07
# Some courts enter a day's business weeks later; a page of that time does not show it yet.
LATE_SHARE = 0.25
LATEST_DAYS = 45
JUDGES = 4


def describe(plan: CasePlan, main: CasePlan, named: CasePlan | None, as_of: date) -> DocketCase | None:
    """The record as the portal shows it on ``as_of``; ``None`` before it was registered.

    ``main`` is its prosecution (itself, for one); ``named`` the magistrate's record on a sessions page.
    """
    if plan.life.registered > as_of.toordinal():
        return None
    hearings = _hearings(plan, as_of)
    is_disposed = bool(hearings) and hearings[-1].next_date is None
    draws, kind, seat = plan.draws("page"), case_type_of(plan), plan.seat
    filed, registered = (date.fromordinal(day) for day in (plan.life.filed, plan.life.registered))
    judge_number = 1 + plan.number % JUDGES
    return DocketCase(
        cnr=f"{seat.establishment.prefix}{plan.filing_number:06}{filed.year}",
        state_code=MAHARASHTRA,
        district_code=seat.place.district_code,
        complex_code=seat.place.code,
        court_code=seat.establishment.court_code,
        court_name=seat.establishment.name,
        case_type=kind.short,
        case_type_name=kind.name,
        case_type_code=kind.code,
        filing_number=plan.filing_number,
        filing_date=filed,
        registration_number=plan.registration_number,
        registration_date=registered,
        court_number=judge_number,
        judge=designation(plan, judge_number),
        petitioners=_state(draws) if plan.kind != "bail" else _accused(main)[:1],
        respondents=_accused(main) if plan.kind != "bail" else _state(draws),
        acts=acts_of(plan, main),
        is_disposed=is_disposed,
        first_hearing_date=hearings[0].business_date if hearings else None,
        decision_date=hearings[-1].business_date if is_disposed else None,
        nature_of_disposal=_nature(plan) if is_disposed else None,
        stage=None if is_disposed or not hearings else hearings[-1].purpose,
        fir=fir_of(main),
        subordinate_court=_named(named) if named else None,
        hearings=hearings,
        orders=_orders(draws, hearings, plan),
        processes=_processes(plan, hearings),
        is_name_hidden=has_child(main) and draws.chance(0.7),
        layout=draws.weighted(LAYOUTS, (0.3, 0.35, 0.35)),
        date_style=draws.weighted(DATE_STYLES, (0.9, 0.05, 0.05)),
    )


def designation(plan: CasePlan, number: int) -> str:
    """Whose court it is, without a name."""
    if plan.seat.is_sessions:
        return f"District Judge-{number} and Addl. Sessions Judge"
    return f"Jt. Civil Judge J.D. and J.M.F.C.-{number}"


def _hearings(plan: CasePlan, as_of: date) -> tuple[DocketHearing, ...]:
    """Rows entered by ``as_of``. The draws are made for the whole life, so that a later page repeats them."""
    draws = plan.draws("rows")
    late = draws.whole(5, LATEST_DAYS) if draws.chance(LATE_SHARE) and plan.kind == "prosecution" else 0
    usual, former_until = draws.whole(0, 11), plan.life.filed + draws.whole(100, 1500)
    rows = []
    for serial, sitting in enumerate(plan.life.sittings, start=1):
        row = _row(draws, plan, serial, sitting, usual, is_former_judge=sitting.day < former_until)
        if sitting.day + late <= as_of.toordinal():
            rows.append(row)
    return tuple(rows)


def _row(
    draws: Draws, plan: CasePlan, serial: int, sitting: Sitting, usual: int, *, is_former_judge: bool
) -> DocketHearing:
    purpose = "Disposed" if sitting.next_day is None else purpose_of(draws, sitting, usual)
    reason = None
    if sitting.next_day is not None and not sitting.is_effective and draws.chance(REASON_SHARE):
        reason = draws.one_of(_reasons(sitting))
    return DocketHearing(
        serial=serial,
        business_date=date.fromordinal(sitting.day),
        next_date=None if sitting.next_day is None else date.fromordinal(sitting.next_day),
        purpose=purpose,
        judge=designation(plan, 1 + (plan.number + 1) % JUDGES) if is_former_judge else None,
        business_text=business_of(sitting, purpose),
        adjournment_reason=reason,
    )


def _reasons(sitting: Sitting) -> tuple[str, ...]:
    if sitting.ruling == "allowed":
        return REASONS_ALLOWED
    day = date.fromordinal(sitting.day)
    is_pandemic = any(period.first <= day <= period.last for period in PANDEMIC)
    return REASONS_PANDEMIC if is_pandemic else REASONS_COURT


def _nature(plan: CasePlan) -> str:
    if plan.outcome is not None:
        return plan.outcome
    life = plan.life
    assert life.end is not None
    return nature_of(plan.draws("nature"), life.end, life.is_convicted, Model().unknown_outcome_share)


def _state(draws: Draws) -> tuple[DocketParty, ...]:
    return (DocketParty(draws.one_of(STATE_NAMES), (f"Advocate-{draws.whole(1, 40):04}",)),)


def _accused(main: CasePlan) -> tuple[DocketParty, ...]:
    """One to four accused; the first has counsel."""
    count = 1 + main.draws("accused").whole(0, 3)
    first = DocketParty(f"Party-{main.number:04}1", (f"Advocate-{1000 + main.number % 300:04}",))
    return (first, *(DocketParty(f"Party-{main.number:04}{extra}") for extra in range(2, count + 1)))


def _named(twin: CasePlan) -> DocketSubordinateCourt:
    return DocketSubordinateCourt(
        court=f"1-{designation(twin, 1)}",
        case_type=case_type_of(twin).short,
        number=twin.registration_number,
        year=date.fromordinal(twin.life.registered).year,
        decision_date=None if twin.life.ended is None else date.fromordinal(twin.life.ended),
    )


def _orders(draws: Draws, hearings: tuple[DocketHearing, ...], plan: CasePlan) -> tuple[DocketOrder, ...]:
    """An interim order in half of the cases, and the final one of a judgment."""
    orders = []
    if hearings and draws.chance(0.5):
        orders.append(DocketOrder(1, hearings[0].business_date, "Order on Exhibit"))
    if hearings and hearings[-1].next_date is None and plan.life.end == "judgment":
        orders.append(DocketOrder(len(orders) + 1, hearings[-1].business_date, "Judgement", is_final=True))
    return tuple(orders)


def _processes(plan: CasePlan, hearings: tuple[DocketHearing, ...]) -> tuple[DocketProcess, ...]:
    if not hearings or plan.kind != "prosecution" or not plan.draws("process").chance(0.2):
        return ()
    first = hearings[0].business_date
    prefix = plan.seat.establishment.prefix
    return (DocketProcess(f"P{prefix}{plan.filing_number:06}{first.year}_1_1", "Summons to accused", first),)
