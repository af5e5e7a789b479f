"""The states an answer of the portal can have, and the kinds of answer a request should bring."""

from __future__ import annotations

from enum import StrEnum


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
