"""What becomes of an entry of a recording: taken as a page of the archive, or not and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from extract.importers.recording_trail import RecordedQuestion
from extract.stored_pages import PageKind


class Reason(StrEnum):
    """Why an entry of a recording was not taken."""

    OTHER_HOST = "another site"
    STATIC_FILE = "picture, style, font or script"
    SEARCH_FORM = "dropdown, selection or captcha of the search form"
    PORTAL_PAGE = "page of the portal without court records"
    NOT_READ = "order, cause list or application status, which this program does not read"
    REFUSED = "the portal's answer was no page of court records"
    NO_CONTENT = "recorded without its content"
    UNREADABLE = "can't be read"
    FORGOTTEN = "of a case that was forgotten at request"


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer for the archive. ``page`` is what makes it the same page again (see ``Archive.store``)."""

    kind: PageKind
    request_key: str
    state: str
    context: Mapping[str, str]
    content: bytes
    page: bytes | None
    fetched_at: datetime
    origin: str | None = None
    question: RecordedQuestion | None = None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """``request_key`` is that of the page that was asked for, "" when none was."""

    reason: Reason
    detail: str = ""
    request_key: str = ""
