"""Recordings into the archive: each is read to its end first, so that nothing is half-taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from extract.archive import Archive
from extract.cnr import cnrs_in
from extract.importers.entry_outcomes import NotTaken, Reason, Taken
from extract.importers.exchange import Exchange, Recording, in_order_of_time
from extract.importers.har import read_har
from extract.importers.recorded_answers import judge
from extract.importers.recording_trail import Trail
from extract.importers.report import LostPage, RecordingReport
from extract.importers.wacz import read_wacz
from extract.importers.warc import read_warc
from extract.reading import printed_cnr

READERS: Mapping[str, Callable[[Path], Recording]] = {"har": read_har, "warc": read_warc, "wacz": read_wacz}
"""Reader of each kind of recording; the kind is also the origin of the pages it brings."""


@dataclass(slots=True)
class _Missed:
    path: Path
    place: str
    what: NotTaken


@dataclass(slots=True)
class RecordingImport:
    """Imports recordings one after the other; what one shows helps to understand the next."""

    archive: Archive
    now: datetime
    _missed: list[_Missed] = field(default_factory=list)
    _trail: Trail = field(init=False)

    def __post_init__(self) -> None:
        self._trail = Trail(self._case_content)

    def add(self, path: Path, kind: str) -> tuple[RecordingReport, frozenset[str]]:
        """Import one recording; also returns the names of files beside it that hold its contents.

        Raises ``UnrecognisedFileError`` when it is damaged or none of its kind.
        """
        recording = READERS[kind](path)
        report = RecordingReport(path, recording.entries)
        for _, reason in recording.unreadable:
            self._count(report, NotTaken(Reason.UNREADABLE, reason))
        with self.archive.transaction():
            for exchange in in_order_of_time(recording.exchanges):
                self._take(path, kind, exchange, report)
        return report, recording.side_files

    def lost(self) -> list[LostPage]:
        """Pages that were asked for and did not come, neither later nor in another recording."""
        found = {}
        for missed in self._missed:
            key = missed.what.request_key
            if not self.archive.is_answered(key) and not any(map(self.archive.forgets, cnrs_in(key))):
                reason = ": ".join(part for part in (missed.what.reason.value, missed.what.detail) if part)
                found[key] = LostPage(missed.path, missed.place, key, reason)
        return list(found.values())

    def listed_not_there(self) -> int:
        """How many cases the recorded lists name whose page is not in the archive."""
        return sum(
            not self.archive.is_answered(f"case_page/{cnr}") and not self.archive.forgets(cnr)
            for cnr in self._trail.listed
        )

    def _take(self, path: Path, kind: str, exchange: Exchange, report: RecordingReport) -> None:
        verdict = judge(exchange, self._trail)
        if isinstance(verdict, NotTaken):
            self._count(report, verdict)
            if verdict.request_key:
                self._missed.append(_Missed(path, exchange.place, verdict))
        elif self.archive.forgets(_case_of(verdict)):
            self._count(report, NotTaken(Reason.FORGOTTEN))
        elif self._store(path, kind, exchange, verdict):
            report.stored += 1
        else:
            report.duplicate += 1

    def _store(self, path: Path, kind: str, exchange: Exchange, taken: Taken) -> bool:
        """Whether the page is new to the archive."""
        context = dict(taken.context) if taken.origin else {**taken.context, "file": path.name}
        before = _last_entry(self.archive)
        self.archive.store(
            kind=taken.kind,
            origin=taken.origin or kind,
            request_key=taken.request_key,
            state=taken.state,
            fetched_at=min(taken.fetched_at, self.now),
            content=taken.content,
            context=context,
            page=taken.page,
        )
        if taken.question is not None:
            self._trail.note(exchange, taken.question, taken.content)
        return _last_entry(self.archive) != before

    def _case_content(self, cnr: str) -> bytes | None:
        page = self.archive.answered(f"case_page/{cnr}")
        return None if page is None else page.content

    @staticmethod
    def _count(report: RecordingReport, verdict: NotTaken) -> None:
        report.not_taken[verdict.reason] += 1
        if verdict.detail:
            report.details[verdict.reason, verdict.detail] += 1


def _last_entry(archive: Archive) -> object:
    return archive.rows("SELECT max(sequence) FROM journal")[0][0]


def _case_of(taken: Taken) -> str | None:
    return taken.context.get("cnr") or printed_cnr(taken.kind, taken.content)
