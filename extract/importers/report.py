"""What an import found: every file counted once, and every entry of a recording counted once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from extract.importers.entry_outcomes import Reason


class FilePage(StrEnum):
    """What became of a page saved in a file of its own."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class UnrecognisedFile:
    """A file that was looked at and not stored, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class LostPage:
    """A page of court records that was asked for in a recording and is in none, nor in the archive."""

    path: Path
    place: str
    what: str
    reason: str


@dataclass(slots=True)
class RecordingReport:
    """One HAR, WARC or WACZ file. ``entries`` is the sum of ``stored``, ``duplicate`` and ``not_taken``."""

    path: Path
    entries: int
    stored: int = 0
    duplicate: int = 0
    not_taken: Counter[Reason] = field(default_factory=Counter)
    details: Counter[tuple[Reason, str]] = field(default_factory=Counter)


@dataclass
class ImportReport:
    """Files: each is a page that was stored, a duplicate (content already there), of a forgotten case (and
    left where it is), a companion, unrecognised or a recording. ``stored``, ``duplicate`` and ``forgotten``
    count pages saved one a file; recordings count their own.

    Companions are pictures and styles that a browser puts into ``PAGE_files`` beside a saved ``PAGE.html``,
    and contents that lie beside the HAR file they belong to. ``listed_not_there`` counts cases that recorded
    lists name and whose page is nowhere.
    """

    seen: int = 0
    stored: int = 0
    duplicate: int = 0
    forgotten: int = 0
    companions: int = 0
    unrecognised: list[UnrecognisedFile] = field(default_factory=list)
    recordings: list[RecordingReport] = field(default_factory=list)
    lost: list[LostPage] = field(default_factory=list)
    listed_not_there: int = 0

    def count(self, page: FilePage) -> None:
        """One more page saved in a file of its own."""
        setattr(self, page.value, getattr(self, page.value) + 1)
