"""Pages that a person saved from the browser whole: the case is found among the portal's own parts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.archive import Archive
from extract.importers import ImportReport, import_path
from extract.page_content import read_case_page
from extract.parsers.case_page import parse_case_page
from extract.reading import ReadPage, read_pages
from extract.records import Layout
from extract.standin.application import search_page
from extract.standin.docket import DocketCase
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page, render_daily_status, render_results_list
from extract.stored_pages import PageKind

NOW = datetime(2030, 1, 1, tzinfo=UTC)
LAYOUTS = (Layout.V4, Layout.V6_2025, Layout.V6_2026)
CASES = baseline_docket()[:3]


def whole_page(*parts: str, token: str = "a" * 64) -> str:
    """The search page with parts put where its script puts answers, as ``<section>`` of its own each."""
    shown = "".join(f"<section id='part{number}'>{part}</section>" for number, part in enumerate(parts))
    page = search_page(token)
    assert "</main>" in page
    return page.replace("</main>", f"{shown}</main>", 1)


def imported(folder: Path, archive: Path) -> tuple[ImportReport, list[ReadPage]]:
    with Archive(archive) as opened:
        report = import_path(folder, opened, None, NOW)
        return report, list(read_pages(opened))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_one_case_of_a_whole_page_is_read(layout: Layout) -> None:
    case = CASES[0]
    page = whole_page(
        render_results_list(CASES),
        render_case_page(case, layout),
        render_daily_status(case, case.hearings[0]),
    )
    alone = parse_case_page(render_case_page(case, layout), is_whole=True)
    assert read_case_page(page.encode()) == alone


def test_two_saves_of_one_case_are_one_page(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    part = render_case_page(CASES[0], Layout.V6_2026)
    (saved / "monday.html").write_text(whole_page(part, token="1" * 64), encoding="utf-8")
    (saved / "tuesday.html").write_text(whole_page(part, token="2" * 64), encoding="utf-8")
    report, pages = imported(saved, tmp_path / "raw" / "archive.sqlite")
    assert (report.stored, report.duplicate, len(pages)) == (1, 1, 1)
    assert pages[0].page.content == (saved / "monday.html").read_bytes()


def test_a_page_with_two_cases_is_refused(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    both = (render_case_page(case, Layout.V6_2025) for case in CASES[:2])
    (saved / "both.html").write_text(whole_page(*both), encoding="utf-8")
    report, pages = imported(saved, tmp_path / "raw" / "archive.sqlite")
    assert "2 cases: save each by itself" in report.unrecognised[0].reason
    assert (report.stored, pages) == (0, [])


def test_a_whole_page_with_a_list_only_is_a_list(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "list.html").write_text(whole_page(render_results_list(CASES)), encoding="utf-8")
    report, (read,) = imported(saved, tmp_path / "raw" / "archive.sqlite")
    assert (read.page.kind, read.error, report.stored) == (PageKind.RESULTS_LIST, None, 1)


def test_the_search_page_alone_is_no_page_of_records(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "form.html").write_text(whole_page(), encoding="utf-8")
    report, pages = imported(saved, tmp_path / "raw" / "archive.sqlite")
    assert (len(report.unrecognised), pages) == (1, [])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_cut_whole_page_is_quarantined(layout: Layout, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    page = whole_page(render_case_page(_long(CASES), layout))
    (saved / "cut.html").write_text(page[: page.index("history_table") + 900], encoding="utf-8")
    _, (read,) = imported(saved, tmp_path / "raw" / "archive.sqlite")
    assert read.case is None
    assert read.error is not None


def _long(cases: list[DocketCase]) -> DocketCase:
    return max(cases, key=lambda case: len(case.hearings))
