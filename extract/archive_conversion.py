"""A raw archive made encrypted, or plain again: copied, compared row by row, and only then replaced."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from extract.archive_access import encrypted_beside, refuse_if_open_to_others
from extract.archive_lock import lock_writer
from extract.destroying import destroy, destroy_left_over, doom, replace_and_destroy
from extract.encryption import (
    choose_passphrase,
    database_errors,
    encryption_library,
    is_encrypted,
    key_text,
    open_encrypted,
    passphrase,
)
from extract.errors import ArchiveError

UNFINISHED = ".converting"


def encrypt_archive(path: Path) -> bool:
    """Encrypt the archive and destroy the plain file; ``False`` where it is encrypted already.

    A kill at any moment leaves a whole archive at ``path``, plain or encrypted; the next call goes on.
    Raises ``ArchiveError`` while another process reads or writes it.
    """
    return _convert(path, to_encrypted=True)


def decrypt_archive(path: Path) -> bool:
    """Make the archive plain again; ``False`` where it is plain already."""
    return _convert(path, to_encrypted=False)


def left_overs(path: Path) -> list[Path]:
    """Files that an interrupted conversion may have left beside the archive, in plain text."""
    names = [f"{path.name}{end}" for end in ("", "-wal", "-shm")]
    doomed = [path.with_name(f"{name}.to-destroy") for name in names]
    return [file for file in (*doomed, path.with_name(path.name + UNFINISHED)) if file.exists()]


def _convert(path: Path, *, to_encrypted: bool) -> bool:
    if not path.exists():
        raise ArchiveError(f"no raw archive at {path}: pull or import something first")
    refuse_if_open_to_others(path)
    with closing_lock(path):
        _finish_interrupted(path)
        if is_encrypted(path) == to_encrypted:
            return False
        if to_encrypted:
            _settle_passphrase(path)
        _fold_in_log(path)
        fresh = path.with_name(path.name + UNFINISHED)
        _copy(path, fresh, to_encrypted=to_encrypted)
        replace_and_destroy(fresh, path)
    return True


@contextmanager
def closing_lock(path: Path) -> Iterator[None]:
    """The writer's lock of an archive while the block lasts."""
    lock = lock_writer(path)
    try:
        yield
    finally:
        os.close(lock)


def _settle_passphrase(path: Path) -> None:
    """One study, one passphrase: it must open the archive that is encrypted already, if one is."""
    encryption_library(path)
    if beside := encrypted_beside(path):
        open_encrypted(beside, read_only=True).close()
    else:
        choose_passphrase(path)
        passphrase(path)


def _finish_interrupted(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        destroy_left_over(path.with_name(name))
    if (unfinished := path.with_name(path.name + UNFINISHED)).exists():
        destroy(unfinished)


def _fold_in_log(path: Path) -> None:
    """Bring the write-ahead log into the file: beside a file of another key it would be taken for its own."""
    logs = [path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm")]
    for log in logs:
        if log.exists():
            doom(log)
    try:
        with closing(_open(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except database_errors() as error:
        raise ArchiveError(
            f"{path} is in use by another process ({error}): wait until it ends, then run this again"
        ) from error
    finally:
        for log in logs:
            destroy_left_over(log)


def _open(path: Path) -> sqlite3.Connection:
    if is_encrypted(path):
        return open_encrypted(path, read_only=False)
    connection = encryption_library(path).connect(str(path), isolation_level=None)
    return cast(sqlite3.Connection, connection)


def _copy(path: Path, fresh: Path, *, to_encrypted: bool) -> None:
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        key = key_text(fresh, passphrase(fresh)) if to_encrypted else ""
        with closing(_open(path)) as connection:
            connection.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(fresh), key))
            connection.execute("SELECT sqlcipher_export('fresh')").fetchone()
            for mark in ("application_id", "user_version"):
                connection.execute(
                    f"PRAGMA fresh.{mark} = {connection.execute(f'PRAGMA {mark}').fetchone()[0]}"
                )
            connection.execute("DETACH DATABASE fresh")
        if _fingerprint(path) != _fingerprint(fresh):
            raise ArchiveError(f"{path}: the copy is not equal to it, so nothing was changed: report this")
    except BaseException:
        destroy(fresh)
        raise


def _fingerprint(path: Path) -> str:
    """SHA-256 over everything in the file: marks, definitions and all rows of all tables."""
    digest = hashlib.sha256()
    with closing(_open(path)) as connection:
        for mark in ("application_id", "user_version", "integrity_check"):
            digest.update(repr(connection.execute(f"PRAGMA {mark}").fetchall()).encode())
        made = connection.execute("SELECT name, type, sql FROM sqlite_master ORDER BY name").fetchall()
        for name, kind, definition in made:
            digest.update(repr((name, kind, definition)).encode())
            if kind == "table":
                for row in _rows_in_order(connection, name):
                    digest.update(repr(row).encode())
    return digest.hexdigest()


def _rows_in_order(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    width = len(connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description)
    order = ", ".join(str(column + 1) for column in range(width))
    yield from connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')
