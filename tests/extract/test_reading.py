"""Reading the archive: every page comes out, read or with its error, no case from a page that is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.archive import Archive
from extract.reading import ReadPage, read_pages
from extract.records import Layout
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page, render_daily_status, render_results_list
from extract.stored_pages import PageKind

PAGES = Path(__file__).resolve().parents[1] / "pages"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
CASE = baseline_docket()[0]
CASE_PAGE = render_case_page(CASE, Layout.V6_2026)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive(tmp_path / "raw" / "archive.sqlite") as opened:
        yield opened


def read_one(
    archive: Archive, kind: PageKind, content: str | bytes, *, cnr: str = "", state: str = "ok"
) -> ReadPage:
    """One stored page, read."""
    archive.store(
        kind=kind,
        origin="portal-http",
        request_key=f"key-{kind}",
        state=state,
        fetched_at=NOW,
        content=content.encode() if isinstance(content, str) else content,
        context={"cnr": cnr} if cnr else {},
    )
    (read,) = read_pages(archive)
    return read


def answer(**keys: object) -> str:
    """An answer of the portal."""
    return json.dumps({"status": 1, "app_token": "0" * 64} | keys)


@pytest.mark.parametrize(
    "content", [CASE_PAGE, answer(data_list=CASE_PAGE), answer(casetype_list=CASE_PAGE), f"\ufeff{CASE_PAGE}"]
)
def test_a_case_page_is_read_from_html_and_from_answers(archive: Archive, content: str) -> None:
    read = read_one(archive, PageKind.CASE_PAGE, content, cnr=CASE.cnr)
    assert read.error is None
    assert read.case is not None
    assert (read.case.cnr, len(read.case.hearings)) == (CASE.cnr, len(CASE.hearings))


def test_a_daily_status_is_read_from_an_answer(archive: Archive) -> None:
    html = render_daily_status(CASE, CASE.hearings[0])
    read = read_one(archive, PageKind.DAILY_STATUS, answer(data_list=html), cnr=CASE.cnr)
    assert read.daily_status is not None
    assert (read.daily_status.cnr, read.case, read.error) == (CASE.cnr, None, None)


def test_an_app_record_is_read(archive: Archive) -> None:
    content = (PAGES / "app_record" / "parsed_decided_all_sections.json").read_bytes()
    read = read_one(archive, PageKind.APP_RECORD, content, cnr="ZZAU010000012017")
    assert read.case is not None
    assert len(read.case.daily_statuses) == 4


def test_a_results_list_is_checked(archive: Archive, tmp_path: Path) -> None:
    html = render_results_list([CASE])
    assert read_one(archive, PageKind.RESULTS_LIST, answer(act_data=html)).error is None
    with Archive(tmp_path / "other" / "archive.sqlite") as other:
        cut = html[: html.index("viewHistory")]
        assert read_one(other, PageKind.RESULTS_LIST, answer(act_data=cut)).error is not None


@pytest.mark.parametrize("state", ["empty", "not_found"])
def test_an_answer_that_says_nothing_there_is_no_error(archive: Archive, state: str) -> None:
    read = read_one(
        archive, PageKind.CASE_PAGE, answer(data_list="This Case Code does not exists"), state=state
    )
    assert (read.case, read.error) == (None, None)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (answer(data_list="<strong>Welcome User Search Page not Found here</strong>"), "not Found"),
        (f"{CASE_PAGE}<strong>Welcome User Search Page not Found here</strong>", "not Found"),
        (answer(errormsg="Invalid Captcha... ", div_captcha="<div></div>"), "Invalid Captcha"),
        ("Invalid Captcha...#####0000", "Invalid Captcha"),
        (answer(data_list="Session is expired"), "Session is expired"),
        (answer(casetype_list="<span>This Case Code does not exists</span>"), "does not exist"),
        (answer(data_list=CASE_PAGE)[:-400], "breaks off"),
        (CASE_PAGE[: len(CASE_PAGE) // 2], ""),
        ("", ""),
        (b"\xff\xfe<table>", "UTF-8"),
    ],
)
def test_what_is_no_case_page_is_an_error_and_never_a_case(
    archive: Archive, content: str | bytes, named: str
) -> None:
    read = read_one(archive, PageKind.CASE_PAGE, content)
    assert read.case is None
    assert named in str(read.error)
    assert read.error is not None


@pytest.mark.parametrize("kind", [PageKind.CASE_PAGE, PageKind.DAILY_STATUS])
def test_another_case_than_the_one_asked_for_is_an_error(archive: Archive, kind: PageKind) -> None:
    html = CASE_PAGE if kind is PageKind.CASE_PAGE else render_daily_status(CASE, CASE.hearings[0])
    read = read_one(archive, kind, answer(data_list=html), cnr="ZZAU019999992017")
    assert (read.case, read.daily_status) == (None, None)
    assert "another CNR" in str(read.error)


def test_messages_name_no_case_and_no_person(archive: Archive) -> None:
    read = read_one(archive, PageKind.CASE_PAGE, CASE_PAGE, cnr="ZZAU019999992017")
    assert CASE.cnr not in str(read.error)
