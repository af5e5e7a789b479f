"""Case pages: saved pages beside their expected reading, genuine pages, and pages that changed."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from extract.errors import PageChangedError
from extract.parsers.case_page import parse_case_page
from extract.records import Layout
from extract.standin.page_change import PageChange
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page

PAGES = Path(__file__).resolve().parents[2] / "pages" / "case_page"
GENUINE_PAGES = Path(__file__).resolve().parents[3] / ".." / "shared" / "real_pages"
PENDING = (PAGES / "v6_2025_pending.html").read_text(encoding="utf-8")
V6_2026 = (PAGES / "v6_2026_swallowing_orders.html").read_text(encoding="utf-8")
V4 = (PAGES / "v4_committed.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_saved_pages_read_as_expected(page: Path) -> None:
    expected = json.loads(page.with_name(f"{page.stem}.expected.json").read_text(encoding="utf-8"))
    read = parse_case_page(page.read_text(encoding="utf-8"))
    found = asdict(read) | {"hearings": [row._asdict() for row in read.hearings]}
    assert json.loads(json.dumps(found)) == expected


@pytest.mark.parametrize(
    ("name", "layout", "hearings", "sections", "codes"),
    [
        ("v6_2025_pending_KLKN010009992019.html", Layout.V6_2025, 24, [("96",)], ("4", "3", "KLKN01")),
        (
            "v4_2020_pending_MHAH100099832017.html",
            Layout.V4,
            34,
            [("323", "504", "506"), ("3(1)", "3(10)")],
            ("1", "26", None),
        ),
    ],
)
def test_genuine_pages(
    name: str,
    layout: Layout,
    hearings: int,
    sections: list[tuple[str, ...]],
    codes: tuple[str, str, str | None],
) -> None:
    if not GENUINE_PAGES.is_dir():
        pytest.skip("genuine pages are not part of the project; the folder beside it is absent")
    case = parse_case_page((GENUINE_PAGES / name).read_text(encoding="utf-8"))
    assert case.layout is layout
    assert len(case.hearings) == sum(row.link is not None for row in case.hearings) == hearings
    assert [act.sections for act in case.acts] == sections
    assert (case.state_code, case.district_code, case.establishment_code) == codes


@pytest.mark.parametrize(
    ("page", "printed", "changed", "found"),
    [
        (PENDING, "history_table", "hearing_log", "history_table, found class 'hearing_log table'"),
        (PENDING, "<label>Filing Date</label>", "<label>Filed</label>", "known label, found 'Filed'"),
        (PENDING, ">Case Stage<", ">Next Hearing Date<", "each label once"),
        (PENDING, ">Acts<", ">Statutes<", "known heading, found 'Statutes'"),
        (PENDING, "Purpose of Hearing", "Stage of Hearing", "known column, found 'Stage of Hearing'"),
        (PENDING, "<th>Under Section(s)</th>", "<th>Under Act(s)</th>", "each column once"),
        (PENDING, "<td>Arms Act</td>", "", "2 cells in row 3, found 1 cells"),
        (PENDING, "<td>Arms Act</td>", "<td>Arms Act</td><td></td>", "2 cells in row 3, found 3 cells"),
        (PENDING, "2)  Party-002", "4)  Party-002", "party number 2, found number 4"),
        (PENDING, "2)  Party-002", "Party-002", "a numbered party or an advocate"),
        (PENDING, "<br>2)  Party-002", " 2)  Party-002", "party 1 on a line of its own"),
        (PENDING, "ZZAU010000012019</span>", "ZZAU01</span>", "a CNR"),
        (PENDING, "<h3 class='h2class' >Acts", "Stay granted<h3 class='h2class' >Acts", "no text outside"),
        (PENDING, "<br/><h3", "<table class='stays'><tr><td>Stay</td></tr></table><h3", "class 'stays'"),
        (PENDING, "<td>Summons</td>", "<td>Summons<!-- </td>", "end of page"),
        (
            PENDING,
            "onclick=viewBusiness('4','19','20190528'",
            "data-x=viewBusiness('4','19','20190528'",
            "2 links as on the page, found 1",
        ),
        (PENDING, ",'Pending','11-02-2019','4','ZZAU01','CSact','1')", ")", "a viewBusiness link in row 1"),
        (PENDING, "Order Number</strong>", "Serial</strong>", "known column, found 'Serial'"),
        (PENDING, "displayPdf(", "showPdf(", "links to documents"),
        (PENDING, "viewIABusiness(", "viewIA(", "one viewIABusiness link"),
        (PENDING, "Next Date (Purpose)", "Next Date", "known column, found 'Next Date'"),
        (PENDING, "FIR Number", "Crime Number", "known label, found 'Crime Number'"),
        (PENDING, "Respondent_Advocate_table", "Respondents", "respondent_advocate_table"),
        (PENDING, "case_details_table", "details", "case details in a table or in spans"),
        (V6_2026, "<li>2) Party-022</li>", "2) Party-022", "all text in list items"),
        (V6_2026, "<caption>Acts</caption>", "<caption>Laws</caption>", "known heading, found 'Laws'"),
        (V4, "<strong>Stage of Case</strong>", "<strong>Stage</strong>", "known label, found 'Stage'"),
        (V4, 'class="history_table"', 'class="history"', "history_table, found class 'history'"),
        (V4, "<label>Filing Date</label>", "<label>Filed On</label>", "known label, found 'Filed On'"),
        (V4, "<span>Case Decision Date</span>", "<span>Decided</span>", "known label, found 'Decided'"),
    ],
)
def test_a_changed_page_is_refused(page: str, printed: str, changed: str, found: str) -> None:
    assert printed in page
    with pytest.raises(PageChangedError, match=re.escape(found)):
        parse_case_page(page.replace(printed, changed))


@pytest.mark.parametrize("layout", [Layout.V4, Layout.V6_2025, Layout.V6_2026])
@pytest.mark.parametrize("change", list(PageChange))
def test_a_changed_design_is_refused(layout: Layout, change: PageChange) -> None:
    case = baseline_docket()[0]
    with pytest.raises(PageChangedError):
        parse_case_page(render_case_page(case, layout, change=change))


def test_a_refusal_tells_no_names() -> None:
    with pytest.raises(PageChangedError) as refused:
        parse_case_page(PENDING.replace("1) Party-001", "Party-001"))
    assert "Party" not in str(refused.value)


def test_a_page_within_its_envelope_needs_no_tail() -> None:
    assert PENDING.rstrip().endswith("</table></table>")
    without_tail = PENDING.rstrip().removesuffix("</table>")
    with pytest.raises(PageChangedError, match="end of page"):
        parse_case_page(without_tail)
    assert parse_case_page(without_tail, is_whole=True) == parse_case_page(PENDING)


def test_a_comment_or_script_is_no_part_of_the_page() -> None:
    quoted = "<!-- <tr onclick=viewBusiness('1')> --><script>viewBusiness('<td>')</script>"
    assert parse_case_page(quoted + PENDING) == parse_case_page(PENDING)


def test_codes_on_which_links_disagree_are_not_guessed() -> None:
    moved = PENDING.replace("&state_code=99&dist_code=19", "").replace(
        "('4','19','20190528'", "('4','20','20190528'"
    )
    case = parse_case_page(moved)
    assert (case.state_code, case.district_code) == ("99", None)


def test_tables_of_one_class_without_headings_are_told_apart_by_their_columns() -> None:
    without_headings = PENDING.replace("<h3 class='h2class'>Processes</h3>", "").replace(
        "<h3 class='h2class'>FIR Details</h3>", ""
    )
    assert parse_case_page(without_headings) == parse_case_page(PENDING)


def test_a_list_of_orders_without_its_heading_is_not_added_to_the_list_before() -> None:
    page = (PAGES / "v6_2025_disposed.html").read_text(encoding="utf-8")
    with pytest.raises(PageChangedError, match="a second header row"):
        parse_case_page(page.replace("<h2>Final Orders / Judgements</h2>", ""))
