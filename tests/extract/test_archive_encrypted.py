"""An encrypted archive: nothing to be read without the passphrase, everything with it, kills included."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_archive import CNRS, PASSPHRASE, encrypted_neighbour, filled_archive

from extract import encryption
from extract.archive import Archive
from extract.archive_conversion import decrypt_archive, encrypt_archive, left_overs
from extract.encryption import PASSPHRASE_VARIABLE, is_encrypted
from extract.errors import ArchiveError
from extract.private_text import read_private_text, write_encrypted_text
from extract.stored_pages import PageKind

sqlcipher3 = pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
ROUNDS = encryption.DERIVATION_ROUNDS
ZSTD = b"\x28\xb5\x2f\xfd"


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each archive's key is derived anew, since it has a salt of its own: here in few rounds."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    monkeypatch.setattr(encryption, "DERIVATION_ROUNDS", 1_000)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled_archive(tmp_path / "study" / "baseline" / "archive.sqlite")


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def tells_something(folder: Path) -> bool:
    """Whether any CNR, table name or compressed page stands in any file's bytes."""
    found = bytes_in(folder)
    return any(cnr.encode() in found for cnr in CNRS) or b"journal" in found or ZSTD in found


def digest(path: Path) -> str:
    with Archive.open_reader(path) as archive:
        return archive.digest()


def test_encrypted_and_back_again_it_is_the_same_archive(path: Path) -> None:
    before = digest(path)
    assert tells_something(path.parent)
    assert encrypt_archive(path)
    assert is_encrypted(path)
    assert digest(path) == before
    assert not tells_something(path.parent)
    assert not encrypt_archive(path)
    assert decrypt_archive(path)
    assert not is_encrypted(path)
    assert digest(path) == before
    assert not decrypt_archive(path)
    assert {file.name for file in path.parent.iterdir()} == {path.name, f"{path.name}.lock"}


def test_the_passphrase_alone_opens_it_with_any_program_that_knows_the_format(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encryption, "DERIVATION_ROUNDS", ROUNDS)
    encrypt_archive(path)
    connection = sqlcipher3.connect(str(path))
    quoted = PASSPHRASE.replace("'", "''")
    connection.execute(f"PRAGMA key = '{quoted}'")
    assert connection.execute("SELECT count(*) FROM journal").fetchone() == (len(CNRS),)
    connection.close()


def test_what_is_written_later_is_encrypted_in_the_log_too_and_the_owners_alone(path: Path) -> None:
    encrypt_archive(path)
    with Archive(path) as writer, Archive.open_reader(path) as reader:
        with pytest.raises(ArchiveError, match="another process"):
            Archive(path)
        stored = writer.store(
            kind=PageKind.OTHER, origin="test", request_key="new", state="ok", context={"cnr": CNRS[0]},
            fetched_at=next(iter(writer.pages())).fetched_at, content=b"<p>later</p>",
        )  # fmt: skip
        assert reader.answered("new") == stored
        assert reader.rows("SELECT * FROM a_table_of_later") == []
        log = path.with_name(f"{path.name}-wal")
        assert log.stat().st_size > 0
        assert not tells_something(path.parent)
        modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {0o600}


def test_another_timepoints_archive_follows_the_first_and_its_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted_neighbour(tmp_path / "study", monkeypatch)
    later = tmp_path / "study" / "endline" / "archive.sqlite"
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "mistyped")
    with pytest.raises(ArchiveError, match="passphrase does not open"):
        Archive(later)
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    assert is_encrypted(filled_archive(later))
    elsewhere = filled_archive(tmp_path / "another_study" / "endline" / "archive.sqlite")
    assert not is_encrypted(elsewhere)


def test_a_study_has_one_passphrase(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encrypted_neighbour(path.parent.parent, monkeypatch)
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "another")
    with pytest.raises(ArchiveError, match="passphrase does not open"):
        encrypt_archive(path)
    assert not is_encrypted(path)


def without_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    monkeypatch.setattr("sys.stdin", io.StringIO())


def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)


def with_another_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE.upper())


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (without_terminal, f"no one is there to type it: set {PASSPHRASE_VARIABLE}"),
        (without_library, "`make encryption` installs it"),
        (with_another_passphrase, "the passphrase does not open it"),
    ],
)
def test_one_line_says_what_is_missing(
    path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    prepare: Callable[[pytest.MonkeyPatch], None], said: str, read_only: bool,
) -> None:  # fmt: skip
    encrypt_archive(path)
    before = path.read_bytes()
    prepare(monkeypatch)
    with pytest.raises(ArchiveError) as refused:
        Archive(path, read_only=read_only)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("prepare", [without_terminal, without_library])
