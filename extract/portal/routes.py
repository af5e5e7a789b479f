"""The portal's requests: route and form fields of each, as the portal's own page sends them."""

from __future__ import annotations

from dataclasses import dataclass

from extract.errors import PageChangedError
from extract.portal.states import Asked

WHOLE_COMPLEX = "null"
"""What the portal's page sends as establishment when a search covers every establishment of a complex."""

VIEW_HISTORY_FIELDS = (
    "case_no", "cino", "court_code", "hideparty", "search_flag", "state_code", "dist_code",
    "court_complex_code", "search_by",
)  # fmt: skip
VIEW_BUSINESS_FIELDS = (
    "court_code", "dist_code", "nextdate1", "case_number1", "state_code", "disposal_flag", "businessDate",
    "court_no", "national_court_code", "search_by", "srno",
)  # fmt: skip
"""Form fields of the two requests that links of pages make, in the order of the links' arguments."""


@dataclass(frozen=True, slots=True)
class Court:
    """Where a search looks: a complex, or one establishment of it where the portal demands a choice.

    ``complex_value`` is the dropdown's whole value (``1010320@1,2@N``).
    """

    state_code: str
    district_code: str
    complex_code: str
    complex_value: str
    establishment: str = WHOLE_COMPLEX


@dataclass(frozen=True, slots=True)
class ActQuery:
    """One search by act: ``act_code`` of this court, ``case_status`` "Pending" or "Disposed"."""

    act_code: str
    section: str
    case_status: str
    search_text: str = ""


@dataclass(frozen=True, slots=True)
class PortalRequest:
    """One POST: route and fields, without the token that the session adds. A field may come twice."""

    asked: Asked
    route: str
    fields: tuple[tuple[str, str], ...]


def fill_complexes(state_code: str, district_code: str) -> PortalRequest:
    """Court complexes of a district."""
    fields = (("state_code", state_code), ("dist_code", district_code))
    return PortalRequest(Asked.OPTIONS, "casestatus/fillcomplex", fields)


def select_court(court: Court) -> PortalRequest:
    """Makes the court the session's own."""
    fields = (
        ("complex_code", court.complex_value),
        ("selected_state_code", court.state_code),
        ("selected_dist_code", court.district_code),
        ("selected_est_code", court.establishment),
    )
    return PortalRequest(Asked.SELECTION, "casestatus/set_data", fields)


def fill_act_types(court: Court, search_text: str) -> PortalRequest:
    """Acts of a court whose name contains a text; their codes differ from court to court."""
    fields = (*_court_fields(court), ("search_act", search_text))
    return PortalRequest(Asked.OPTIONS, "casestatus/fillActType", fields)


def search_act(court: Court, query: ActQuery, captcha_answer: str) -> PortalRequest:
    """All cases of a court under an act, in one unpaginated list."""
    fields = (
        ("search_act", query.search_text),
        ("actcode", query.act_code),
        ("under_sec", query.section),
        ("case_status", query.case_status),
        ("act_captcha_code", captcha_answer),
        *_court_fields(court),
    )
    return PortalRequest(Asked.SEARCH, "casestatus/submitAct", fields)


def view_history(link: tuple[str, ...]) -> PortalRequest:
    """A case page, from its link. Raises ``PageChangedError`` unless that has nine arguments."""
    if len(link) != len(VIEW_HISTORY_FIELDS):
        raise PageChangedError("viewHistory link", "9 arguments", f"{len(link)}")
    fields = tuple(zip(VIEW_HISTORY_FIELDS, link, strict=True))
    return PortalRequest(Asked.CASE_PAGE, "home/viewHistory", fields)


def view_business(link: tuple[str, ...], court: Court) -> PortalRequest:
    """A daily status, from its link: eleven arguments, eight or nine on the oldest pages.

    The portal's page sends the selected district in place of the link's own, and the state twice; both are
    kept as they are. Raises ``PageChangedError`` for another number of arguments.
    """
    if len(link) not in (8, 9, 11):
        raise PageChangedError("viewBusiness link", "8, 9 or 11 arguments", f"{len(link)}")
    given = dict(zip(VIEW_BUSINESS_FIELDS, link, strict=False))
    given["dist_code"] = court.district_code
    fields = [("court_code", given.pop("court_code")), ("state_code", given["state_code"])]
    fields.append(("dist_code", given.pop("dist_code")))
    if given.get("search_by") != "cnr":
        fields.append(("court_complex_code", court.complex_code))
    return PortalRequest(Asked.DAILY_STATUS, "home/viewBusiness", (*fields, *given.items()))


def _court_fields(court: Court) -> tuple[tuple[str, str], ...]:
    return (
        ("state_code", court.state_code),
        ("dist_code", court.district_code),
        ("court_complex_code", court.complex_code),
        ("est_code", court.establishment),
    )
