"""A list written anew reads back as the same list, whatever design it came in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.errors import PageChangedError
from extract.parsers.results_list import parse_results_list
from extract.records import Layout, ResultsList
from extract.results_list_writing import MASK, results_list_html, with_parties, without_cases
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_results_list

PAGES = Path(__file__).resolve().parents[1] / "pages" / "results_list"
SAVED = ("two_establishments_2025.html", "quote_in_a_name_2026.html", "record_not_found.html")


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_list_reads_back_the_same(name: str) -> None:
    listed = parse_results_list((PAGES / name).read_text(encoding="utf-8"))
    assert parse_results_list(results_list_html(listed)) == listed


@pytest.fixture(params=[Layout.V6_2025, Layout.V6_2026])
def listed(request: pytest.FixtureRequest) -> ResultsList:
    return parse_results_list(render_results_list(baseline_docket()[:40], request.param))


def test_a_long_list_reads_back_the_same(listed: ResultsList) -> None:
    assert len(listed.rows) == 40
    assert parse_results_list(results_list_html(listed)) == listed


def test_a_case_taken_out_leaves_the_others_and_totals_that_count_them(listed: ResultsList) -> None:
    gone = listed.rows[3]
    left = parse_results_list(results_list_html(without_cases(listed, {gone.cnr})))
    assert left.rows == tuple(row for row in listed.rows if row.cnr != gone.cnr)
    assert left.stated_total == 39
    before, after = dict(listed.stated_by_establishment), dict(left.stated_by_establishment)
    assert {name: before[name] - after[name] for name in before if before[name] != after[name]} == {
        gone.establishment: 1
    }


def test_a_list_of_that_case_alone_is_left_empty(listed: ResultsList) -> None:
    left = parse_results_list(results_list_html(without_cases(listed, {row.cnr for row in listed.rows})))
    assert (left.rows, left.stated_total) == ((), 0)


def test_masked_parties_stand_where_the_names_stood(listed: ResultsList) -> None:
    case, other = listed.rows[:2]
    html = results_list_html(with_parties(listed, {case.cnr: (MASK, MASK)}))
    first, second = parse_results_list(html).rows[:2]
    assert first == replace(case, petitioner=MASK, respondent=MASK)
    assert second == other


def test_names_with_markup_in_them_are_written_as_text(listed: ResultsList) -> None:
    odd = ('<b>"Party" & others</b>', "Party-001's <br> wife")
    written = with_parties(listed, {listed.rows[0].cnr: odd})
    assert parse_results_list(results_list_html(written)) == written


def test_a_list_that_would_read_differently_is_refused(listed: ResultsList) -> None:
    with pytest.raises(PageChangedError):
        results_list_html(replace(listed, stated_total=41))
