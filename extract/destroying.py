"""Plain text that must go: overwritten on the disk before its name is removed.

On a disk that writes elsewhere than it is told (SSD, copy-on-write file systems), old blocks may outlast
this; full-disk encryption is the remedy there.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

BLOCK_BYTES = 1024**2
DOOMED = ".to-destroy"


def destroy(path: Path) -> None:
    """Overwrite the file with noise, have the disk take it, and remove the name."""
    with path.open("r+b") as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(os.urandom(min(left, BLOCK_BYTES)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)


def replace_and_destroy(fresh: Path, place: Path) -> None:
    """Put ``fresh`` at ``place`` in one step, then destroy what was there.

    A second name holds the old file until it is destroyed; after a kill, ``destroy_left_over`` finds it.
    """
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    doomed = doom(place)
    fresh.replace(place)
    sync_folder(place.parent)
    destroy(doomed)


def doom(place: Path) -> Path:
    """A second name for a file, under which it can be destroyed once the first one is gone."""
    destroy_left_over(place)
    doomed = place.with_name(place.name + DOOMED)
    os.link(place, doomed)
    return doomed


def destroy_left_over(place: Path) -> bool:
    """Finish what a kill interrupted; a second name of the file still in use is only removed."""
    doomed = place.with_name(place.name + DOOMED)
    if not doomed.exists():
        return False
    if place.exists() and doomed.samefile(place):
        doomed.unlink()
    else:
        destroy(doomed)
    return True


def sync_folder(folder: Path) -> None:
    """Have the disk take the names of a folder; a file system that can't does it in its own time."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
