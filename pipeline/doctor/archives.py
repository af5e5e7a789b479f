"""The raw archives: whole, of this program's make, encrypted or not, and whether one is being written."""

from __future__ import annotations

import fcntl
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from extract.archive_access import encrypted_beside
from extract.archive_conversion import left_overs
from extract.archive_schema import APPLICATION_ID, READABLE_VERSIONS
from extract.encryption import PASSPHRASE_VARIABLE, database_errors, is_encrypted
from extract.errors import ArchiveError
from pipeline.doctor.finding import Finding, Level
from pipeline.doctor.stores import archives_under, is_sealed, name_of, open_archive

LOCKED = "can't be looked into"
UNLOCK = f"set {PASSPHRASE_VARIABLE} to the study's own, and run make encryption if its library is missing"
RESTORE = "restore the archive from a copy, or import its WARC export into a new one"


def examine_archives(data: Path) -> Iterator[Finding]:
    """SQLite's own check of each file, its header, its encryption, and its lock."""
    archives = archives_under(data)
    if not archives:
        yield Finding(Level.OK, "archive", f"none under {data / 'raw'} yet")
    for archive in archives:
        name = f"archive {name_of(archive)}"
        if is_sealed(archive):
            said = f"encrypted; not looked into: set {PASSPHRASE_VARIABLE} to have it checked"
            yield Finding(Level.OK, name, said)
        elif damage := _damage(archive):
            fix = UNLOCK if damage.startswith(LOCKED) else RESTORE
            yield Finding(Level.FAULT, name, f"{archive} {damage}", fix)
        else:
            secrecy = "encrypted" if is_encrypted(archive) else "not encrypted"
            yield Finding(Level.OK, name, f"whole; {_contents(archive)}; {secrecy}")
        yield from _plain_text_left(archive, name)
        if _is_being_written(archive):
            fix = "let it end, or stop it with Ctrl-C, before starting another pull or import there"
            yield Finding(Level.WARNING, name, "another process is writing to it now", fix)


def _damage(archive: Path) -> str:
    try:
        with open_archive(archive) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            said = [str(row[0]) for row in connection.execute("PRAGMA quick_check(3)")]
    except ArchiveError as error:
        return f"{LOCKED}: {error}"
    except database_errors() as error:
        return f"is damaged: {error}"
    if said != ["ok"]:
        return f"is damaged: {' '.join('; '.join(said).split())[:200]}"
    if application != APPLICATION_ID or version not in READABLE_VERSIONS:
        return "is another program's database, or of a version this one can't read"
    return ""


def _contents(archive: Path) -> str:
    with open_archive(archive) as connection:
        counts = dict(connection.execute("SELECT state, count(*) FROM journal GROUP BY state"))
    return f"{sum(counts.values())} responses kept, {counts.get('ok', 0)} of them pages"


def _plain_text_left(archive: Path, name: str) -> Iterator[Finding]:
    """Where a study is encrypted, what of it can still be read without the passphrase."""
    study, timepoint = archive.parts[-3:-1]
    data = shlex.quote(str(archive.parents[3]))
    fix = f"run: ecourts-indicators encrypt --study {study} --timepoint {timepoint} --data {data}"
    if left := left_overs(archive):
        yield Finding(Level.WARNING, name, f"left by an interrupted conversion: {left[0]}", fix)
    if not is_encrypted(archive):
        if encrypted_beside(archive):
            yield Finding(Level.WARNING, name, "not encrypted, though another of the study is", fix)
        return
    worklists = sorted(archive.parent.glob("forms/worklist.*"))
    if worklists:
        said = f"encrypted, but a worklist with names lies beside it: {worklists[0]}"
        yield Finding(Level.WARNING, name, said, f"when it is no longer needed, {fix}")


def _is_being_written(archive: Path) -> bool:
    lock = archive.with_name(f"{archive.name}.lock")
    if not lock.exists():
        return False
    descriptor = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
