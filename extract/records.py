"""Case records as printed: what a page says, in the court's own words.

Every text is kept as printed, with runs of white space (``&nbsp;`` included) collapsed to one blank and the
ends stripped. ``None`` means the page has no such place; ``""`` means the place is there and empty. Nothing
here is interpreted: dates stay text, purposes stay the clerk's wording. Meaning is decided in ``transform``.

Records hold names and case numbers, so they never leave the raw zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from extract.quick_pickles import quick_to_pickle


class Layout(StrEnum):
    """The page designs met so far (PORTAL notes: v4 2017-2021, v6 2024-mid 2025, v6 since 2026)."""

    V4 = "v4"
    V6_2025 = "v6-2025"
    V6_2026 = "v6-2026"
    APP_RAW = "app-raw"
    APP_PARSED = "app-parsed"


class HearingRow(NamedTuple):
    """One row of the case history, in page order; there are more of them than of all other records.

    ``hearing_date`` is the NEXT date given on ``business_date``; ``purpose`` is what that next date is for.
    ``link`` holds the arguments of the row's viewBusiness link, ``None`` when the row has no link.
    """

    position: int
    judge: str | None
    business_date: str | None
    hearing_date: str | None
    purpose: str | None
    registration_number: str | None = None
    cause_list_type: str | None = None
    link: tuple[str, ...] | None = None


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class DailyStatus:
    """What happened on one day: the page behind a hearing's link, or the same block of a published record.

    ``adjournment_reason`` is the field "Reason for Adjournment"; ``others`` keeps labels that are read but
    not interpreted (for example ``Short Order``, ``Presentee``), as (label, value) pairs.
    """

    cnr: str | None
    business_date: str | None
    business: str | None
    next_purpose: str | None
    next_hearing_date: str | None
    adjournment_reason: str | None = None
    nature_of_disposal: str | None = None
    disposal_date: str | None = None
    judge: str | None = None
    court_name: str | None = None
    case_number: str | None = None
    parties: str | None = None
    others: tuple[tuple[str, str], ...] = ()


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class ActRow:
    """One row of the acts table: ``sections_text`` as printed, ``sections`` split into single sections."""

    act: str
    sections_text: str
    sections: tuple[str, ...]


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party as numbered on the page; ``side`` is ``petitioner`` or ``respondent``."""

    side: str
    number: int
    name: str
    advocates: tuple[str, ...] = ()


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class FirDetails:
    """First information report the case grew from."""

    police_station: str | None
    number: str | None
    year: str | None
    state: str | None = None
    district: str | None = None


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class SubordinateCourt:
    """ "Subordinate Court Information": the magistrate's case a sessions case was committed from."""

    court: str | None
    case_number: str | None
    decision_date: str | None


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order or judgment; ``kind`` is ``interim``, ``final`` or ``unspecified`` (v4 lists "Orders").

    ``number`` and ``date`` are ``None`` for a printed notice such as "Order not uploaded by concerned court".
    """

    kind: str
    number: str | None
    date: str | None
    details: str


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class TransferRow:
    """One transfer; ``kind`` is ``within_establishment`` or ``between_establishments``."""

    kind: str
    transfer_date: str | None
    from_court: str | None
    to_court: str | None
    registration_number: str | None = None


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class ProcessRow:
    """One summons, notice or warrant issued."""

    process_id: str
    title: str | None
    date: str | None


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class InterlocutoryApplication:
    """One row of "IA Status"."""

    number: str
    party: str | None
    filing_date: str | None
    next_date: str | None
    purpose: str | None
    status: str | None
    link: tuple[str, ...] | None = None


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A linked, connected, main or sub matter; ``kind`` is ``linked``, ``main`` or ``sub``."""

    kind: str
    filing_number: str | None
    case_number: str | None


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class CaseRecord:
    """Everything one case page (or one published case record) says.

    ``state_code`` and ``district_code`` are the portal's, taken from the page's own links. ``daily_statuses``
    is filled only by sources that carry them inside the case record. ``ignored`` lists label and value of
    what was recognised and deliberately not read, so that nothing on the page goes unnoticed.
    """

    layout: Layout
    cnr: str
    court_name: str | None
    case_type: str | None
    filing_number: str | None
    filing_date: str | None
    registration_number: str | None
    registration_date: str | None
    first_hearing_date: str | None
    next_hearing_date: str | None
    decision_date: str | None
    stage: str | None
    status: str | None
    nature_of_disposal: str | None
    court_number_and_judge: str | None
    state_code: str | None = None
    district_code: str | None = None
    district_name: str | None = None
    establishment_code: str | None = None
    court_complex_code: str | None = None
    efiling_number: str | None = None
    efiling_date: str | None = None
    parties: tuple[PartyRow, ...] = ()
    acts: tuple[ActRow, ...] = ()
    fir: FirDetails | None = None
    subordinate_court: SubordinateCourt | None = None
    hearings: tuple[HearingRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()
    transfers: tuple[TransferRow, ...] = ()
    processes: tuple[ProcessRow, ...] = ()
    interlocutory_applications: tuple[InterlocutoryApplication, ...] = ()
    linked_cases: tuple[LinkedCase, ...] = ()
    daily_statuses: tuple[DailyStatus, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One case of a results list; ``link`` holds the nine arguments of its viewHistory link."""

    establishment: str | None
    serial_number: str
    case_type: str
    case_number: str
    case_year: str
    petitioner: str
    respondent: str
    cnr: str
    link: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultsList:
    """The whole answer to one search; ``stated_total`` is the page's own "Total number of cases"."""

    stated_total: int | None
    stated_by_establishment: tuple[tuple[str, int], ...]
    rows: tuple[ResultRow, ...]
