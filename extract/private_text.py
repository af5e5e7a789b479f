"""Text of the raw zone beside an archive, encrypted by the same means and with the same passphrase."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from extract.destroying import destroy_left_over, replace_and_destroy
from extract.encryption import is_encrypted, open_encrypted
from extract.whole_files import OWNER_ONLY, written_whole


def read_private_text(path: Path) -> str:
    """The text, whether the file is plain or encrypted. Raises ``OSError`` or ``ArchiveError``."""
    if not is_encrypted(path):
        return path.read_text(encoding="utf-8")
    with closing(open_encrypted(path, read_only=True)) as connection:
        return str(connection.execute("SELECT content FROM private_text").fetchone()[0])


def write_encrypted_text(path: Path, text: str) -> None:
    """Write the text encrypted under a temporary name, then rename; a plain file there is destroyed."""
    destroy_left_over(path)
    is_plain = path.exists() and not is_encrypted(path)
    put = replace_and_destroy if is_plain else Path.replace
    with (
        written_whole(path, OWNER_ONLY, put) as unfinished,
        closing(open_encrypted(unfinished, read_only=False)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("CREATE TABLE private_text (content TEXT NOT NULL)")
        connection.execute("INSERT INTO private_text VALUES (?)", (text,))