def test_nothing_is_touched_where_encrypting_can_not_end(
    path: Path, monkeypatch: pytest.MonkeyPatch, prepare: Callable[[pytest.MonkeyPatch], None]
) -> None:
    before = path.read_bytes()
    prepare(monkeypatch)
    with pytest.raises(ArchiveError):
        encrypt_archive(path)
    assert path.read_bytes() == before
    assert left_overs(path) == []


def test_another_programs_files_are_told_apart(path: Path) -> None:
    path.write_bytes(os.urandom(8192))
    assert is_encrypted(path)
    with pytest.raises(ArchiveError, match="damaged or no archive"):
        Archive(path)
    path.write_bytes(b"a text long enough to be looked at " * 500)
    assert not is_encrypted(path)
    with pytest.raises(ArchiveError, match="can't be read as a raw archive"):
        Archive(path)
    path.write_bytes(b"")
    write_encrypted_text(path, "opens by the same passphrase, but is no archive")
    with pytest.raises(ArchiveError, match="is no raw archive of a version known here"):
        Archive(path)


@pytest.mark.parametrize("read_only", [True, False])
def test_an_archive_in_use_is_not_converted(path: Path, read_only: bool) -> None:
    before = digest(path)
    is_open, its_end = os.pipe()
    process = os.fork()
    if process == 0:
        with Archive(path, read_only=read_only) as archive:
            os.write(its_end, archive.digest().encode())
            signal.pause()
    try:
        assert os.read(is_open, 64).decode() == before
        with pytest.raises(ArchiveError, match="another process"):
            encrypt_archive(path)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    assert not is_encrypted(path)
    assert left_overs(path) == []
    assert digest(path) == before


def test_a_private_text_is_encrypted_the_same_way(tmp_path: Path) -> None:
    text = '["Party-001", "पक्ष"]'
    file = tmp_path / "names.json"
    file.write_text(text, encoding="utf-8")
    assert read_private_text(file) == text
    write_encrypted_text(file, text)
    assert read_private_text(file) == text
    assert b"Party" not in bytes_in(tmp_path)
    assert [stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()] == [0o600]


class Killed:
    """Kills this process at the n-th of the calls by which a conversion changes what is on the disk."""

    CALLS = ((os, "fsync"), (os, "link"), (os, "open"), (Path, "replace"), (Path, "unlink"))

    def __init__(self, at: int) -> None:
        self._left = at
        for owner, name in self.CALLS:
            setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return counted


def was_killed(work: Callable[[Path], bool], path: Path, at: int) -> bool:
    """Do the work in a process of its own that is killed at its n-th call, if it has so many."""
    process = os.fork()
    if process == 0:
        try:
            Killed(at)
            work(path)
        except BaseException:
            os._exit(2)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


@pytest.mark.parametrize("work", [encrypt_archive, decrypt_archive])
def test_a_kill_at_any_moment_of_a_conversion_loses_nothing(path: Path, work: Callable[[Path], bool]) -> None:
    if work is decrypt_archive:
        encrypt_archive(path)
    leave_a_log(path)
    before, kills = digest(path), 0
    while was_killed(work, path, at=kills):
        assert digest(path) == before
        kills += 1
        if work is decrypt_archive and not is_encrypted(path):
            encrypt_archive(path)  # else the next one would have nothing to do
        elif is_encrypted(path) and work is encrypt_archive:
            encrypt_archive(path)
            assert not tells_something(path.parent)
            decrypt_archive(path)
        leave_a_log(path)
    assert kills > 10
    assert digest(path) == before
    assert left_overs(path) == []
    assert is_encrypted(path) == (work is encrypt_archive) == (not tells_something(path.parent))


def leave_a_log(path: Path) -> None:
    """Leave a write-ahead log behind, as a killed pull does."""
    process = os.fork()
    if process == 0:
        archive = Archive(path)
        with archive.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO rest VALUES (1, '2026-03-01')")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(process, 0)
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0


def test_a_plain_archive_asks_for_no_passphrase_and_no_library(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_terminal(monkeypatch)
    without_library(monkeypatch)
    assert digest(path)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM journal").fetchone() == (len(CNRS),)
    raw.close()
