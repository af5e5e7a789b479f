"""Files that are to be gone: written over, then unlinked.

On a journaling or copy-on-write file system, and on a solid-state disk, old blocks may survive writing over;
only an encrypted disk or archive, or the destruction of the medium, rules that out.
"""

from __future__ import annotations

import stat
from pathlib import Path

from extract.destroying import destroy, replace_and_destroy
from extract.whole_files import written_whole

HONESTLY = (
    "files were written over and removed; on solid-state disks, and on file systems that journal or copy on "
    "write, old blocks may survive that: only disk encryption or the destruction of the medium rules it out"
)


def shred(path: Path) -> bool:
    """Write over and unlink a file; whether there was one. A symbolic link is only unlinked."""
    if path.is_symlink() or not path.is_file():
        path.unlink(missing_ok=True)
        return False
    destroy(path)
    return True


def replace_text(path: Path, text: str) -> None:
    """``replace_content`` with text in UTF-8."""
    replace_content(path, text.encode())


def replace_content(path: Path, content: bytes) -> None:
    """Put another content in a file's place, with the same mode, and write over what it was.

    Written under a temporary name, then renamed: the file is as it was, or as it shall be.
    """
    mode = stat.S_IMODE(path.stat().st_mode)
    with written_whole(path, mode, replace_and_destroy) as unfinished:
        unfinished.write_bytes(content)


def replace_by(path: Path, new: Path) -> None:
    """Rename ``new`` into a file's place, and write over what was there."""
    replace_and_destroy(new, path)
