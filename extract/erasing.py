"""Taking pages out of a raw archive for good, or writing them anew: nothing of the old content stays behind.

SQLite only marks deleted rows as free and keeps older pages in its write-ahead log. So deleting goes with
``secure_delete``, and ``scrub`` writes the whole file anew and empties the log. What file systems and disks
keep of old blocks is beyond this program.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from extract.archive import Archive
from extract.archive_rows import append_content
from extract.errors import ArchiveError
from extract.stored_pages import PageKind, StoredPage

SCRUB_ATTEMPTS = 20
SECONDS_BETWEEN_ATTEMPTS = 0.1


IsWanted = Callable[[int, str, str | None], bool]
"""Tells from a row's number, transport state and the CNR that was asked for, if any."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A stored response with its number in the journal."""

    sequence: int
    page: StoredPage


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What happened to pages of one kind; ``outcome`` is ``destroyed``, ``written_anew`` or ``replaced``."""

    kind: PageKind
    outcome: str


def journal(
    archive: Archive, *kinds: PageKind, is_wanted: IsWanted = lambda sequence, state, cnr: True
) -> Iterator[JournalRow]:
    """Every response kept of these kinds (all if none named), oldest first, one in memory at a time.

    ``is_wanted`` is asked before a content is unpacked. The journal may be written to meanwhile; what is
    added is left out.
    """
    wanted = {kind.value for kind in kinds or tuple(PageKind)}
    for kind, *facts in archive.rows(
        "SELECT kind, sequence, state, json_extract(context, '$.cnr') FROM journal ORDER BY sequence"
    ):
        if kind in wanted and is_wanted(*facts):
            sequence = facts[0]
            yield from (JournalRow(sequence, page) for page in archive.pages_at((sequence,)))


def prepare_erasing(archive: Archive) -> None:
    """Have SQLite overwrite what it deletes; before any transaction that erases."""
    archive.rows("PRAGMA secure_delete = ON")
    archive.rows("PRAGMA temp_store = MEMORY")  # or VACUUM leaves a readable copy in a temporary file


def delete_row(connection: sqlite3.Connection, row: JournalRow) -> None:
    """Take a row out of the journal; its content goes with ``delete_contents_of_nobody``."""
    connection.execute("DELETE FROM journal WHERE sequence = ?", (row.sequence,))


def write_row_anew(
    connection: sqlite3.Connection,
    row: JournalRow,
    content: bytes,
    page: bytes,
    context: Mapping[str, str],
) -> None:
    """Put other content in a row's place; another row that says the same already gives way to it."""
    sha256, page_sha256 = (hashlib.sha256(part).hexdigest() for part in (content, page))
    append_content(connection, sha256, content)
    connection.execute(
        "DELETE FROM journal WHERE request_key = ? AND page_sha256 = ? AND state = ? AND sequence != ?",
        (row.page.request_key, page_sha256, row.page.state, row.sequence),
    )
    connection.execute(
        "UPDATE journal SET sha256 = ?, page_sha256 = ?, context = ? WHERE sequence = ?",
        (sha256, page_sha256, json.dumps(dict(context), sort_keys=True), row.sequence),
    )


def delete_contents_of_nobody(connection: sqlite3.Connection) -> None:
    """Contents are shared by hash: only those that no row refers to any more are deleted."""
    connection.execute("DELETE FROM content WHERE sha256 NOT IN (SELECT sha256 FROM journal)")


def note_destruction(
    connection: sqlite3.Connection, reason: str, counts: Counter[Destroyed], now: datetime
) -> None:
    """Put the fact on record: time, reason, kind and number of pages, and no identity."""
    moment = now.astimezone(UTC).isoformat()
    connection.executemany(
        "INSERT INTO destruction (at, reason, page_kind, outcome, pages) VALUES (?, ?, ?, ?, ?)",
        [(moment, reason, one.kind.value, one.outcome, count) for one, count in counts.items()],
    )


def is_unscrubbed(archive: Archive) -> bool:
    """Whether something was erased and copies of it may still be in the file or its log."""
    return bool(archive.rows("SELECT 1 FROM destruction WHERE NOT is_scrubbed LIMIT 1"))


def scrub(archive: Archive) -> None:
    """Write the file anew without free pages and empty its log, if anything was erased since the last time.

    Raises ``ArchiveError`` when another program keeps reading it; running the same command again goes on.
    """
    if not is_unscrubbed(archive):
        return
    prepare_erasing(archive)
    archive.rows("VACUUM")
    _empty_log(archive)
    with archive.transaction() as connection:
        connection.execute("UPDATE destruction SET is_scrubbed = 1")


def _empty_log(archive: Archive) -> None:
    for _ in range(SCRUB_ATTEMPTS):
        ((is_busy, *_),) = archive.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        if not is_busy:
            return
        time.sleep(SECONDS_BETWEEN_ATTEMPTS)
    raise ArchiveError(
        f"{archive.path}: pages were erased, but another program reads the archive, so copies may be left in "
        "its log: close that program and run this again"
    )
