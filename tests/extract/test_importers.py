"""Importing saved pages and records: kinds told by content, time and origin kept, duplicates stored once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.archive import Archive
from extract.errors import ExtractError
from extract.importers import import_path
from extract.records import Layout
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page
from extract.stored_pages import PageKind

PAGES = Path(__file__).resolve().parents[1] / "pages"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
SAVED_AT = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive(tmp_path / "raw" / "archive.sqlite") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Somebody's folder: case pages in three layouts, a list, a day, two records, other files."""
    saved = tmp_path / "saved"
    (saved / "deeper" / "v4_files").mkdir(parents=True)
    case = baseline_docket()[0]
    for layout in (Layout.V4, Layout.V6_2025, Layout.V6_2026):
        place = saved / "deeper" / f"{layout.value.removesuffix('-2025')}.html"
        place.write_text(render_case_page(case, layout), encoding="utf-8")
    (saved / "deeper" / "v4_files" / "style.css").write_text("b {}", encoding="utf-8")
    for kind, name in (("results_list", "two_establishments_2025.html"), ("daily_status", "disposal.html")):
        (saved / name.upper()).write_bytes((PAGES / kind / name).read_bytes())
    for name in ("raw_decided_all_sections.json", "parsed_decided_all_sections.json"):
        (saved / name).write_bytes((PAGES / "app_record" / name).read_bytes())
    answer = {"status": 1, "data_list": render_case_page(baseline_docket()[1], Layout.V6_2026)}
    (saved / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
    for path in saved.rglob("*.*"):
        os.utime(path, (SAVED_AT.timestamp(), SAVED_AT.timestamp()))
    return saved


def test_every_kind_is_told_by_its_content(archive: Archive, folder: Path) -> None:
    report = import_path(folder, archive, None, NOW)
    assert (report.seen, report.stored, report.companions, report.unrecognised) == (9, 8, 1, [])
    stored = {page.context["file"]: page for page in archive.pages()}
    assert {name: page.kind for name, page in stored.items()} == {
        "v4.html": PageKind.CASE_PAGE,
        "v6.html": PageKind.CASE_PAGE,
        "v6-2026.html": PageKind.CASE_PAGE,
        "answer.json": PageKind.CASE_PAGE,
        "TWO_ESTABLISHMENTS_2025.HTML": PageKind.RESULTS_LIST,
        "DISPOSAL.HTML": PageKind.DAILY_STATUS,
        "raw_decided_all_sections.json": PageKind.APP_RECORD,
        "parsed_decided_all_sections.json": PageKind.APP_RECORD,
    }
    assert {page.origin for page in stored.values() if page.kind is PageKind.APP_RECORD} == {"app-json"}
    assert {page.origin for page in stored.values() if page.kind is not PageKind.APP_RECORD} == {"saved-page"}
    assert stored["v4.html"].context["cnr"] == stored["v6.html"].context["cnr"] == baseline_docket()[0].cnr
    assert stored["answer.json"].context["cnr"] == baseline_docket()[1].cnr
    assert stored["DISPOSAL.HTML"].context["cnr"] == "ZZAU010000012017"
    assert "cnr" not in stored["TWO_ESTABLISHMENTS_2025.HTML"].context


def test_bytes_and_time_of_a_file_are_kept(archive: Archive, folder: Path) -> None:
    import_path(folder / "deeper" / "v4.html", archive, None, NOW)
    (page,) = archive.pages()
    assert page.content == (folder / "deeper" / "v4.html").read_bytes()
    assert (page.fetched_at, page.state) == (SAVED_AT, "ok")


def test_a_file_from_the_future_counts_as_saved_now(archive: Archive, folder: Path) -> None:
    os.utime(folder / "DISPOSAL.HTML", (NOW.timestamp() + 9e6, NOW.timestamp() + 9e6))
    import_path(folder / "DISPOSAL.HTML", archive, None, NOW)
    assert [page.fetched_at for page in archive.pages()] == [NOW]


def test_the_same_content_is_stored_once(archive: Archive, folder: Path) -> None:
    (folder / "copy.html").write_bytes((folder / "deeper" / "v4.html").read_bytes())
    first = import_path(folder, archive, None, NOW)
    again = import_path(folder, archive, None, NOW)
    assert (first.stored, first.duplicate) == (8, 1)
    assert (again.seen, again.stored, again.duplicate) == (10, 0, 9)
    assert len(list(archive.pages())) == 8


def test_files_of_unknown_content_are_reported_with_a_reason(archive: Archive, tmp_path: Path) -> None:
    contents = {
        "error.html": b"<center><strong>Welcome User Search Page not Found here</strong></center>",
        "news.html": b"<p>Court news</p>",
        "latin.html": "<table class='case_details_table'>é</table>".encode("latin-1"),
        "list.json": b"[]",
        "settings.json": b'{"a": 1}',
        "broken.json": b'{"cino": ',
        "notes.txt": b"call back",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    report = import_path(tmp_path, archive, None, NOW)
    reasons = {file.path.name: file.reason for file in report.unrecognised}
    assert report.stored == 0
    assert contents.keys() <= reasons.keys()
    assert "error page" in reasons["error.html"]
    assert "UTF-8" in reasons["latin.html"]
    assert "no JSON" in reasons["broken.json"]
    assert ".txt" in reasons["notes.txt"]


def test_a_named_kind_takes_only_its_files(archive: Archive, folder: Path) -> None:
    report = import_path(folder, archive, "app-json", NOW)
    assert (report.stored, report.companions) == (2, 1)
    assert report.seen == report.stored + report.companions + len(report.unrecognised)


def test_a_page_that_cannot_be_read_is_stored_all_the_same(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "cut.html").write_text("<table class='case_details_table'><tr><td>Case Ty", encoding="utf-8")
    assert import_path(tmp_path / "cut.html", archive, "html", NOW).stored == 1


def test_a_wrong_kind_or_place_is_refused(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="app-json"):
        import_path(tmp_path, archive, "pdf", NOW)
    with pytest.raises(ExtractError, match="nothing to import"):
        import_path(tmp_path / "absent", archive, None, NOW)
