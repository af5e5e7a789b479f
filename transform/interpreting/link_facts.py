"""What linking needs of a case: how it names others, and how others may name it.

Kept of every case from build to build and handed between processes by the ten thousand, hence a plain tuple;
references are read once, here.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from extract.records import InterlocutoryApplication, LinkedCase, SubordinateCourt
from transform.interpreting.case_facts import PROSECUTION_KINDS, CaseFacts, PrintedCharge
from transform.interpreting.printed import read_case_reference

Number = tuple[int, int]
"""Number and year under which a court keeps a case."""


class LinkFacts(NamedTuple):
    """One case. ``charges`` are those of a bail case, ``is_listed_for_bail`` speaks of its history."""

    case_id: str
    cnr: str
    state_code: str | None
    district_code: str | None
    district: str
    case_kind: str
    case_type: str | None
    case_type_code: str | None
    court_level: str
    registered_as: Number | None
    filed_as: Number | None
    filed: date | None
    decided: date | None
    nature_printed: str | None
    outcome_code: str | None
    fir_id: str | None
    subordinate_court: SubordinateCourt | None
    linked_cases: tuple[LinkedCase, ...]
    applications: tuple[InterlocutoryApplication, ...]
    charges: tuple[PrintedCharge, ...]
    is_listed_for_bail: bool

    @property
    def is_prosecution(self) -> bool:
        return self.case_kind in PROSECUTION_KINDS

    @property
    def place(self) -> tuple[str | None, str | None]:
        """Portal codes of state and district."""
        return self.state_code, self.district_code


def link_facts(case: CaseFacts) -> LinkFacts:
    """What linking needs of ``case``."""
    record = case.record
    return LinkFacts(
        case_id=case.case_id,
        cnr=record.cnr,
        state_code=record.state_code,
        district_code=record.district_code,
        district=case.district,
        case_kind=case.case_kind,
        case_type=record.case_type,
        case_type_code=case.case_type_code,
        court_level=case.court_level,
        registered_as=_number(record.registration_number),
        filed_as=_number(record.filing_number),
        filed=case.dates.filed,
        decided=case.dates.decision,
        nature_printed=case.state.nature_printed,
        outcome_code=case.state.outcome_code,
        fir_id=case.fir_id,
        subordinate_court=record.subordinate_court,
        linked_cases=record.linked_cases,
        applications=record.interlocutory_applications,
        charges=case.charges if case.case_kind == "bail" else (),
        is_listed_for_bail=any(
            hearing.purpose_code == "bail_hearing" and hearing.is_within_as_of for hearing in case.hearings
        ),
    )


def _number(printed: str | None) -> Number | None:
    reference = read_case_reference(printed)
    return reference and reference[1:]
