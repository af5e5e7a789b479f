"""Files encrypted at rest by SQLCipher, which encrypts every page of a database, its write-ahead log too.

The format is SQLCipher 4's own: with the passphrase, any program that knows it opens the file.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import sqlite3
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from extract.errors import ArchiveError

PASSPHRASE_VARIABLE = "ECOURTS_PASSPHRASE"
PLAIN_HEADER = b"SQLite format 3\x00"
PAGE_BYTES = 4096
SALT_BYTES = 16
KEY_BYTES = 32
DERIVATION_ROUNDS = 256_000
LEAST_DISTINCT_BYTES = 240
"""A page of noise has nearly all of the 256; a page of text has far fewer."""


def is_encrypted(path: Path) -> bool:
    """Whether the file looks as SQLCipher leaves it: whole pages of noise. Asks for no passphrase."""
    try:
        with path.open("rb") as file:
            page = file.read(PAGE_BYTES)
            is_whole = os.fstat(file.fileno()).st_size % PAGE_BYTES == 0
    except FileNotFoundError:
        return False
    looks_like_noise = len(page) == PAGE_BYTES and len(set(page)) >= LEAST_DISTINCT_BYTES
    return is_whole and looks_like_noise and not page.startswith(PLAIN_HEADER)


def open_encrypted(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Connection to an encrypted file, or to an empty one that becomes encrypted with what is written.

    Raises ``ArchiveError`` without the library, without a passphrase, or where it does not open the file.
    """
    library = encryption_library(path)
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    key = key_text(path, passphrase(path))
    connection = library.connect(uri, uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error by itself
        connection.execute(f'PRAGMA key = "{key}"')
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except library.DatabaseError as error:
        connection.close()
        if "not a database" in str(error):
            raise ArchiveError(
                f"{path}: the passphrase does not open it: give the right one ({PASSPHRASE_VARIABLE}, or "
                "typed); if it is right, the file is damaged or no archive: restore a copy"
            ) from None
        raise ArchiveError(f"{path} can't be read ({error}): try again, or restore a copy") from error
    return cast(sqlite3.Connection, connection)


def encryption_library(path: Path) -> Any:
    """The module ``sqlcipher3``; raises ``ArchiveError`` where the extra is not installed."""
    try:
        return import_module("sqlcipher3")
    except ModuleNotFoundError:
        raise ArchiveError(
            f"{path}: sqlcipher3 is not installed, and encryption needs it; `make encryption` installs it "
            "(or: pip install 'ecourts-indicators[encryption]')"
        ) from None


def database_errors() -> tuple[type[Exception], ...]:
    """What either library raises for a file that it can't read; for ``except``."""
    library = sys.modules.get("sqlcipher3")
    return (sqlite3.DatabaseError,) if library is None else (sqlite3.DatabaseError, library.DatabaseError)


def key_text(path: Path, words: str) -> str:
    """Key and salt as SQLCipher takes them; the salt stands at the head of the file, or is made."""
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES) or os.urandom(SALT_BYTES)
    return f"x'{_derived(words, salt).hex()}{salt.hex()}'"


def is_passphrase_given() -> bool:
    """Whether the environment holds one, so that nobody need be asked."""
    return bool(os.environ.get(PASSPHRASE_VARIABLE))


def passphrase(path: Path) -> str:
    """From the environment, else typed by a person, once a run. Raises ``ArchiveError`` for neither."""
    if given := os.environ.get(PASSPHRASE_VARIABLE):
        return given
    if not sys.stdin.isatty():
        raise ArchiveError(
            f"{path}: its passphrase is needed, and no one is there to type it: set {PASSPHRASE_VARIABLE}"
        )
    return _typed("Passphrase of the raw archive: ")


def choose_passphrase(path: Path) -> None:
    """Have a new passphrase typed twice: an archive whose passphrase was mistyped is lost."""
    if is_passphrase_given():
        return
    first = passphrase(path)
    if getpass.getpass("The same once more: ") != first:
        _typed.cache_clear()
        raise ArchiveError(f"{path}: the two passphrases differ: nothing was encrypted, run this again")


@cache
def _typed(prompt: str) -> str:
    try:
        words = getpass.getpass(prompt)
    except EOFError:
        words = ""
    if not words:
        raise ArchiveError(f"no passphrase was typed: run this again, or set {PASSPHRASE_VARIABLE}")
    return words


@cache
def _derived(words: str, salt: bytes) -> bytes:
    # SQLCipher would do the same at each opening; a run opens an archive several times.
    return hashlib.pbkdf2_hmac("sha512", words.encode(), salt, DERIVATION_ROUNDS, KEY_BYTES)
