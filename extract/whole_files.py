"""Files that are there whole or not at all: written under another name beside their place, then renamed.

The name says which process writes. What a process left that was killed is removed by the next one that
writes the same file.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.destroying import destroy

OWNER_ONLY = 0o600
PART = "part"
STAGE = "stage"


@contextmanager
def written_whole(
    path: Path, mode: int | None = None, put: Callable[[Path, Path], object] = Path.replace
) -> Iterator[Path]:
    """The name to write ``path`` under: renamed when the block ends well, removed when it does not.

    With ``mode`` an empty file of that mode lies there already; ``put`` renames it into place. What a writer
    puts beside it (a journal named after it) goes too. ``OSError`` names ``path`` where the system names no
    file, as on a full disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_left_behind(path)
    unfinished = unfinished_name(path, PART)
    try:
        if mode is not None:
            os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode))
        yield unfinished
        put(unfinished, path)
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        for left in path.parent.glob(f"{_in_glob(unfinished.name)}*"):
            left.unlink(missing_ok=True)


def write_changed(path: Path, content: bytes) -> bool:
    """Write ``path`` whole; returns whether it changed. A file that holds the same already is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return False
    with written_whole(path) as unfinished:
        unfinished.write_bytes(content)
    return True


def unfinished_name(path: Path, kind: str) -> Path:
    """Where this process writes what will stand at ``path``: a file (``PART``) or a folder (``STAGE``)."""
    return path.with_name(f".{path.name}.{os.getpid()}.{kind}")


def left_behind(path: Path) -> Iterator[Path]:
    """What processes that are no more left unfinished of ``path``, and whatever lies beside that."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.(\d+)\.({PART}|{STAGE})\b.*")
    for beside in sorted(path.parent.glob(f".{_in_glob(path.name)}.*")):
        if (found := pattern.fullmatch(beside.name)) and not _is_another(int(found[1])):
            yield beside


def remove_left_behind(path: Path) -> None:
    """Remove it; a file that only its owner may read is written over first."""
    for left in left_behind(path):
        if left.is_dir():
            shutil.rmtree(left)
        elif left.stat().st_mode & 0o777 == OWNER_ONLY:
            destroy(left)
        else:
            left.unlink()


def _is_another(process: int) -> bool:
    """Whether a process of this number lives and is not this one: in a container the next has the same."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _in_glob(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)
