"""Rows read beside the tree are the rows the tree would have given, on whole and on damaged pages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import PageChangedError
from extract.parsers import case_page
from extract.parsers.case_page import parse_case_page
from extract.parsers.regular_rows import ShortenedPage, shortened
from extract.records import CaseRecord, Layout
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page

LAYOUTS = (Layout.V4, Layout.V6_2025, Layout.V6_2026)
CASE = next(case for case in baseline_docket() if 6 < len(case.hearings) < 12)
PAGES = tuple(render_case_page(CASE, layout) for layout in LAYOUTS)
HISTORY = re.compile(r"<table[^>]*history_table.*?</table>", re.DOTALL)
DAMAGE = (
    "", "<", ">", '"', "'", "</td>", "</tr>", "<td>", "<tr>", "<table>", "</table>", "<a>", "</a>",
    "<b>", "<br>", "&amp;", "&nbsp;", "<!--", "<svg>", "<select>", "<div title='",
    "<tr nowrap>", "\x00", "text",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=LAYOUTS)
def test_all_rows_of_a_history_but_one_stay_out_of_the_tree(page: str) -> None:
    short = shortened(page)
    assert max(len(run[0].texts) for run in short.runs) == len(CASE.hearings) - 1
    assert short.markup.count("viewBusiness") < page.count("viewBusiness")
    assert parse_case_page(page) == through_the_tree(page)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damage_in_the_history_is_met_alike(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(PAGES))
    table = HISTORY.search(page)
    assert table is not None
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.integers(table.start(), table.end()))
        without = data.draw(st.sampled_from((0, 0, 1, 5)))
        page = page[:place] + data.draw(st.sampled_from(DAMAGE)) + page[place + without :]
    assert outcome(page) == outcome_through_the_tree(page)


@pytest.mark.parametrize(
    "before",
    ["<p title='", "<select>", "<textarea>", "<svg>", "<!--", "<td>", "<table><td>", "<b><a href=#>"],
)
def test_rows_that_a_browser_takes_for_something_else(before: str) -> None:
    for page in PAGES:
        table = HISTORY.search(page)
        assert table is not None
        rows = table.start() + table[0].index("viewBusiness")
        start = page.rindex("<tr", 0, rows)
        damaged = page[:start] + before + page[start:]
        assert outcome(damaged) == outcome_through_the_tree(damaged)


def test_a_page_that_has_the_mark_itself_goes_into_the_tree_as_it_is() -> None:
    assert shortened(f"{PAGES[0]}<tr more-rows=0>").runs == ()


def outcome(page: str) -> CaseRecord | str:
    try:
        return parse_case_page(page)
    except PageChangedError as error:
        return str(error.where)


def outcome_through_the_tree(page: str) -> CaseRecord | str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(case_page, "shortened", ShortenedPage)
        return outcome(page)


def through_the_tree(page: str) -> CaseRecord:
    record = outcome_through_the_tree(page)
    assert isinstance(record, CaseRecord)
    return record
