"""A file is the old one or the new one, whatever ends its writing, and nothing stays beside it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.whole_files import (
    OWNER_ONLY,
    PART,
    STAGE,
    left_behind,
    remove_left_behind,
    write_changed,
    written_whole,
)


def ended_process() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def write_half(path: Path, fault: Exception) -> None:
    with written_whole(path) as unfinished:
        unfinished.write_text("half")
        raise fault


def test_a_block_that_ends_well_puts_the_file_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file.txt"
    with written_whole(path, OWNER_ONLY) as unfinished:
        assert unfinished.stat().st_mode & 0o777 == OWNER_ONLY
        unfinished.write_text("new")
        unfinished.with_name(f"{unfinished.name}.wal").write_text("a journal")
        assert not path.exists()
    assert [(one.name, one.read_text()) for one in path.parent.iterdir()] == [("file.txt", "new")]


def test_a_block_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("old")
    with pytest.raises(ValueError, match="half-way"):
        write_half(path, ValueError("half-way"))
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("file.txt", "old")]


def test_a_full_disk_is_named_by_the_file_it_was_to_hold(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space") as full:
        write_half(tmp_path / "file.txt", OSError(errno.ENOSPC, "No space left on device"))
    assert full.value.filename == str(tmp_path / "file.txt")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_and_what_another_is_writing_stays(tmp_path: Path) -> None:
    path, dead = tmp_path / "file[1].txt", ended_process()
    left = [tmp_path / f".{path.name}.{dead}.{kind}" for kind in (PART, f"{PART}.wal", STAGE)]
    for one in left[:2]:
        one.write_text("left")
    left[2].mkdir()
    (left[2] / "I01.csv").touch()
    left[0].chmod(OWNER_ONLY)
    kept = [
        tmp_path / f".{path.name}.{os.getppid()}.{PART}", tmp_path / f".file1.txt.{dead}.{PART}",
        tmp_path / f".{path.name}.{dead}.other",
    ]  # fmt: skip
    for one in kept:
        one.touch()
    assert set(left_behind(path)) == set(left)
    remove_left_behind(path)
    assert set(tmp_path.iterdir()) == set(kept)


def test_a_process_of_the_same_number_as_a_killed_one_can_write(tmp_path: Path) -> None:
    """In a container the next process often has the number of the one before."""
    path = tmp_path / "file.txt"
    path.with_name(f".{path.name}.{os.getpid()}.{PART}").write_text("left")
    with written_whole(path, OWNER_ONLY) as unfinished:
        unfinished.write_text("new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("file.txt", "new")]


def test_a_file_that_would_not_change_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    assert write_changed(path, b"content")
    before = path.stat()
    assert not write_changed(path, b"content")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
