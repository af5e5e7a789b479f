"""Results lists: saved fragments beside their expected reading, and lists that arrived incomplete."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from extract.errors import PageChangedError
from extract.parsers.results_list import parse_results_list
from extract.records import Layout
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_results_list

PAGES = Path(__file__).resolve().parents[1] / "pages" / "results_list"
TWO_ESTABLISHMENTS = (PAGES / "two_establishments_2025.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_saved_lists_read_as_expected(page: Path) -> None:
    expected = json.loads(page.with_name(f"{page.stem}.expected.json").read_text(encoding="utf-8"))
    if "page_changed" in expected:
        with pytest.raises(PageChangedError, match=re.escape(expected["page_changed"])):
            parse_results_list(page.read_text(encoding="utf-8"))
    else:
        found = asdict(parse_results_list(page.read_text(encoding="utf-8")))
        assert json.loads(json.dumps(found)) == expected


def test_a_list_cut_off_anywhere_is_never_read_short() -> None:
    complete = parse_results_list(TWO_ESTABLISHMENTS)
    for length in range(0, len(TWO_ESTABLISHMENTS), 7):
        try:
            cut = parse_results_list(TWO_ESTABLISHMENTS[:length])
        except PageChangedError:
            continue
        assert cut == complete, f"cut at {length}"


@pytest.mark.parametrize(
    ("printed", "changed"),
    [
        ("Total number of cases : 3", "Total number of cases : 4"),
        ("Total number of cases : 3", "3 cases"),
        ("Main:&nbsp;2", "Main:&nbsp;1"),
        ("<th class='col-2' valign='top'>View</th>", "<th>Open</th>"),
        ("viewHistory(", "showCase("),
        ("'ZZAU010000122018',4", "'ZZAU010000122018'"),
        ("'ZZAU010000122018'", "'12/2018'"),
        ("Cri.Bail Appln./Spl/12/2018", "Cri.Bail Appln."),
        ("Party-001<br>Vs</br>", "Party-001<br>"),
        ("<td>1</td>", "<td>1</td><td>new</td>"),
    ],
)
def test_a_changed_list_is_refused(printed: str, changed: str) -> None:
    assert printed in TWO_ESTABLISHMENTS
    with pytest.raises(PageChangedError):
        parse_results_list(TWO_ESTABLISHMENTS.replace(printed, changed))


@pytest.mark.parametrize(
    "text", ["No Record Found", "<b>Record not found</b>", "Records not found.", "No Records"]
)
def test_a_notice_of_no_record_is_an_empty_list(text: str) -> None:
    found = parse_results_list(text)
    assert (found.stated_total, found.rows) == (0, ())


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "Invalid Captcha...", "<table><tr><td>Record not found</td></tr>" * 9,
        "<p>Record found : 12</p>", "Records found",
    ],
)  # fmt: skip
def test_other_texts_are_not_taken_for_an_empty_list(text: str) -> None:
    with pytest.raises(PageChangedError):
        parse_results_list(text)


@pytest.mark.parametrize("layout", [Layout.V6_2025, Layout.V6_2026])
def test_the_reference_portal_lists_every_case(layout: Layout) -> None:
    docket = baseline_docket()
    found = parse_results_list(render_results_list(docket, layout))
    assert sorted(row.cnr for row in found.rows) == sorted(case.cnr for case in docket)
    assert found.stated_total == len(docket) == sum(count for _, count in found.stated_by_establishment)
