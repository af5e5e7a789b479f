"""Rows of the raw archive as they are written, and the transaction that keeps them together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import zstandard

USABLE_STATES = ("ok", "empty", "not_found")
"""Transport states whose content is a final answer; all others are kept only as evidence."""

USABLE = f"state IN {USABLE_STATES}"
COLUMNS = "kind, origin, request_key, state, fetched_at, sha256, page_sha256, context"


def append_content(connection: sqlite3.Connection, sha256: str, content: bytes) -> None:
    """Keep a content unless it is there."""
    if connection.execute("SELECT 1 FROM content WHERE sha256 = ?", (sha256,)).fetchone() is None:
        packed = zstandard.ZstdCompressor(level=9).compress(content)
        connection.execute("INSERT INTO content VALUES (?, ?, ?)", (sha256, len(content), packed))


def append_journal_row(connection: sqlite3.Connection, entry: tuple[str, ...]) -> None:
    """Add one row with the values of ``COLUMNS``."""
    connection.execute(f"INSERT INTO journal ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entry)


def move_to_the_end(connection: sqlite3.Connection, entry: tuple[str, ...]) -> None:
    """Make a page that is there the latest answer to its request once more."""
    _, _, request_key, _, _, _, page_sha256, _ = entry
    connection.execute(
        f"DELETE FROM journal WHERE request_key = ? AND page_sha256 = ? AND {USABLE}",
        (request_key, page_sha256),
    )
    append_journal_row(connection, entry)


def journal_row(
    connection: sqlite3.Connection, request_key: str, page_sha256: str, state: str
) -> tuple[str, ...] | None:
    """The row of a page that is there. Any usable state matches a usable one, so that a page has one row and
    its ``page_id`` stays unique."""
    states = USABLE_STATES if state in USABLE_STATES else (state,)
    row: tuple[str, ...] | None = connection.execute(
        f"SELECT {COLUMNS} FROM journal WHERE request_key = ? AND page_sha256 = ? "
        f"AND state IN ({', '.join('?' * len(states))})",
        (request_key, page_sha256, *states),
    ).fetchone()
    return row


@contextmanager
def written_together(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: what is written inside the block is kept whole, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
