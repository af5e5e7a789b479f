"""What a recorded request asked, in the words of a pull: the same key and the same context.

A page therefore counts as the same page whichever door it came through, and a pull asks for nothing that was
recorded.
"""

from __future__ import annotations

from contextlib import suppress

from extract.errors import PageChangedError
from extract.importers.exchange import Exchange
from extract.importers.recording_trail import RecordedQuestion, Trail, search_question
from extract.portal.routes import VIEW_BUSINESS_FIELDS
from extract.portal.states import Asked
from extract.pulling import questions
from extract.pulling.questions import Question
from extract.stored_pages import PageKind

_SEARCHES = tuple(
    f"casestatus/{name}"
    for name in (
        "submitAct", "submitCaseNo", "submitPartyName", "submitFillingNo", "submitAdvName", "submitFirNo",
        "submit_case_type",
    )
)  # fmt: skip


def recorded_question(exchange: Exchange, trail: Trail) -> RecordedQuestion | None:
    """What was asked, where it is something the archive keeps; ``None`` for every other route."""
    route = exchange.route
    if route in _SEARCHES:
        search = search_question(exchange, trail)
        return RecordedQuestion(Asked.SEARCH, search.kind, search.key, search.context)
    if route == "home/viewHistory":
        return _case_page(exchange, trail, Asked.CASE_PAGE)
    if route.startswith("cnr_status/"):
        return _case_page(exchange, trail, Asked.CNR_SEARCH) if exchange.field("cino") else None
    if route == "home/viewBusiness":
        return _daily_status(exchange, trail)
    dropdown: Question | None = None
    if route.lower() == "casestatus/fillcomplex":
        dropdown = questions.complexes(exchange.field("state_code"), exchange.field("dist_code"))
    elif route == "casestatus/fillActType":
        dropdown = questions.act_types(trail.court(exchange), exchange.field("search_act"))
    if dropdown is None:
        return None
    return RecordedQuestion(Asked.OPTIONS, dropdown.kind, dropdown.key, dropdown.context)


def _case_page(exchange: Exchange, trail: Trail, asked: Asked) -> RecordedQuestion:
    cnr = exchange.field("cino").strip().upper()
    if cnr in trail.listed and asked is Asked.CASE_PAGE:
        row, search = trail.listed[cnr]
        question = questions.case_page(row, search)
        return RecordedQuestion(asked, question.kind, question.key, question.context, cnr)
    context = {
        "state_code": exchange.field("state_code"),
        "district_code": exchange.field("dist_code"),
        "complex_code": exchange.field("court_complex_code"),
        "cnr": cnr,
        "case_no": exchange.field("case_no"),
        "court_code": exchange.field("court_code"),
    }
    stated = {key: value for key, value in context.items() if value}
    return RecordedQuestion(asked, PageKind.CASE_PAGE, f"case_page/{cnr}", stated, cnr)


def _daily_status(exchange: Exchange, trail: Trail) -> RecordedQuestion:
    cnr = exchange.field("case_number1").strip().upper()
    hearing = trail.hearing_of(cnr, exchange)
    if hearing is not None and hearing.link is not None:
        search = trail.listed[cnr][1] if cnr in trail.listed else search_question(exchange, trail)
        with suppress(PageChangedError):  # no pull can follow this link; what was sent says what was asked
            question = questions.daily_status(cnr, hearing, hearing.link, search)
            return RecordedQuestion(Asked.DAILY_STATUS, question.kind, question.key, question.context, cnr)
    names = {name for name, _ in exchange.fields or ()}
    link = tuple(exchange.field(name) for name in VIEW_BUSINESS_FIELDS if name in names)
    context = {
        "state_code": exchange.field("state_code"),
        "district_code": exchange.field("dist_code"),
        "complex_code": exchange.field("court_complex_code"),
        "cnr": cnr,
        "court_code": exchange.field("court_code"),
        "business_date": exchange.field("businessDate"),
        "next_date": exchange.field("nextdate1"),
    }
    stated = {key: value for key, value in context.items() if value}
    key = f"daily_status/{cnr}/{'/'.join(link)}"
    return RecordedQuestion(Asked.DAILY_STATUS, PageKind.DAILY_STATUS, key, stated, cnr)
