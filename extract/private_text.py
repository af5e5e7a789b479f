"""Text of the raw zone beside an archive, encrypted by the same means and with the same passphrase."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from extract.destroying import destroy_left_over, replace_and_destroy
from extract.encryption import is_encrypted, open_encrypted


def read_private_text(path: Path) -> str:
    """The text, whether the file is plain or encrypted. Raises ``OSError`` or ``ArchiveError``."""
    if not is_encrypted(path):
        return path.read_text(encoding="utf-8")
    with closing(open_encrypted(path, read_only=True)) as connection:
        return str(connection.execute("SELECT content FROM private_text").fetchone()[0])


def write_encrypted_text(path: Path, text: str) -> None:
    """Write the text encrypted under a temporary name, then rename; a plain file there is destroyed."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
    try:
        with closing(open_encrypted(unfinished, read_only=False)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("CREATE TABLE private_text (content TEXT NOT NULL)")
            connection.execute("INSERT INTO private_text VALUES (?)", (text,))
        destroy_left_over(path)
        if path.exists() and not is_encrypted(path):
            replace_and_destroy(unfinished, path)
        else:
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
