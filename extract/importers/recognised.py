"""What a saved file turned out to be, and the fault for one that is nothing we know."""

from __future__ import annotations

from dataclasses import dataclass

from extract.errors import ExtractError
from extract.stored_pages import PageKind


@dataclass(frozen=True, slots=True)
class Recognised:
    """Kind of page, origin (a code of ``codes_origins.csv``), and the CNR where the content names one."""

    kind: PageKind
    origin: str
    cnr: str | None


class UnrecognisedFileError(ExtractError):
    """The file's content is no page and no case record; the message says why."""


def decoded(content: bytes) -> str:
    """A file's text; raises ``UnrecognisedFileError`` if it isn't UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnrecognisedFileError(f"not UTF-8 text (byte {error.start}): save the page again") from error
