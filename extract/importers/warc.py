"""WARC files: what a web archiving tool, or ``export --warc``, recorded.

A response record holds no form fields; its request record does, and the two name each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from extract.importers.exchange import Exchange, OriginalEntry, Recording
from extract.importers.http_message import HttpMessage, HttpMessageError, read_http_message
from extract.importers.recognised import UnrecognisedFileError
from extract.importers.warc_exchanges import blank_exchange, unanswered, with_request
from extract.importers.warc_journal import JOURNAL_TYPE, original_entry, stated_pages
from extract.importers.warc_records import WarcRecord, digest_matches, warc_records

_ANSWERS = ("response", "revisit", "resource")


def read_warc(path: Path) -> Recording:
    """A WARC file. Raises ``UnrecognisedFileError`` for a damaged one, naming the offset."""
    with path.open("rb") as stream:
        return read_warc_stream(stream)


def read_warc_stream(stream: BinaryIO) -> Recording:
    """As ``read_warc``, from an open file that can be rewound."""
    parts = _Parts()
    for record in warc_records(stream):
        parts.take(record)
    if not parts.answers and not parts.requests:
        raise UnrecognisedFileError("a WARC file without a single request or answer")
    if parts.stated_pages not in (None, len(parts.journal)):
        raise UnrecognisedFileError(
            f"the file states {parts.stated_pages} pages and holds {len(parts.journal)}: it was cut off, and "
            "nothing was taken from it; copy it again"
        )
    return parts.recording()


@dataclass(slots=True)
class _Parts:
    """Records of one file, sorted out. Only answers that may hold a page keep their content."""

    answers: list[tuple[WarcRecord, Exchange]] = field(default_factory=list)
    requests: list[WarcRecord] = field(default_factory=list)
    journal: dict[str, OriginalEntry] = field(default_factory=dict)
    damaged: list[tuple[str, str]] = field(default_factory=list)
    stated_pages: int | None = None
    _by_digest: dict[str, bytes] = field(default_factory=dict)
    _by_id: dict[str, bytes] = field(default_factory=dict)

    def take(self, record: WarcRecord) -> None:
        """One record; those of kinds that hold no request and no answer are passed over."""
        if record.kind == "warcinfo":
            self.stated_pages = stated_pages(record.block)
        elif record.kind == "request":
            self.requests.append(record)
        elif record.kind == "metadata" and record.headers.get("content-type") == JOURNAL_TYPE:
            self.journal[record.headers.get("warc-refers-to", "")] = original_entry(record)
        elif record.kind in _ANSWERS:
            self._take_answer(record)

    def recording(self) -> Recording:
        """Answers with the forms that brought them; requests that nothing answered stand without a body."""
        partners = _Partners(self.requests)
        exchanges = []
        for record, exchange in self.answers:
            request = partners.of(record)
            original = self.journal.get(record.headers["warc-record-id"])
            exchanges.append(replace(with_request(exchange, request), original=original))
        exchanges += [unanswered(request) for request in partners.left()]
        return Recording(len(exchanges) + len(self.damaged), exchanges, self.damaged)

    def _take_answer(self, record: WarcRecord) -> None:
        blank = blank_exchange(record)
        is_exported = self.stated_pages is not None  # then every record is a page, whatever its address
        if not is_exported and (blank.is_static or not blank.is_of_portal):
            self.answers.append((_without_block(record), replace(blank, body=b"")))
            return
        try:
            exchange = self._read(record, blank)
        except HttpMessageError as error:
            exchange = replace(blank, fault=str(error))
        if exchange.body is not None:
            self._by_id[record.headers["warc-record-id"]] = exchange.body
            if digest := record.headers.get("warc-payload-digest"):
                self._by_digest[digest] = exchange.body
        self.answers.append((_without_block(record), exchange))

    def _read(self, record: WarcRecord, blank: Exchange) -> Exchange:
        if record.kind == "resource":
            mime = record.headers.get("content-type", "")
            return replace(blank, http_status=200, mime_type=mime, body=record.block)
        if record.kind == "revisit":
            return self._revisited(record, blank)
        message = read_http_message(record.block)
        if not digest_matches(
            record.headers.get("warc-payload-digest"), message.raw_body, message.body, message.content
        ):
            raise HttpMessageError("an answer that does not match its digest")
        return replace(_with_head(blank, message), body=message.content)

    def _revisited(self, record: WarcRecord, blank: Exchange) -> Exchange:
        """The answer was the same as one recorded before, so only that one was kept."""
        body = self._by_id.get(record.headers.get("warc-refers-to", ""))
        if body is None:
            body = self._by_digest.get(record.headers.get("warc-payload-digest", ""))
        if body is None:
            return replace(blank, fault="refers to an answer that is not in this file", has_no_content=True)
        if b"\r\n\r\n" not in record.block:
            return replace(blank, http_status=200, body=body)
        head = record.block.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[0]
        return replace(_with_head(blank, HttpMessage(head, {}, b"", b"", b"")), body=body)


class _Partners:
    """Request records, found by the answer they name or that names them."""

    def __init__(self, requests: Iterable[WarcRecord]) -> None:
        self._requests = {request.headers["warc-record-id"]: request for request in requests}
        self._by_answer = {
            request.headers["warc-concurrent-to"]: key
            for key, request in self._requests.items()
            if "warc-concurrent-to" in request.headers
        }
        self._used: set[str] = set()

    def of(self, answer: WarcRecord) -> WarcRecord | None:
        """The request of an answer, if the recording says which it is."""
        named = answer.headers.get("warc-concurrent-to", "")
        key = named if named in self._requests else self._by_answer.get(answer.headers["warc-record-id"], "")
        self._used.add(key)
        return self._requests.get(key)

    def left(self) -> list[WarcRecord]:
        """Requests that no answer claimed."""
        return [request for key, request in self._requests.items() if key not in self._used]


def _without_block(record: WarcRecord) -> WarcRecord:
    return WarcRecord(record.offset, record.headers, b"")


def _with_head(blank: Exchange, message: HttpMessage) -> Exchange:
    return replace(blank, http_status=message.status)
