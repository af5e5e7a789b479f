"""What an answer of the portal means for the conversation: one state for each, decided by the answer's text.

The portal's own ``status`` is never proof of success: an unknown CNR and an expired session both come with
``status: 1``. Case pages and daily statuses are free text written by clerks, so words that betray a fault are
looked for in the portal's message fields, and in the data only where no table is there to be read ("Sessions
case, accused expired" is an ordinary daily status).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class TransportState(StrEnum):
    """What came back. Only ``OK``, ``EMPTY`` and ``NOT_FOUND`` are final answers to what was asked."""

    OK = "ok"
    EMPTY = "empty"
    NOT_FOUND = "not_found"
    WRONG_CAPTCHA = "wrong_captcha"
    INVALID_REQUEST = "invalid_request"
    SESSION_LOST = "session_lost"
    EMPTY_BODY = "empty_body"
    FIELD_MISSING = "field_missing"
    THROTTLED = "throttled"
    SERVER_ERROR = "server_error"
    CONNECTION_CUT = "connection_cut"
    ORDER_NOT_READY = "order_not_ready"
    MAINTENANCE = "maintenance"
    OTHER_CASE = "other_case"
    UNRECOGNISED = "unrecognised"

    @property
    def is_final(self) -> bool:
        """Whether the answer settles the request for good."""
        return self in (TransportState.OK, TransportState.EMPTY, TransportState.NOT_FOUND)


class Asked(StrEnum):
    """What kind of answer a request should bring."""

    START_PAGE = "start_page"
    OPTIONS = "options"
    SELECTION = "selection"
    CAPTCHA_FORM = "captcha_form"
    SEARCH = "search"
    CNR_SEARCH = "cnr_search"
    CASE_PAGE = "case_page"
    DAILY_STATUS = "daily_status"
    CAPTCHA_PICTURE = "captcha_picture"
    ORDER_FILE = "order_file"


ANSWER_KEYS: Mapping[Asked, tuple[str, ...]] = {
    Asked.OPTIONS: (
        "dist_list", "complex_list", "establishment_list", "est_list", "act_list", "casetype_list",
    ),
    Asked.CAPTCHA_FORM: ("div_captcha",),
    Asked.SEARCH: ("act_data", "party_data", "case_data", "filing_data", "adv_data"),
    Asked.CNR_SEARCH: ("casetype_list",),
    Asked.CASE_PAGE: ("data_list",),
    Asked.DAILY_STATUS: ("data_list",),
}  # fmt: skip
"""Where the JSON answer holds its HTML."""

_THROTTLE_PAGE = re.compile(r"Welcome User Search Page not Found here", re.IGNORECASE)
_INVALID_CAPTCHA = re.compile(r"invalid\s*captcha", re.IGNORECASE)
_INVALID_REQUEST = re.compile(r"invalid\s+request", re.IGNORECASE)
_SESSION_EXPIRED = re.compile(r"session.*expired", re.IGNORECASE | re.DOTALL)
_FIELD_REQUIRED = re.compile(r"\bis\s+required\b", re.IGNORECASE)
_NO_SUCH_CASE = re.compile(r"does\s+not\s+exists?\b", re.IGNORECASE)
_NO_RECORD = re.compile(r"records?\s+not\s+found|\bno\s+records?\b", re.IGNORECASE)
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


def json_object(text: str) -> Mapping[str, Any] | None:
    """The answer as a JSON object, or ``None`` when it is something else."""
    try:
        answer = json.loads(text.lstrip("\ufeff"))
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def answer_html(asked: Asked, answer: Mapping[str, Any]) -> str | None:
    """HTML the answer carries for what was asked; ``None`` when none of its places is there.

    For dropdowns any text with an ``<option`` counts, since the key of the act list was never seen for sure.
    """
    for key in ANSWER_KEYS.get(asked, ()):
        if isinstance(answer.get(key), str):
            return str(answer[key])
    if asked is Asked.OPTIONS:
        return next((v for v in answer.values() if isinstance(v, str) and "<option" in v), None)
    return None


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
    if _NO_RECORD.search(html) or not html.strip():
        return TransportState.EMPTY
    return TransportState.UNRECOGNISED
