"""The raw archives under a data folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from extract.archive_access import connect_reader
from extract.encryption import database_errors, is_encrypted, is_passphrase_given
from extract.errors import ArchiveError


def archives_under(data: Path) -> list[Path]:
    """Every archive of every study and timepoint."""
    return sorted((data / "raw").glob("*/*/archive.sqlite"))


def open_archive(path: Path) -> closing[sqlite3.Connection]:
    """For reading only, whatever its permissions: these are examined on their own."""
    return closing(connect_reader(path))


def is_sealed(path: Path) -> bool:
    """Whether the archive is encrypted and no passphrase is set to look into it; the doctor asks for none."""
    return is_encrypted(path) and not is_passphrase_given()


def newest_fetch(path: Path) -> str | None:
    """Latest ``fetched_at`` of an archive, ISO 8601 in UTC; ``None`` if it is empty or can't be read."""
    if is_sealed(path):
        return None
    try:
        with open_archive(path) as connection:
            found = connection.execute("SELECT max(fetched_at) FROM journal").fetchone()[0]
    except ArchiveError:
        return None
    except database_errors():
        return None
    return None if found is None else str(found)


def name_of(archive: Path) -> str:
    """``STUDY/TIMEPOINT`` of an archive."""
    return "/".join(archive.parts[-3:-1])


def entries_under(folder: Path) -> Iterator[Path]:
    """The folder and everything below it."""
    if folder.exists():
        yield folder
        yield from sorted(folder.rglob("*"))
