"""What the cases are about: case type, acts and sections, police report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.standin.act_catalogue import IMMORAL_TRAFFIC, PROCEDURE_CODE, local_act_code
from extract.standin.docket import DocketAct, DocketFir
from extract.standin.simulation.plans import CasePlan
from extract.standin.simulation.wordings import (
    CHILDREN_ACT_NAME,
    CHILDREN_SECTIONS,
    IMMORAL_TRAFFIC_SECTIONS,
    IMMORAL_TRAFFIC_SPELLINGS,
    OTHER_PENAL_SECTIONS,
    PENAL_CODE_NAME,
    PENAL_SECTIONS,
    STATIONS,
)

IMMORAL_TRAFFIC_SHARE = 0.85
CHILD_SHARE = 0.14
WITHOUT_FIR_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class CaseType:
    """Short form of lists, form of the case page, number in the dropdown."""

    short: str
    name: str
    code: int


SESSIONS_CASE = CaseType("Sessions Case", "Sessions Case", 15)
SPECIAL_CASE = CaseType("Spl.Case", "Spl.Case - Special Case (Sessions)", 16)
CHILD_CASE = CaseType("Spl.Case Child Prot.", "Spl.Case Child Prot. - Spl.Case under POCSO Act", 93)
REGULAR_CASE = CaseType("R.C.C.", "R.C.C. - Regular Criminal Case", 30)
SUMMARY_CASE = CaseType("S.C.C.", "S.C.C. - Summary Criminal Case", 34)
BAIL_APPLICATION = CaseType("Cri.Bail Appln.", "Cri.Bail Appln. - Bail Application", 36)


def case_type_of(plan: CasePlan) -> CaseType:
    """The record's type, by its court and whether a child is among the victims."""
    if plan.kind == "bail":
        return BAIL_APPLICATION
    if plan.kind == "committal":
        return REGULAR_CASE
    if not plan.seat.is_sessions:
        return REGULAR_CASE if plan.draws("type").chance(0.9) else SUMMARY_CASE
    if has_child(plan):
        return CHILD_CASE
    return SESSIONS_CASE if plan.draws("type").chance(0.7) else SPECIAL_CASE


def has_child(plan: CasePlan) -> bool:
    """Whether the Act for children is among the charges; only sessions judges try these."""
    return plan.kind == "prosecution" and plan.seat.is_sessions and plan.draws("child").chance(CHILD_SHARE)


def acts_of(plan: CasePlan, main: CasePlan) -> tuple[DocketAct, ...]:
    """The acts of ``main``, the prosecution, under the numbers of the complex in which ``plan`` lies."""
    draws = main.draws("acts")
    code = plan.seat.place.code
    acts = []
    has_immoral_traffic = draws.chance(IMMORAL_TRAFFIC_SHARE)
    if has_immoral_traffic:
        number, name = draws.one_of(spellings_of(code))
        acts.append(DocketAct(number, name, draws.one_of(IMMORAL_TRAFFIC_SECTIONS)))
    if not has_immoral_traffic or draws.chance(0.6):
        sections = PENAL_SECTIONS if not has_immoral_traffic or draws.chance(0.5) else OTHER_PENAL_SECTIONS
        acts.append(
            DocketAct(
                local_act_code(code, PENAL_CODE_NAME), PENAL_CODE_NAME, _penal(draws.one_of(sections), acts)
            )
        )
    if has_child(main):
        acts.append(
            DocketAct(
                local_act_code(code, CHILDREN_ACT_NAME), CHILDREN_ACT_NAME, draws.one_of(CHILDREN_SECTIONS)
            )
        )
    if plan.kind == "bail":
        acts.append(DocketAct(local_act_code(code, PROCEDURE_CODE), PROCEDURE_CODE, "439"))
    return tuple(acts)


def _penal(sections: str, others: list[DocketAct]) -> str:
    """Without the trafficking act a section must be trafficking, or no search would find the case."""
    return sections if others or sections != "366 A,370,34" else "370,34"


def spellings_of(complex_code: str) -> tuple[tuple[str, str], ...]:
    """(local number, spelling) of the trafficking act in a complex: one, in every third complex two."""
    known = IMMORAL_TRAFFIC.get(complex_code)
    if known is not None:
        return known[:1]
    first = int(complex_code) % len(IMMORAL_TRAFFIC_SPELLINGS)
    count = 2 if int(complex_code) % 3 == 0 else 1
    chosen = (IMMORAL_TRAFFIC_SPELLINGS * 2)[first : first + count]
    return tuple((str(300 + int(complex_code) % 97 + position), name) for position, name in enumerate(chosen))


def fir_of(main: CasePlan) -> DocketFir | None:
    """The police report of a prosecution, which its bail applications and other records repeat."""
    origin = main.began or main.number
    draws = main.draws("fir") if main.began is None else None
    if draws is not None and draws.chance(WITHOUT_FIR_SHARE):
        return None
    station = origin % len(STATIONS)
    year = date.fromordinal(main.life.filed - 75).year
    district = main.seat.place.district_code
    return DocketFir(f"{district}{station + 1:02}", STATIONS[station], 100 + origin, year)
