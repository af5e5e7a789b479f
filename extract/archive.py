"""The raw archive: every response as received, in one SQLite file that only its owner can read.

One compressed blob a response, keyed by content, appended in one transaction with its journal row, so that a
killed run resumes without loss and without asking again. Answers that failed are kept too, as evidence, but
only usable ones are ever handed out as pages.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import zstandard

from extract.archive_access import damaged, is_damage, open_for_reading, open_for_writing
from extract.archive_rows import (
    COLUMNS,
    USABLE,
    USABLE_STATES,
    append_content,
    append_journal_row,
    journal_row,
    move_to_the_end,
    written_together,
)
from extract.encryption import database_errors
from extract.errors import ArchiveError
from extract.intake import Admitted, Intake
from extract.stored_pages import PageKind, StoredPage, stored_page


class Archive:
    """Opened raw archive; use as a context manager. One process may write at a time, any number may read.

    ``intake`` looks at everything before it is stored.

    Raises ``ArchiveError`` when the archive can't be opened as it is (see ``archive_access``) or a stored
    content no longer matches its hash.
    """

    def __init__(self, path: Path, *, read_only: bool = False, intake: Intake | None = None) -> None:
        self.path = path
        self._intake = intake
        self._lock: int | None = None
        if read_only:
            self._connection = open_for_reading(path)
        else:
            self._connection, self._lock = open_for_writing(path)

    @classmethod
    def open_reader(cls, path: Path) -> Archive:
        """The archive at ``path`` for reading only."""
        return cls(path, read_only=True)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, database_errors()) and is_damage(error):
            raise damaged(self.path, error) from error

    def close(self) -> None:
        """Close the file and let the next writer in; closing twice does no harm."""
        self._connection.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

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
        page: bytes | None = None,
    ) -> StoredPage:
        """Append one response with its journal row in one transaction; returns what was stored.

        ``page`` is what makes it the same page again, where that is not the whole ``content``. Storing a page
        that is already there under the same ``request_key`` adds nothing, but if another came in between it
        becomes the latest once more. What the intake refuses is returned unstored.
        ``fetched_at`` must carry a time zone (``ValueError`` otherwise); it is kept in UTC.
        """
        self._refuse_reader()
        offered = Admitted(content, page, context)
        admitted = self._intake.admit(kind, request_key, offered) if self._intake else offered
        left = admitted or offered
        moment = _as_utc_text(fetched_at)
        entry = (kind.value, origin, request_key, state, moment, *_hashes(left), _as_json(left.context))
        return stored_page(entry, left.content) if admitted is None else self._kept(entry, left.content)

    def answered(self, request_key: str) -> StoredPage | None:
        """Latest usable (state "ok", "empty" or "not_found") answer to a request, or ``None``."""
        row = self._connection.execute(
            f"SELECT {COLUMNS} FROM journal WHERE request_key = ? AND {USABLE} "
            "ORDER BY sequence DESC LIMIT 1",
            (request_key,),
        ).fetchone()
        return None if row is None else stored_page(row, self._content(row[5]))

    def is_answered(self, request_key: str) -> bool:
        """Whether a usable answer is there, without unpacking it."""
        return (
            self._connection.execute(
                f"SELECT 1 FROM journal WHERE request_key = ? AND {USABLE} LIMIT 1", (request_key,)
            ).fetchone()
            is not None
        )

    def pages(self, *kinds: PageKind) -> Iterator[StoredPage]:
        """Usable pages of these kinds (all if none named), oldest first."""
        wanted = tuple(kind.value for kind in kinds or tuple(PageKind))
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM journal WHERE {USABLE} AND kind IN ({', '.join('?' * len(wanted))}) "
            "ORDER BY sequence",
            wanted,
        )
        for row in rows:
            yield stored_page(row, self._content(row[5]))

    def pages_at(self, sequences: Iterable[int]) -> Iterator[StoredPage]:
        """Responses by their numbers in the journal, those that failed too, in the order given."""
        for sequence in sequences:
            for row in self.rows(f"SELECT {COLUMNS} FROM journal WHERE sequence = ?", (sequence,)):
                yield stored_page(row, self._content(row[5]))

    def everything(self) -> Iterator[StoredPage]:
        """Every response kept, those that failed included, oldest first."""
        for row in self._connection.execute(f"SELECT {COLUMNS} FROM journal ORDER BY sequence"):
            yield stored_page(row, self._content(row[5]))

    def forgets(self, cnr: str | None) -> bool:
        """Whether a case may not be stored here."""
        return self._intake is not None and self._intake.holds(cnr)

    def state_counts(self) -> dict[str, int]:
        """Journal rows by transport state, failures included."""
        return dict(
            self._connection.execute("SELECT state, count(*) FROM journal GROUP BY state ORDER BY state")
        )

    def digest(self) -> str:
        """SHA-256 over all usable journal rows: while it stays equal, nothing needs to be built anew."""
        digest = hashlib.sha256()
        for (row,) in self._connection.execute(
            f"SELECT json_array({COLUMNS}) FROM journal WHERE {USABLE} ORDER BY sequence"
        ):
            digest.update(row.encode() + b"\n")
        return digest.hexdigest()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All writing inside the block is kept together or not at all; for parts with tables of their own."""
        self._refuse_reader()
        if self._connection.in_transaction:
            yield self._connection
            return
        with written_together(self._connection):
            yield self._connection

    def rows(self, query: str, parameters: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query, for parts with tables of their own; none where an older file lacks the table."""
        try:
            return self._connection.execute(query, tuple(parameters)).fetchall()
        except database_errors() as error:
            if "no such table" in str(error):
                return []
            raise

    def _refuse_reader(self) -> None:
        if self._lock is None:
            raise ArchiveError(f"{self.path} is open for reading only: open it for writing to store pages")

    def _kept(self, entry: tuple[str, ...], content: bytes) -> StoredPage:
        """What is in the archive once a journal row is kept, unless its page was there before."""
        _, _, request_key, state, _, sha256, page_sha256, _ = entry
        with self.transaction():
            stored = journal_row(self._connection, request_key, page_sha256, state)
            if stored is None:
                append_content(self._connection, sha256, content)
                append_journal_row(self._connection, entry)
            elif self._is_overtaken(stored):
                stored = (*entry[:5], stored[5], *entry[6:])
                move_to_the_end(self._connection, stored)
        return (
            stored_page(entry, content) if stored is None else stored_page(stored, self._content(stored[5]))
        )

    def _is_overtaken(self, stored: tuple[str, ...]) -> bool:
        """Whether a usable page is no longer the latest answer to its request."""
        if stored[3] not in USABLE_STATES:
            return False
        latest = self.answered(stored[2])
        return latest is not None and latest.sha256 != stored[6]

    def _content(self, sha256: str) -> bytes:
        packed, byte_count = self._connection.execute(
            "SELECT zstd, byte_count FROM content WHERE sha256 = ?", (sha256,)
        ).fetchone()
        try:
            content = zstandard.ZstdDecompressor().decompress(packed, max_output_size=max(byte_count, 1))
        except zstandard.ZstdError as error:
            raise ArchiveError(f"{self.path}: content {sha256} can't be unpacked: restore a copy") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ArchiveError(f"{self.path}: content {sha256} no longer matches its hash: restore a copy")
        return content


def _hashes(admitted: Admitted) -> tuple[str, str]:
    """SHA-256 of the content and of the page itself."""
    content = hashlib.sha256(admitted.content).hexdigest()
    return content, content if admitted.page is None else hashlib.sha256(admitted.page).hexdigest()


def _as_utc_text(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"fetched_at {moment} has no time zone")
    return moment.astimezone(UTC).isoformat()


def _as_json(context: Mapping[str, str]) -> str:
    return json.dumps(dict(context), sort_keys=True)
