"""Keyed pseudonyms: how cases, parties, FIRs and applications are known outside the raw zone.

Plain hashes would not do: the space of CNRs is small enough to try them all. The key lies outside the tables,
readable by its owner only, and each kind of thing has its own domain so that no two kinds can be joined.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import stat
from pathlib import Path

from extract.cnr import plain_cnr
from transform.errors import TransformError

KEY_BYTES = 32
HEX_DIGITS = 16


class KeyFileError(TransformError):
    """The key file can't be used as it is; the message says which file and what to do."""


def case_pseudonym(key: bytes, cnr: str) -> str:
    """Pseudonym of a case: 16 hex digits; the same for a CNR printed with or without hyphens."""
    return pseudonym(key, "cnr", plain_cnr(cnr))


def pseudonym(key: bytes, domain: str, value: str) -> str:
    """First 16 hex digits of HMAC-SHA256 over ``domain|value``; domains: cnr, party, fir, application."""
    return hmac.digest(key, f"{domain}|{value}".encode(), "sha256").hex()[:HEX_DIGITS]


def key_fingerprint(key: bytes) -> str:
    """Eight hex digits that tell keys apart and betray none: tables with the same can be joined by case."""
    return pseudonym(key, "key", "fingerprint")[:8]


def load_or_create_key(path: Path) -> bytes:
    """The study's key: 32 random bytes, kept as hex in a file of mode 0600 in a folder of mode 0700.

    Created, atomically, when absent. Raises ``KeyFileError`` when the file or its folder is open to others or
    when the file does not hold such a key: a new key would silently give every case a new name.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_if_open_to_others(path.parent, "chmod 700")
        if not path.exists():
            _create(path)
        _refuse_if_open_to_others(path, "chmod 600")
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(
            f"{path}: the pseudonym key can't be read ({error}); restore it from its backup"
        ) from error
    if not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_BYTES}}}", text):
        raise KeyFileError(f"{path}: not a key of {2 * KEY_BYTES} hex digits; restore it from its backup")
    return bytes.fromhex(text)


def _create(path: Path) -> None:
    """Write a new key under a temporary name, then link it: of two processes at once, one key remains."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            return  # another process was first; its key is the one to use
    finally:
        temporary.unlink()


def _refuse_if_open_to_others(path: Path, command: str) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise KeyFileError(
            f"{path}: open to others (mode {mode:04o}): it must be yours alone; run: {command} '{path}', "
            "or name another place with ECOURTS_KEY_FILE"
        )
