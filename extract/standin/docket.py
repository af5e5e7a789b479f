"""A docket: the plain description of every case the stand-in portal serves, kept as JSON lines.

It describes what happened in court, not how a page says so; the rendering modules turn it into pages. Every
person in a docket is made up ("Party-001"), and every CNR starts with ZZ, the letters of no state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from extract.errors import ExtractError
from extract.records import Layout
from extract.standin.docket_reading import build
from extract.whole_files import written_whole


class HistoryOrder(StrEnum):
    """In which order a page prints the case history; ``AS_LAYOUT`` is what the layout does by itself."""

    AS_LAYOUT = "as_layout"
    OLDEST_FIRST = "oldest_first"
    NEWEST_FIRST = "newest_first"
    AS_GIVEN = "as_given"


class DateStyle(StrEnum):
    """How dates of the case details and the case status are printed.

    ``AS_PORTAL``: details 24-04-2017, status 24th April 2017. ``NUMERIC`` and ``ORDINAL``: both in one way.
    """

    AS_PORTAL = "as_portal"
    NUMERIC = "numeric"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class DocketHearing:
    """One day in court. ``purpose`` is the purpose of ``next_date``; ``serial`` numbers the oldest day 1.

    ``judge`` is ``None`` when the case's own judge sat. ``business_text`` and ``adjournment_reason`` stand on
    the daily status page; the second only when the court recorded one.
    """

    serial: int
    business_date: date
    next_date: date | None
    purpose: str
    judge: str | None = None
    business_text: str = ""
    adjournment_reason: str | None = None


@dataclass(frozen=True, slots=True)
class DocketAct:
    """One act of a case: ``code`` is the local code of the court complex, ``sections`` the clerk's text."""

    code: str
    name: str
    sections: str


@dataclass(frozen=True, slots=True)
class DocketParty:
    """One party and its advocates."""

    name: str
    advocates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocketFir:
    """First information report."""

    station_code: str
    station: str
    number: int
    year: int


@dataclass(frozen=True, slots=True)
class DocketSubordinateCourt:
    """The magistrate's case a sessions case was committed from, as the sessions page names it."""

    court: str
    case_type: str
    number: int
    year: int
    decision_date: date | None


@dataclass(frozen=True, slots=True)
class DocketOrder:
    """One order or judgment; ``is_final`` decides which list it stands in."""

    number: int
    on: date
    details: str
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class DocketTransfer:
    """One transfer between courts of the same establishment."""

    on: date
    from_court: str
    to_court: str


@dataclass(frozen=True, slots=True)
class DocketProcess:
    """One summons, notice or warrant."""

    process_id: str
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class DocketApplication:
    """One interlocutory application (IA)."""

    number: int
    year: int
    petitioner: str
    respondent: str
    filed_on: date
    next_date: date | None
    purpose: str
    status: str


@dataclass(frozen=True, slots=True)
class DocketLinkedCase:
    """A linked, main or sub matter (``kind``)."""

    kind: str
    filing_number: str
    case_number: str


@dataclass(frozen=True, slots=True)
class DocketCase:
    """One case. ``case_type`` is the short form of lists ("Spl.Case"), ``case_type_name`` that of the page.

    ``court_code`` is the portal's number of the establishment, which the CNR doesn't tell. A case is disposed
    when ``is_disposed`` says so, even without a decision date: courts print that too. ``layout`` ``None``
    leaves the page design to the portal; ``is_registration_date_blank`` prints none.
    """

    cnr: str
    state_code: str
    district_code: str
    complex_code: str
    court_code: str
    court_name: str
    case_type: str
    case_type_name: str
    case_type_code: int
    filing_number: int
    filing_date: date
    registration_number: int
    registration_date: date
    court_number: int
    judge: str
    petitioners: tuple[DocketParty, ...]
    respondents: tuple[DocketParty, ...]
    acts: tuple[DocketAct, ...]
    is_disposed: bool = False
    first_hearing_date: date | None = None
    decision_date: date | None = None
    nature_of_disposal: str | None = None
    stage: str | None = None
    fir: DocketFir | None = None
    subordinate_court: DocketSubordinateCourt | None = None
    hearings: tuple[DocketHearing, ...] = ()
    orders: tuple[DocketOrder, ...] = ()
    transfers: tuple[DocketTransfer, ...] = ()
    processes: tuple[DocketProcess, ...] = ()
    applications: tuple[DocketApplication, ...] = ()
    linked_cases: tuple[DocketLinkedCase, ...] = ()
    efiling_number: str | None = None
    efiling_date: date | None = None
    is_name_hidden: bool = False
    is_registration_date_blank: bool = False
    layout: Layout | None = None
    history_order: HistoryOrder = HistoryOrder.AS_LAYOUT
    date_style: DateStyle = DateStyle.AS_PORTAL

    @property
    def establishment_code(self) -> str:
        """The first six characters of the CNR, which the portal calls ``national_court_code``."""
        return self.cnr[:6]

    @property
    def case_no(self) -> str:
        """The portal's 15-digit key: 2, case type, number, year."""
        return f"2{self.case_type_code:03}{self.registration_number:07}{self.registration_date.year}"

    @property
    def case_number(self) -> str:
        """As printed in a results list: ``Sessions Case/17/2017``."""
        return f"{self.case_type}/{self.registration_number}/{self.registration_date.year}"

    @property
    def next_hearing_date(self) -> date | None:
        """The next date given on the last day in court."""
        if not self.hearings:
            return None
        return max(self.hearings, key=lambda hearing: hearing.serial).next_date


def write_docket(docket: Iterable[DocketCase], path: Path) -> None:
    """Write one JSON object a line; the file appears only when it is complete."""
    with written_whole(path) as unfinished, unfinished.open("w", encoding="utf-8") as lines:
        for case in docket:
            lines.write(json.dumps(asdict(case), ensure_ascii=False, default=date.isoformat) + "\n")


def read_docket(path: Path) -> list[DocketCase]:
    """Read a docket file; a line that is no case raises with its number."""
    docket = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                docket.append(build(DocketCase, json.loads(line)))
            except (ValueError, TypeError, AttributeError) as error:
                raise ExtractError(
                    f"{path}, line {number}: not a docket case ({error}); write it anew"
                ) from error
    return docket
