"""Everything a pull asks the portal, each with the key and context its answer is stored under.

Keys name what is asked, never when or in which session, so the next run finds answers in the archive. A case
is keyed by its CNR alone: in however many lists it stands, it is asked once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from extract.errors import PageChangedError
from extract.page_content import read_case_page
from extract.portal.routes import ActQuery, Court, view_business
from extract.portal.session import Answer, PortalSession
from extract.portal.states import TransportState
from extract.records import HearingRow, ResultRow
from extract.stored_pages import PageKind


class Role(StrEnum):
    """What an answered question means for the session it was asked in."""

    START = "start"
    SELECTION = "selection"
    SEARCH = "search"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: ``what`` it is in words, how to ``send`` it, what must have happened before.

    ``court`` must be selected (a selection selects it) and ``search`` made in the same session first.
    ``confirm`` may refuse an answer that is well formed but about something else.
    """

    what: str
    kind: PageKind
    key: str
    context: Mapping[str, str]
    send: Callable[[PortalSession], Answer]
    court: Court | None = None
    search: Question | None = None
    confirm: Callable[[bytes], TransportState] | None = None
    role: Role = Role.PAGE

    @property
    def is_kept(self) -> bool:
        """Whether a good answer is stored; bad ones always are."""
        return self.role in (Role.SEARCH, Role.PAGE)


def start_page() -> Question:
    """The first page of every session."""
    return Question(
        what="the portal's start page",
        kind=PageKind.OTHER,
        key="start_page",
        context={},
        send=lambda session: session.start(),
        role=Role.START,
    )


def complexes(state_code: str, district_code: str) -> Question:
    """The portal's own list of a district's complexes."""
    return Question(
        what=f"court complexes of district {district_code}",
        kind=PageKind.OTHER,
        key=f"complexes/{state_code}/{district_code}",
        context={"state_code": state_code, "district_code": district_code},
        send=lambda session: session.fill_complexes(state_code, district_code),
    )


def court_selection(court: Court) -> Question:
    """Selecting a court, which every session must do before it searches there."""
    return Question(
        what=f"selection of complex {court.complex_code}",
        kind=PageKind.OTHER,
        key=f"selection/{_place(court)}",
        context=_court_context(court),
        send=lambda session: session.select_court(court),
        court=court,
        role=Role.SELECTION,
    )


def act_types(court: Court, search_text: str) -> Question:
    """The court's acts whose name contains a text: the mapping from names to its own codes."""
    return Question(
        what=f"acts of complex {court.complex_code} with {search_text!r}",
        kind=PageKind.OTHER,
        key=f"act_types/{_place(court)}/{search_text}",
        context={**_court_context(court), "search_text": search_text},
        send=lambda session: session.fill_act_types(court, search_text),
        court=court,
    )


def act_search(court: Court, query: ActQuery, act_label: str) -> Question:
    """One list of cases."""
    return Question(
        what=f"{query.case_status.lower()} cases of complex {court.complex_code} under {act_label!r}",
        kind=PageKind.RESULTS_LIST,
        key=f"results_list/{_place(court)}/{query.act_code}/{query.section}/{query.case_status}",
        context={
            **_court_context(court),
            "act_code": query.act_code,
            "act_label": act_label,
            "section": query.section,
            "case_status": query.case_status,
        },
        send=lambda session: session.search_act(court, query),
        court=court,
        role=Role.SEARCH,
    )


def case_page(row: ResultRow, search: Question) -> Question:
    """One case of a list."""
    return Question(
        what=f"case page {row.cnr}",
        kind=PageKind.CASE_PAGE,
        key=f"case_page/{row.cnr}",
        context={
            **search.context,
            "cnr": row.cnr,
            "case_no": row.link[0],
            "court_code": row.link[2],
            "listed_in": search.key,
        },
        send=lambda session: session.view_history(row.link),
        court=search.court,
        search=search,
        confirm=lambda body: _confirm_case(body, row.cnr),
    )


def daily_status(cnr: str, hearing: HearingRow, link: tuple[str, ...], search: Question) -> Question:
    """What happened on one day of a case. Raises ``PageChangedError`` for a link that can't be followed."""
    court = search.court
    if court is None:
        raise ValueError(f"{search.what} names no court")
    view_business(link, court)
    return Question(
        what=f"daily status {cnr} of {hearing.business_date}",
        kind=PageKind.DAILY_STATUS,
        key=f"daily_status/{cnr}/{'/'.join(link)}",
        context={
            "state_code": court.state_code,
            "district_code": court.district_code,
            "complex_code": court.complex_code,
            "cnr": cnr,
            "court_code": link[0],
            "business_date": hearing.business_date or "",
            "next_date": link[2],
            "history_position": str(hearing.position),
        },
        send=lambda session: session.view_business(link, court),
        court=court,
        search=search,
    )


def _confirm_case(body: bytes, cnr: str) -> TransportState:
    """Refuses another case's page. A page that can't be read is kept: it is judged by those who read it."""
    try:
        found = read_case_page(body).cnr
    except PageChangedError:
        return TransportState.OK
    return TransportState.OK if found.replace("-", "").upper() == cnr.upper() else TransportState.OTHER_CASE


def _place(court: Court) -> str:
    return f"{court.state_code}/{court.district_code}/{court.complex_code}/{court.establishment}"


def _court_context(court: Court) -> dict[str, str]:
    return {
        "state_code": court.state_code,
        "district_code": court.district_code,
        "complex_code": court.complex_code,
        "complex_value": court.complex_value,
        "establishment": court.establishment,
    }
