"""Who may open the raw archive: its owner alone, and one writer at a time; encrypted or plain alike."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from extract.archive_lock import lock_writer
from extract.archive_schema import APPLICATION_ID, READABLE_VERSIONS, statements_from
from extract.encryption import database_errors, is_encrypted, open_encrypted
from extract.errors import ArchiveError


def open_for_writing(path: Path) -> tuple[sqlite3.Connection, int]:
    """Connection and lock descriptor of an archive, made (folder 0700, file 0600) where there is none.

    Raises ``ArchiveError`` when folder or file are open to others, another process is writing, or the file is
    no archive. The lock goes with its process, so a killed writer leaves none behind.
    """
    _make_private_folder(path.parent)
    refuse_if_open_to_others(path)
    lock = lock_writer(path)
    try:
        return _connect_writer(path), lock
    except BaseException:
        os.close(lock)
        raise


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Read-only connection; readers may work beside a writer."""
    if not path.exists():
        raise ArchiveError(f"no raw archive at {path}: pull or import something first")
    refuse_if_open_to_others(path)
    connection = connect_reader(path)
    try:
        _refuse_foreign_file(connection, path, is_new_allowed=False)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Read-only connection to a file, whoever may read it and whatever is in it."""
    if is_encrypted(path):
        return open_encrypted(path, read_only=True)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def is_damage(error: Exception) -> bool:
    """Whether the database finds fault with the file: not with a query, a lock, or the disk it lies on."""
    return any(words in str(error) for words in ("malformed", "not a database", "corrupt"))


def damaged(path: Path, error: Exception) -> ArchiveError:
    """What to say of a file that is no database, or no longer a whole one."""
    return ArchiveError(f"{path} can't be read as a raw archive ({error}): restore it from a copy")


def encrypted_beside(path: Path) -> Path | None:
    """An encrypted archive of another timepoint of the same study; ``None`` if there is none."""
    others = sorted(path.parent.parent.glob(f"*/{path.name}"))
    return next((other for other in others if other != path and is_encrypted(other)), None)


def refuse_if_open_to_others(path: Path) -> None:
    """Raise ``ArchiveError`` if the archive's folder or one of its files lets group or others in."""
    _refuse_loose(path.parent, "0700")
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}.lock"):
        _refuse_loose(path.with_name(name), "0600")


def _refuse_loose(place: Path, wanted: str) -> None:
    if not place.exists():
        return
    mode = stat.S_IMODE(place.stat().st_mode)
    if mode & 0o077:
        raise ArchiveError(
            f"{place} is open to other users (mode {mode:04o}) and holds case records: "
            f"run chmod {wanted} '{place}'"
        )


def _make_private_folder(folder: Path) -> None:
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)


def _connect_writer(path: Path) -> sqlite3.Connection:
    # Made by hand first: SQLite would follow the umask; -wal and -shm take their mode from this file.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    connection = _connect(path)
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    """A new archive of a study that has an encrypted one is encrypted too, by the same passphrase."""
    beside = encrypted_beside(path) if path.stat().st_size == 0 else None
    if beside is not None:
        open_encrypted(beside, read_only=True).close()
    if beside is not None or is_encrypted(path):
        return open_encrypted(path, read_only=False)
    return sqlite3.connect(path, isolation_level=None)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    _refuse_foreign_file(connection, path, is_new_allowed=True)
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: a page counts as answered only once it is on the disk, power cut included. It costs under a
    # millisecond a page, against seconds between two requests.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS only: there fsync alone stops at the drive's cache
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(statements_from(connection.execute("PRAGMA user_version").fetchone()[0]))


def _refuse_foreign_file(connection: sqlite3.Connection, path: Path, *, is_new_allowed: bool) -> None:
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except database_errors() as error:
        if "disk" in str(error) and not is_damage(error):
            raise  # full or failing: what lies on it may be whole
        raise damaged(path, error) from error
    if is_new_allowed and tables == 0 and application == 0:
        return
    if application != APPLICATION_ID or version not in READABLE_VERSIONS:
        raise ArchiveError(
            f"{path} is no raw archive of a version known here (application {application:#x}, "
            f"version {version}): name another file or move this one away"
        )
