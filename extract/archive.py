"""The raw archive: every response as received, in one SQLite file that only its owner can read.

One compressed blob a response, keyed by content, appended in one transaction with its journal row, so that a
killed run resumes without loss and without asking again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType


class PageKind(StrEnum):
    """What a stored response is about."""

    RESULTS_LIST = "results_list"
    CASE_PAGE = "case_page"
    DAILY_STATUS = "daily_status"
    APP_RECORD = "app_record"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One response: ``content`` as received, ``context`` what was asked (codes, CNR; all text)."""

    page_id: str
    kind: PageKind
    origin: str
    request_key: str
    state: str
    fetched_at: datetime
    sha256: str
    content: bytes
    context: Mapping[str, str]


class Archive:
    """Opened raw archive; use as a context manager. Only one process may write at a time."""

    def __init__(self, path: Path) -> None:
        raise NotImplementedError

    def __enter__(self) -> Archive:
        raise NotImplementedError

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError

    def store(
        self,
        *,
        kind: PageKind,
        origin: str,
        request_key: str,
        state: str,
        fetched_at: datetime,
        content: bytes,
        context: Mapping[str, str],
    ) -> StoredPage:
        """Append one response with its journal row in one transaction; returns what was stored.

        Storing content that is already there under the same ``request_key`` adds nothing.
        """
        raise NotImplementedError

    def answered(self, request_key: str) -> StoredPage | None:
        """Latest usable (state "ok", "empty" or "not_found") answer to a request, or ``None``."""
        raise NotImplementedError

    def pages(self, *kinds: PageKind) -> Iterator[StoredPage]:
        """Usable pages of these kinds (all if none named), oldest first."""
        raise NotImplementedError
