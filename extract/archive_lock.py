"""One writer at a time: the lock beside the raw archive, and who holds it."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from extract.errors import ArchiveError

LOCK_ATTEMPTS = 4
SECONDS_BETWEEN_ATTEMPTS = 0.05


def writer_of(path: Path) -> int | None:
    """Id of the process that has the archive open for writing; ``None`` if none has, 0 if it does not say."""
    lock_path = path.with_name(f"{path.name}.lock")
    if not lock_path.exists():
        return None
    with lock_path.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return _process_named_in(lock.fileno())
    return None


def lock_writer(path: Path) -> int:
    """Descriptor that holds the writer's lock until it is closed; ``ArchiveError`` if another has it."""
    lock_path = path.with_name(f"{path.name}.lock")
    lock = os.open(lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if not _is_locked(lock):
        process = _process_named_in(lock)
        os.close(lock)
        who = f"another process (number {process})" if process else "another process"
        raise ArchiveError(
            f"{path} is being written by {who}: wait until it ends or stop it with Ctrl-C where it runs, "
            "which loses nothing, then run this again"
        )
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
    return lock


def _is_locked(lock: int) -> bool:
    """Whether the lock was got. Tried for a moment: somebody may just be looking who has it."""
    for attempt in range(LOCK_ATTEMPTS):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            time.sleep(SECONDS_BETWEEN_ATTEMPTS if attempt + 1 < LOCK_ATTEMPTS else 0)
        else:
            return True
    return False


def _process_named_in(lock: int) -> int:
    written = os.pread(lock, 20, 0).strip()
    return int(written) if written.isdigit() else 0
