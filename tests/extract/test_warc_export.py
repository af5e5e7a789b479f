"""The raw archive as a WARC file: restores the archive as it was, and others can read it."""

from __future__ import annotations

import stat
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from recorded_traffic import PARAMETERS, tables_of
from small_pull import Pulling, request, small_docket

from extract.archive import Archive
from extract.errors import ExtractError
from extract.importers import import_path
from extract.portal.json_answers import json_object
from extract.reading import read_pages
from extract.standin.faults import Fault, FaultKind
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page
from extract.standin.server import StandIn
from extract.warc_export import export_warc
from transform.assembling.tables import build_tables

PAGES = Path(__file__).resolve().parents[1] / "pages"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
PORTAL = "https://services.ecourts.gov.in/ecourtindia_v6/"

warcio_iterator = pytest.importorskip("warcio.archiveiterator", reason="the extra warc is not installed")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of a pull with faults in it, a page saved by hand, a published record."""
    folder = tmp_path_factory.mktemp("archive")
    path = folder / "raw" / "archive.sqlite"
    faults = [
        Fault(1, FaultKind.WRONG_CAPTCHA, "casestatus/submitAct"),
        Fault(2, FaultKind.SESSION_LOST, "home/viewHistory"),
        Fault(5, FaultKind.EMPTY_BODY, "home/viewHistory"),
    ]
    with StandIn(small_docket(), faults=faults) as standin:
        assert Pulling(standin, path).run(request(with_daily_status=True)).is_complete
    saved = folder / "saved"
    saved.mkdir()
    other = next(case for case in baseline_docket() if case not in small_docket())
    (saved / "case.html").write_text(render_case_page(other, other.layout), encoding="utf-8")
    record = PAGES / "app_record" / "raw_decided_all_sections.json"
    (saved / record.name).write_bytes(record.read_bytes())
    with Archive(path) as opened:
        import_path(saved, opened, None, NOW)
    return path


@pytest.fixture(scope="module")
def exported(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "archive.warc.gz"
    with Archive.open_reader(archive) as opened:
        export_warc(opened, path, PORTAL, "ecourts-indicators/test")
    return path


def restored(exported: Path, folder: Path) -> Path:
    path = folder / "raw" / "archive.sqlite"
    with Archive(path) as opened:
        report = import_path(exported, opened, None, NOW)
    assert (report.lost, report.unrecognised) == ([], [])
    return path


def test_an_import_restores_the_archive_failures_included(
    archive: Path, exported: Path, tmp_path: Path
) -> None:
    path = restored(exported, tmp_path)
    with Archive.open_reader(archive) as before, Archive.open_reader(path) as after:
        assert after.digest() == before.digest()
        assert list(after.everything()) == list(before.everything())
        assert before.state_counts().keys() > {"ok", "wrong_captcha", "session_lost"}


def test_the_restored_archive_gives_the_same_tables_provenance_included(
    archive: Path, exported: Path, tmp_path: Path
) -> None:
    path = restored(exported, tmp_path)
    tables = []
    for one in (archive, path):
        with Archive.open_reader(one) as opened:
            tables.append(build_tables(read_pages(opened), PARAMETERS, bytes(32)))
    assert tables[0] == tables[1]


def test_a_restored_archive_is_not_pulled_again(exported: Path, tmp_path: Path) -> None:
    path = restored(exported, tmp_path)
    with StandIn(small_docket()) as standin:
        pulling = Pulling(standin, path)
        assert pulling.run(request(with_daily_status=True)).pages_asked == 0
        assert pulling.routes() == {}


def test_any_reader_finds_whole_records_with_their_digests(archive: Path, exported: Path) -> None:
    with Archive.open_reader(archive) as opened:
        kept = Counter(page.content for page in opened.everything())
        moments = {page.fetched_at for page in opened.everything()}
    found, kinds = Counter[bytes](), Counter[str]()
    with exported.open("rb") as stream:
        for record in warcio_iterator.ArchiveIterator(stream, check_digests="raise"):
            kinds[record.rec_type] += 1
            assert record.rec_headers.protocol == "WARC/1.1"
            content = record.content_stream().read()
            if record.rec_type in ("response", "resource"):
                found[content] += 1
                date = record.rec_headers.get_header("WARC-Date")
                assert datetime.fromisoformat(date) in moments
                assert record.rec_headers.get_header("WARC-Payload-Digest").startswith("sha1:")
    assert found == kept
    assert kinds["metadata"] == sum(kept.values())
    assert kinds["response"] == kinds["request"] > 0
    assert kinds["warcinfo"] == 1


def test_without_the_journal_rows_the_requests_still_tell_what_each_page_is(
    archive: Path, exported: Path, tmp_path: Path
) -> None:
    """What another tool would pass on: responses and requests alone."""
    from warcio.warcwriter import WARCWriter

    stripped = tmp_path / "stripped.warc.gz"
    with exported.open("rb") as stream, stripped.open("wb") as out:
        writer = WARCWriter(out, gzip=True, warc_version="1.1")
        for record in warcio_iterator.ArchiveIterator(stream):
            if record.rec_type in ("request", "response"):
                writer.write_record(record)
    path = restored(stripped, tmp_path)
    with Archive.open_reader(archive) as before, Archive.open_reader(path) as after:
        asked = {
            p.page_id for p in before.pages() if json_object(p.content.decode()) and p.origin != "app-json"
        }
        assert {page.page_id for page in after.pages()} == asked


def test_a_file_that_lost_its_end_is_refused(exported: Path, tmp_path: Path) -> None:
    content = exported.read_bytes()
    ends = [
        at for at in range(1, len(content)) if content.startswith(b"\x1f\x8b\x08\x00\x00\x00\x00\x00", at)
    ]
    for end in (*ends[1::40], ends[-1], len(content) - 1):
        (tmp_path / "cut.warc.gz").write_bytes(content[:end])
        with Archive(tmp_path / "raw" / "archive.sqlite") as opened:
            (refused,) = import_path(tmp_path / "cut.warc.gz", opened, None, NOW).unrecognised
            assert "nothing was taken" in refused.reason
            assert opened.state_counts() == {}


def test_a_page_that_is_not_what_its_journal_row_says_is_not_taken(exported: Path, tmp_path: Path) -> None:
    from warcio.warcwriter import WARCWriter

    changed = tmp_path / "changed.warc.gz"
    with exported.open("rb") as stream, changed.open("wb") as out:
        writer = WARCWriter(out, gzip=True, warc_version="1.1")
        for record in warcio_iterator.ArchiveIterator(stream):
            record = _exchanged(writer, record, b"Kolhapur", b"Kolhapor")
            writer.write_record(record)
    with Archive(tmp_path / "raw" / "archive.sqlite") as opened:
        report = import_path(changed, opened, None, NOW)
        assert report.lost
        assert {"not the page its journal entry names" in page.reason for page in report.lost} == {True}
        assert all(b"Kolhapor" not in page.content for page in opened.everything())


def _exchanged(writer: object, record: object, old: bytes, new: bytes) -> object:
    """The record with another content, and digests to match."""
    import io

    content = record.content_stream().read()  # type: ignore[attr-defined]
    headers = record.rec_headers  # type: ignore[attr-defined]
    if record.rec_type == "response":  # type: ignore[attr-defined]
        content = content.replace(old, new)
        for name in ("WARC-Payload-Digest", "WARC-Block-Digest"):
            headers.remove_header(name)
    return writer.create_warc_record(  # type: ignore[attr-defined]
        headers.get_header("WARC-Target-URI"),
        record.rec_type,  # type: ignore[attr-defined]
        payload=io.BytesIO(content),
        length=len(content),
        warc_headers=headers,
        http_headers=record.http_headers,  # type: ignore[attr-defined]
    )


def test_the_file_is_its_owners_alone_and_replaces_none(archive: Path, exported: Path) -> None:
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    with Archive.open_reader(archive) as opened, pytest.raises(ExtractError, match="is there already"):
        export_warc(opened, exported, PORTAL, "test")


def test_a_failed_export_leaves_nothing(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def fails(page: object) -> None:
        seen.append(page)
        if len(seen) == 20:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("extract.warc_export.request_of", fails)
    with Archive.open_reader(archive) as opened, pytest.raises(OSError, match="No space"):
        export_warc(opened, tmp_path / "a.warc.gz", PORTAL, "test")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_archive_is_not_exported(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "archive.sqlite"
    with Archive(path) as opened, pytest.raises(ExtractError, match="nothing to export"):
        export_warc(opened, tmp_path / "a.warc.gz", PORTAL, "test")


def test_tables_of_the_archive_are_not_empty(archive: Path) -> None:
    assert tables_of(archive)["cases"].num_rows == 10
