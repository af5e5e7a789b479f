"""The parsers against a second reader that shares no code with them, on whole pages and on damaged ones.

A damaged page must give the very record of the whole page or be refused: never fewer rows or other values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import PageChangedError
from extract.parsers.case_page import parse_case_page
from extract.records import CaseRecord, Layout
from extract.standin.docket import DocketCase
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page

from independent_reading import Reading, read_independently  # isort: skip

PAGES = sorted((Path(__file__).resolve().parents[2] / "pages" / "case_page").glob("*.html"))
GENUINE_PAGES = Path(__file__).resolve().parents[3] / ".." / "shared" / "real_pages"
LAYOUTS = (Layout.V4, Layout.V6_2025, Layout.V6_2026)
DOCKET = baseline_docket()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_saved_pages(page: Path) -> None:
    agree(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["v4_2020_pending_MHAH100099832017", "v6_2025_pending_KLKN010009992019"])
def test_genuine_pages(name: str) -> None:
    if not GENUINE_PAGES.is_dir():
        pytest.skip("genuine pages are not part of the project; the folder beside it is absent")
    agree((GENUINE_PAGES / f"{name}.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_case_of_the_reference_docket(layout: Layout) -> None:
    for case in DOCKET:
        record = agree(render_case_page(case, layout))
        assert record.layout is layout
        assert (len(record.hearings), len(record.orders)) == (len(case.hearings), len(case.orders)), case.cnr


def agree(page: str) -> CaseRecord:
    record = parse_case_page(page)
    assert rows(record) == read_independently(page)
    return record


def rows(record: CaseRecord) -> Reading:
    return Reading(
        hearings=tuple(
            (
                row.business_date or "",
                row.hearing_date or "",
                row.purpose or "",
                row.link[3] if row.link else "",
            )
            for row in record.hearings
        ),
        acts=tuple((row.act, row.sections_text) for row in record.acts),
        orders=tuple(
            (row.number, row.date, row.details)
            if row.number is not None and row.date is not None
            else (row.details,)
            for row in record.orders
        ),
    )


def short_pages() -> Iterator[str]:
    """A short page of each layout, and the fixtures, which have every section."""
    shortest = min((case for case in DOCKET if case.orders), key=size)
    yield from (render_case_page(shortest, layout) for layout in LAYOUTS)
    yield from (page.read_text(encoding="utf-8") for page in PAGES)


def size(case: DocketCase) -> int:
    return len(case.hearings) + len(case.orders)


SHORT_PAGES = tuple(short_pages())
WHOLE = {page: parse_case_page(page) for page in SHORT_PAGES}
# An input is all of its button: taken out, nothing is damaged.
TAG = re.compile(r"<(?!input)[^<>]*>")


@pytest.mark.parametrize("page", SHORT_PAGES, ids=lambda page: WHOLE[page].cnr)
def test_a_page_cut_anywhere_is_refused_or_read_whole(page: str) -> None:
    outcomes = [read_or_refused(page[:length], page) for length in range(0, len(page.rstrip()), 3)]
    assert "refused" in outcomes


@pytest.mark.parametrize("page", SHORT_PAGES, ids=lambda page: WHOLE[page].cnr)
@pytest.mark.parametrize("tag", ["<tr>", "</tr>", "<td>", "</td>", "</table>", "<br>", "</a>", "</li>"])
def test_a_page_without_its_nth_tag(page: str, tag: str) -> None:
    places = [match.start() for match in re.finditer(re.escape(tag), page)]
    for place in places:
        read_or_refused(page[:place] + page[place + len(tag) :], page)


@pytest.mark.parametrize("page", SHORT_PAGES, ids=lambda page: WHOLE[page].cnr)
def test_an_open_heading_does_not_take_what_a_broken_section_leaves_for_its_text(page: str) -> None:
    open_heading = re.sub(r"</h[12]>", "", page, count=1)
    for tag in re.finditer(r"<(?:span|table|tr|td)\b[^<>]*>", open_heading):
        read_or_refused(open_heading[: tag.start()] + open_heading[tag.end() :], page)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damaged_pages_are_refused_or_read_the_same(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(SHORT_PAGES))
    damaged = page
    for _ in range(data.draw(st.integers(1, 3))):
        damaged = damage(damaged, data)
    read_or_refused(damaged, page)


def damage(page: str, data: st.DataObject) -> str:
    """Takes out a tag, its first or its last bracket, or puts a stray tag before it."""
    tags = list(TAG.finditer(page))
    tag = data.draw(st.sampled_from(tags))
    how = data.draw(st.sampled_from(("without", "no_start", "no_end", "stray")))
    if how == "without":
        return page[: tag.start()] + page[tag.end() :]
    if how == "no_start":
        return page[: tag.start()] + page[tag.start() + 1 :]
    if how == "no_end":
        return page[: tag.end() - 1] + page[tag.end() :]
    stray = data.draw(
        st.sampled_from(("</td>", "</tr>", "</table>", "</tbody>", "</div>", "</span>", "</a>", "<td>"))
    )
    return page[: tag.start()] + stray + page[tag.start() :]


def read_or_refused(damaged: str, page: str) -> str:
    try:
        record = parse_case_page(damaged)
    except PageChangedError:
        return "refused"
    assert record == WHOLE[page]
    return "read"
