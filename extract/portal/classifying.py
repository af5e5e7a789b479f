"""What an answer of the portal means for the conversation: one state for each, decided by the answer's text.

The portal's own ``status`` is never proof of success: an unknown CNR and an expired session both come with
``status: 1``. Case pages and daily statuses are free text written by clerks, so words that betray a fault are
looked for in the portal's message fields, and in the data only where no table is there to be read ("Sessions
case, accused expired" is an ordinary daily status).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extract.no_record import NO_RECORD
from extract.portal.json_answers import answer_html, json_object
from extract.portal.states import Asked, TransportState

_THROTTLE_PAGE = re.compile(r"Welcome User Search Page not Found here", re.IGNORECASE)
_INVALID_CAPTCHA = re.compile(r"invalid\s*captcha", re.IGNORECASE)
_INVALID_REQUEST = re.compile(r"invalid\s+request", re.IGNORECASE)
_SESSION_EXPIRED = re.compile(r"session.*expired", re.IGNORECASE | re.DOTALL)
_FIELD_REQUIRED = re.compile(r"\bis\s+required\b", re.IGNORECASE)
_NO_SUCH_CASE = re.compile(r"does\s+not\s+exists?\b", re.IGNORECASE)
_ORDER_NOT_READY = re.compile(r"order\s+is\s+not\s+uploaded|invalid\s+input", re.IGNORECASE)
_MAINTENANCE = re.compile(r"maintenance", re.IGNORECASE)
_HIGH_COURT_ERROR = re.compile(r"THERE IS AN (SQL )?ERROR|ERROR_VAL")
_PICTURE_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8")


def classify(asked: Asked, http_status: int | None, body: bytes) -> TransportState:
    """State of one answer; ``http_status`` is ``None`` when the connection broke before the whole body came.

    ``body`` is the raw answer as received. Never raises: what matches nothing known is ``UNRECOGNISED``.
    """
    by_status = _by_http_status(asked, http_status)
    if by_status is not None:
        return by_status
    if not body.strip():
        # An empty case page or daily status is how a session that never searched answers.
        is_in_session = asked in (Asked.CASE_PAGE, Asked.DAILY_STATUS)
        return TransportState.SESSION_LOST if is_in_session else TransportState.EMPTY_BODY
    if asked is Asked.CAPTCHA_PICTURE and body.startswith(_PICTURE_STARTS):
        return TransportState.OK
    if asked is Asked.ORDER_FILE and body.startswith(b"%PDF"):
        return TransportState.OK
    text = body.decode("utf-8", errors="replace")
    answer = json_object(text)
    return _by_text(asked, text) if answer is None else _by_answer(asked, answer)


def _by_http_status(asked: Asked, http_status: int | None) -> TransportState | None:
    if http_status is None:
        return TransportState.CONNECTION_CUT
    if http_status in (405, 429):
        return TransportState.THROTTLED
    if http_status >= 500:
        return TransportState.SERVER_ERROR
    if http_status == 404 and asked is Asked.ORDER_FILE:
        return TransportState.ORDER_NOT_READY
    return None if http_status == 200 else TransportState.UNRECOGNISED


def _by_text(asked: Asked, text: str) -> TransportState:
    """A body that is no JSON object: a page, or the portal's ``message#####token``."""
    if _THROTTLE_PAGE.search(text):
        return TransportState.THROTTLED
    if asked is Asked.START_PAGE:
        has_form = "app_token" in text and "sess_state_code" in text
        return TransportState.OK if has_form else TransportState.MAINTENANCE
    if asked is Asked.ORDER_FILE and _ORDER_NOT_READY.search(text):
        return TransportState.ORDER_NOT_READY
    if text.lstrip("\ufeff \r\n\t").startswith("{"):
        return TransportState.CONNECTION_CUT  # JSON that does not parse: the end is missing
    return _by_message(text.split("#####")[0]) or TransportState.UNRECOGNISED


def _by_answer(asked: Asked, answer: Mapping[str, Any]) -> TransportState:
    """A JSON answer: message fields first, then the data itself, the portal's ``status`` last."""
    message = " ".join(str(answer[key]) for key in ("errormsg", "msg") if answer.get(key))
    by_message = _by_message(message)
    if by_message is not None:
        return by_message
    if str(answer.get("errormsg") or "").strip():
        return TransportState.UNRECOGNISED
    is_refused = str(answer.get("status", "")).lower() in ("0", "false")
    html = answer_html(asked, answer)
    if asked is Asked.SELECTION:
        return TransportState.UNRECOGNISED if is_refused else _confirmed_selection(answer)
    if is_refused and not (html or "").strip():
        needs_captcha = asked in (Asked.SEARCH, Asked.CNR_SEARCH)
        return TransportState.WRONG_CAPTCHA if needs_captcha else TransportState.UNRECOGNISED
    if html is None or (asked is Asked.SEARCH and not html.strip() and "status" not in answer):
        return TransportState.UNRECOGNISED
    return _by_html(asked, html)


def _by_message(message: str) -> TransportState | None:
    for pattern, state in (
        (_INVALID_CAPTCHA, TransportState.WRONG_CAPTCHA),
        (_INVALID_REQUEST, TransportState.INVALID_REQUEST),
        (_SESSION_EXPIRED, TransportState.SESSION_LOST),
        (_FIELD_REQUIRED, TransportState.FIELD_MISSING),
        (_HIGH_COURT_ERROR, TransportState.SERVER_ERROR),
        (_MAINTENANCE, TransportState.MAINTENANCE),
    ):
        if pattern.search(message):
            return state
    return None


def _confirmed_selection(answer: Mapping[str, Any]) -> TransportState:
    return TransportState.OK if str(answer.get("status")) in ("1", "True") else TransportState.UNRECOGNISED


def _by_html(asked: Asked, html: str) -> TransportState:
    """Data of an answer that carries no message of its own."""
    if asked is Asked.OPTIONS:
        return _by_options(html)
    if asked is Asked.SEARCH:
        return _by_list(html)
    if asked is Asked.CAPTCHA_FORM and "<img" in html.lower():
        return TransportState.OK
    if "<table" in html.lower():
        return TransportState.OK
    if _THROTTLE_PAGE.search(html) or _SESSION_EXPIRED.search(html):
        return TransportState.SESSION_LOST
    if _NO_SUCH_CASE.search(html):
        return TransportState.NOT_FOUND
    return TransportState.UNRECOGNISED if html.strip() else TransportState.EMPTY_BODY


def _by_options(html: str) -> TransportState:
    if "<option" in html.lower():
        return TransportState.OK
    return TransportState.UNRECOGNISED if html.strip() else TransportState.EMPTY


def _by_list(html: str) -> TransportState:
    if "viewhistory(" in html.lower():
        return TransportState.OK
    if _THROTTLE_PAGE.search(html) or _SESSION_EXPIRED.search(html):
        return TransportState.SESSION_LOST
    if NO_RECORD.search(html) or not html.strip():
        return TransportState.EMPTY
    return TransportState.UNRECOGNISED
