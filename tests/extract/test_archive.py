"""The raw archive: what goes in comes out, only its owner gets in, a killed writer leaves no half page."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.archive import Archive
from extract.archive_rows import USABLE_STATES
from extract.errors import ArchiveError
from extract.portal.states import TransportState
from extract.stored_pages import PageKind, StoredPage

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def store(
    archive: Archive, key: str, content: bytes, state: str = "ok", kind: PageKind = PageKind.CASE_PAGE
) -> StoredPage:
    return archive.store(
        kind=kind,
        origin="test",
        request_key=key,
        state=state,
        fetched_at=NOON,
        content=content,
        context={"cnr": key},
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "raw" / "archive.sqlite"


@given(
    content=st.binary(max_size=3000),
    context=st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=5),
    key=st.text(min_size=1, max_size=40),
    fetched_at=st.datetimes(
        min_value=datetime(1990, 1, 1),  # noqa: DTZ001
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
)
@settings(max_examples=40, deadline=None)
def test_whatever_is_stored_is_read_back_unchanged(
    content: bytes, context: dict[str, str], key: str, fetched_at: datetime
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "raw" / "archive.sqlite"
        with Archive(path) as archive:
            stored = archive.store(
                kind=PageKind.OTHER,
                origin="test",
                request_key=key,
                state="ok",
                fetched_at=fetched_at,
                content=content,
                context=context,
            )
        with Archive.open_reader(path) as archive:
            assert archive.answered(key) == stored
            assert list(archive.pages()) == [stored]
        assert (stored.content, stored.context, stored.fetched_at) == (content, context, fetched_at)
        assert stored.sha256 == hashlib.sha256(content).hexdigest()


def test_folder_and_every_file_are_the_owners_alone(path: Path) -> None:
    old_mask = os.umask(0)
    try:
        with Archive(path) as archive:
            store(archive, "a", b"page")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(old_mask)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert set(modes) >= {path.name, f"{path.name}-wal", f"{path.name}-shm"}
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize("is_reader", [True, False])
@pytest.mark.parametrize(("loose", "mode", "wanted"), [("folder", 0o750, "0700"), ("file", 0o640, "0600")])
def test_an_archive_open_to_others_is_refused(
    path: Path, is_reader: bool, loose: str, mode: int, wanted: str
) -> None:
    Archive(path).close()
    place = path.parent if loose == "folder" else path
    place.chmod(mode)
    with pytest.raises(ArchiveError) as caught:
        Archive(path, read_only=is_reader)
    message = str(caught.value)
    assert f"chmod {wanted}" in message
    assert str(place) in message
    assert "\n" not in message


def test_two_writers_are_kept_apart_and_readers_let_in(path: Path) -> None:
    with Archive(path) as writer:
        with pytest.raises(ArchiveError, match="being written by another process"):
            Archive(path)
        with Archive.open_reader(path) as reader:
            store(writer, "a", b"page")
            assert reader.is_answered("a")
            with pytest.raises(ArchiveError, match="reading only"):
                store(reader, "b", b"page")
    Archive(path).close()


def test_a_reader_needs_an_archive(path: Path) -> None:
    with pytest.raises(ArchiveError, match="pull or import something first"):
        Archive.open_reader(path)
    assert not path.parent.exists()


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look at" * 20, None])
def test_a_foreign_file_is_refused_and_left_alone(path: Path, content: bytes | None) -> None:
    path.parent.mkdir(mode=0o700)
    if content is None:
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE theirs (a)")
        other.close()
    else:
        path.write_bytes(content)
    path.chmod(0o600)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match=r"archive\.sqlite"):
        Archive(path)
    assert path.read_bytes() == before


def test_an_archive_damaged_within_says_to_restore_it(path: Path) -> None:
    with Archive(path) as archive:
        for number in range(200):
            store(archive, f"key {number}", os.urandom(1_000))
    content = bytearray(path.read_bytes())
    content[8192:-8192] = os.urandom(len(content) - 16384)
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="restore it from a copy"), Archive.open_reader(path) as archive:
        list(archive.everything())


@pytest.mark.parametrize("said", ["database is locked", "disk I/O error", "no such column: x"])
def test_an_archive_is_not_called_damaged_for_what_is_no_fault_of_the_file(path: Path, said: str) -> None:
    Archive(path).close()
    with pytest.raises(sqlite3.OperationalError, match=said), Archive.open_reader(path):
        raise sqlite3.OperationalError(said)


def test_failures_are_kept_but_never_handed_out(path: Path) -> None:
    with Archive(path) as archive:
        for state in TransportState:
            store(archive, f"key of {state}", f"body of {state}".encode(), state=state.value)
        assert {page.state for page in archive.pages()} == set(USABLE_STATES)
        assert archive.answered("key of session_lost") is None
        assert archive.state_counts() == {state.value: 1 for state in TransportState}


def test_usable_states_are_the_final_ones() -> None:
    assert set(USABLE_STATES) == {state.value for state in TransportState if state.is_final}


def test_the_latest_usable_answer_counts(path: Path) -> None:
    with Archive(path) as archive:
        store(archive, "a", b"old")
        new = store(archive, "a", b"new")
        store(archive, "a", b"broken", state="server_error")
        assert archive.answered("a") == new
        assert archive.answered("unknown") is None


def test_storing_again_adds_nothing(path: Path) -> None:
    with Archive(path) as archive:
        first = store(archive, "a", b"same")
        digest = archive.digest()
        again = archive.store(
            kind=PageKind.CASE_PAGE,
            origin="test",
            request_key="a",
            state="not_found",
            fetched_at=NOON + timedelta(days=1),
            content=b"same",
            context={},
        )
        assert again == first
        assert (archive.state_counts(), archive.digest()) == ({"ok": 1}, digest)


def test_a_page_that_comes_again_after_another_is_the_latest_once_more(path: Path) -> None:
    with Archive(path) as archive:
        first, between = store(archive, "a", b"first"), store(archive, "a", b"cut short")
        later = archive.store(
            kind=PageKind.CASE_PAGE,
            origin="test",
            request_key="a",
            state="ok",
            fetched_at=NOON + timedelta(days=1),
            content=b"first",
            context={},
        )
        assert archive.answered("a") == later
        assert (later.page_id, later.fetched_at) == (first.page_id, NOON + timedelta(days=1))
        assert [page.page_id for page in archive.pages()] == [between.page_id, later.page_id]


def test_one_content_under_two_keys_is_two_pages_stored_once(path: Path) -> None:
    with Archive(path) as archive:
        first, second = store(archive, "a", b"same"), store(archive, "b", b"same")
        assert first.sha256 == second.sha256
        assert first.page_id != second.page_id
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM content").fetchone() == (1,)
    raw.close()


def test_page_id_follows_from_key_and_content(path: Path) -> None:
    with Archive(path) as archive:
        page = store(archive, "a", b"page")
    assert page.page_id == hashlib.sha256(f"a\n{page.sha256}".encode()).hexdigest()[:16]


def test_pages_come_oldest_first_and_by_kind(path: Path) -> None:
    with Archive(path) as archive:
        for number, kind in enumerate((PageKind.CASE_PAGE, PageKind.OTHER, PageKind.DAILY_STATUS)):
            store(archive, f"key {number}", b"page", kind=kind)
        assert [page.request_key for page in archive.pages()] == ["key 0", "key 1", "key 2"]
        wanted = archive.pages(PageKind.DAILY_STATUS, PageKind.CASE_PAGE)
        assert [page.request_key for page in wanted] == ["key 0", "key 2"]


def test_digest_changes_with_usable_pages_only(path: Path) -> None:
    with Archive(path) as archive:
        empty = archive.digest()
        store(archive, "a", b"broken", state="server_error")
        assert archive.digest() == empty
        store(archive, "a", b"page")
        filled = archive.digest()
    with Archive.open_reader(path) as archive:
        assert empty != filled == archive.digest()


def test_times_are_kept_in_utc_and_need_a_zone(path: Path) -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    with Archive(path) as archive:
        page = archive.store(
            kind=PageKind.OTHER,
            origin="test",
            request_key="a",
            state="ok",
            fetched_at=datetime(2026, 3, 1, 1, tzinfo=india),
            content=b"",
            context={},
        )
        assert page.fetched_at.isoformat() == "2026-02-28T19:30:00+00:00"
        with pytest.raises(ValueError, match="time zone"):
            archive.store(
                kind=PageKind.OTHER,
                origin="test",
                request_key="b",
                state="ok",
                fetched_at=datetime(2026, 3, 1),  # noqa: DTZ001
                content=b"",
                context={},
            )


def test_damaged_content_is_noticed(path: Path) -> None:
    with Archive(path) as archive:
        store(archive, "a", b"the page as it came")
    with sqlite3.connect(path) as raw:
        (packed,) = raw.execute("SELECT zstd FROM content").fetchone()
        spoilt = packed[:-3] + bytes([packed[-3] ^ 0x55]) + packed[-2:]
        raw.execute("UPDATE content SET zstd = ?", (spoilt,))
    raw.close()
    with Archive.open_reader(path) as archive, pytest.raises(ArchiveError, match=r"hash|unpacked"):
        archive.answered("a")


KILLED_BETWEEN_CONTENT_AND_JOURNAL = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from extract import archive as module
from extract.stored_pages import PageKind

module.append_journal_row = lambda connection, entry: os.kill(os.getpid(), signal.SIGKILL)
with module.Archive(Path(sys.argv[1])) as archive:
    archive.store(kind=PageKind.OTHER, origin="test", request_key="half", state="ok",
                  fetched_at=datetime.now(UTC), content=b"half a page", context={})
"""


def test_a_killed_transaction_leaves_nothing_and_no_lock(path: Path) -> None:
    with Archive(path) as archive:
        whole = store(archive, "whole", b"page")
    command = [sys.executable, "-c", KILLED_BETWEEN_CONTENT_AND_JOURNAL, str(path)]
    killed = subprocess.run(command, check=False)
    assert killed.returncode == -signal.SIGKILL
    with Archive(path) as archive:
        assert list(archive.pages()) == [whole]
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM content").fetchone() == (1,)
    raw.close()
