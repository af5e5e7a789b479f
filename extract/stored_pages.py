"""Responses as the raw archive hands them out, and a row of its journal made one again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PageKind(StrEnum):
    """What a stored response is about."""

    RESULTS_LIST = "results_list"
    CASE_PAGE = "case_page"
    DAILY_STATUS = "daily_status"
    APP_RECORD = "app_record"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One response: ``content`` as received, ``context`` what was asked (codes, CNR; all text).

    ``sha256`` is that of the page itself, without what the portal wraps around it anew each time, so that the
    same page fetched twice has one ``page_id``.
    """

    page_id: str
    kind: PageKind
    origin: str
    request_key: str
    state: str
    fetched_at: datetime
    sha256: str
    content: bytes
    context: Mapping[str, str]


def stored_page(row: tuple[str, ...], content: bytes) -> StoredPage:
    """The response of a journal row, which has the values of ``archive_rows.COLUMNS``."""
    kind, origin, request_key, state, fetched_at, _, page_sha256, context = row
    return StoredPage(
        page_id=hashlib.sha256(f"{request_key}\n{page_sha256}".encode()).hexdigest()[:16],
        kind=PageKind(kind),
        origin=origin,
        request_key=request_key,
        state=state,
        fetched_at=datetime.fromisoformat(fetched_at),
        sha256=page_sha256,
        content=content,
        context=json.loads(context),
    )
