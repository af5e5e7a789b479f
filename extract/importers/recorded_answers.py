"""Which recorded answers are pages of court records, and why each of the others is not taken.

What was asked is told by the portal's route; what came is told by content, so that an error, a captcha or
another case's page never counts as the page that was asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from extract.archive_rows import USABLE_STATES
from extract.errors import PageChangedError
from extract.importers.entry_outcomes import NotTaken, Reason, Taken
from extract.importers.exchange import Exchange, OriginalEntry
from extract.importers.recognised import UnrecognisedFileError
from extract.importers.recorded_questions import recorded_question
from extract.importers.recording_trail import RecordedQuestion, Trail
from extract.importers.saved_html import recognise_saved_html
from extract.page_content import page_bytes, read_case_page
from extract.portal.classifying import classify
from extract.portal.json_answers import json_object
from extract.portal.states import Asked, TransportState
from extract.stored_pages import PageKind

_FORM_ROUTES = ("casestatus/fill", "casestatus/set_data", "casestatus/getcaptcha", "cause_list/fill")
_UNREAD_ROUTES = (
    "home/viewiabusiness", "home/display_pdf", "home/case_acknowlegement", "courtorder/submit",
    "cause_list/submit",
)  # fmt: skip
_ASKED_FOR: Mapping[PageKind, Asked] = {
    PageKind.CASE_PAGE: Asked.CASE_PAGE,
    PageKind.RESULTS_LIST: Asked.SEARCH,
    PageKind.DAILY_STATUS: Asked.DAILY_STATUS,
}


def judge(exchange: Exchange, trail: Trail) -> Taken | NotTaken:
    """What one entry of a recording is."""
    if exchange.original is not None:
        return _restored(exchange, exchange.original)
    if not exchange.is_of_portal:
        return NotTaken(Reason.OTHER_HOST)
    if exchange.is_static:
        return NotTaken(Reason.STATIC_FILE)
    question = None if exchange.fields is None else recorded_question(exchange, trail)
    if question is not None:
        return _answer_to(question, exchange)
    route = exchange.route.lower()
    if route.startswith(_FORM_ROUTES):
        return NotTaken(Reason.SEARCH_FORM)
    if route.startswith(_UNREAD_ROUTES):
        return NotTaken(Reason.NOT_READ)
    return _page_by_content(exchange)


def _answer_to(question: RecordedQuestion, exchange: Exchange) -> Taken | NotTaken:
    if exchange.body is None or exchange.at is None:
        return replace(_not_there(exchange), request_key=question.key)
    state = _state(question, exchange, exchange.body)
    if not state.is_final:
        return NotTaken(Reason.REFUSED, str(state).replace("_", " "), question.key)
    return Taken(
        kind=question.kind,
        request_key=question.key,
        state=state.value,
        context=question.context,
        content=exchange.body,
        page=page_bytes(question.kind, exchange.body),
        fetched_at=exchange.at,
        question=question,
    )


def _not_there(exchange: Exchange) -> NotTaken:
    if exchange.body is not None:
        return NotTaken(Reason.UNREADABLE, "no time with a time zone is stated for it")
    return NotTaken(Reason.NO_CONTENT if exchange.has_no_content else Reason.UNREADABLE, exchange.fault)


def _state(question: RecordedQuestion, exchange: Exchange, body: bytes) -> TransportState:
    state = classify(question.asked, exchange.http_status, body)
    if question.asked is Asked.CNR_SEARCH and state is TransportState.UNRECOGNISED:
        state = classify(
            Asked.CASE_PAGE, exchange.http_status, body
        )  # a linked case's page, opened by its CNR
    if state is TransportState.OK and question.kind is PageKind.CASE_PAGE and question.cnr:
        return _confirmed(body, question.cnr)
    return state


def _confirmed(body: bytes, cnr: str) -> TransportState:
    """A page that can't be read is kept, as in a pull: those who read it judge it."""
    try:
        found = read_case_page(body).cnr
    except PageChangedError:
        return TransportState.OK
    return TransportState.OK if found.replace("-", "").upper() == cnr else TransportState.OTHER_CASE


def _page_by_content(exchange: Exchange) -> Taken | NotTaken:
    """A page whose request says nothing: of another design of the portal, or recorded without its form."""
    if exchange.body is None or exchange.at is None:
        return _not_there(exchange)
    if exchange.http_status != 200:
        return NotTaken(Reason.REFUSED, f"HTTP status {exchange.http_status or 'missing'}")
    try:
        recognised = recognise_saved_html(exchange.body)
    except UnrecognisedFileError as error:
        is_answer = json_object(exchange.body.decode("utf-8", errors="replace")) is not None
        return NotTaken(Reason.REFUSED, str(error)) if is_answer else NotTaken(Reason.PORTAL_PAGE)
    if json_object(exchange.body.decode("utf-8", errors="replace")) is not None:
        state = classify(_ASKED_FOR[recognised.kind], exchange.http_status, exchange.body)
        if not state.is_final:
            return NotTaken(Reason.REFUSED, str(state).replace("_", " "))
    page = page_bytes(recognised.kind, exchange.body)
    cnr = recognised.cnr
    key = f"import:{recognised.kind}:{cnr or 'no-cnr'}:{hashlib.sha256(page).hexdigest()}"
    if recognised.kind is PageKind.CASE_PAGE and cnr:
        key = f"case_page/{cnr}"
    context = {"cnr": cnr} if cnr else {}
    return Taken(recognised.kind, key, "ok", context, exchange.body, page, exchange.at)


def _restored(exchange: Exchange, original: OriginalEntry) -> Taken | NotTaken:
    """A page of an exported archive, as it was there; its content must be what its journal row says."""
    body, at = exchange.body, exchange.at
    if body is None or at is None:
        return replace(_not_there(exchange), request_key=original.request_key)
    page = None
    if hashlib.sha256(body).hexdigest() != original.page_sha256:
        page = page_bytes(original.kind, body)
        if hashlib.sha256(page).hexdigest() != original.page_sha256:
            detail = "its content is not the page its journal entry names"
            is_usable = original.state in USABLE_STATES
            return NotTaken(Reason.UNREADABLE, detail, original.request_key if is_usable else "")
    return Taken(
        kind=original.kind,
        request_key=original.request_key,
        state=original.state,
        context=original.context,
        content=body,
        page=page,
        fetched_at=at,
        origin=original.origin,
    )
