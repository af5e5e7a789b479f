"""Rendered pages look as the layouts do, faults of the markup included, and say what the docket says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from portal_visitor import links

from extract.records import Layout
from extract.standin.docket import DateStyle, DocketCase, HistoryOrder
from extract.standin.page_change import PageChange
from extract.standin.printed import ordinal
from extract.standin.reference_docket import LAYOUTS, SNAPSHOT_DAY, baseline_docket
from extract.standin.rendering import render_case_page, render_daily_status, render_results_list
from extract.standin.specimen import specimen_case
from extract.standin.variants import with_repeated_row, with_shuffled_rows

DOCKET = baseline_docket()
DISPOSED, PENDING = DOCKET[4], DOCKET[30]


def tree(markup: str) -> BeautifulSoup:
    """The page as a browser would read it."""
    return BeautifulSoup(markup, "html5lib")


def history_rows(page: str) -> list[list[str]]:
    """Text of the cells of every history row that has a link."""
    (table,) = tree(page).select("table.history_table")
    rows = [row for row in table.find_all("tr") if isinstance(row, Tag) and row.find("a")]
    return [[cell.get_text() for cell in row.find_all("td")] for row in rows]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_links_equal_rows_in_every_case(layout: Layout) -> None:
    for case in DOCKET[::4]:
        page = render_case_page(case, layout)
        assert len(links(page, "viewBusiness")) == len(history_rows(page)) == len(case.hearings)


@pytest.mark.parametrize(
    ("layout", "columns", "is_newest_first"),
    [(Layout.V4, 5, False), (Layout.V6_2025, 4, False), (Layout.V6_2026, 4, True)],
)
def test_history_columns_and_order(layout: Layout, columns: int, is_newest_first: bool) -> None:
    rows = history_rows(render_case_page(PENDING, layout))
    assert {len(row) for row in rows} == {columns}
    days = [f"{row.business_date:%d-%m-%Y}" for row in PENDING.hearings]
    assert [row[-3] for row in rows] == (days[::-1] if is_newest_first else days)
    assert all(row[-1].startswith(" ") for row in rows)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_history_order_of_the_case_overrules_the_layout(layout: Layout) -> None:
    oldest = f"{PENDING.hearings[0].business_date:%d-%m-%Y}"
    newest_first = replace(PENDING, history_order=HistoryOrder.NEWEST_FIRST)
    assert history_rows(render_case_page(newest_first, layout))[-1][-3] == oldest
    oldest_first = replace(PENDING, history_order=HistoryOrder.OLDEST_FIRST)
    assert history_rows(render_case_page(oldest_first, layout))[0][-3] == oldest
    shuffled = with_shuffled_rows([DISPOSED])[0]
    dates = [f"{row.business_date:%d-%m-%Y}" for row in shuffled.hearings]
    assert [row[-3] for row in history_rows(render_case_page(shuffled, layout))] == dates


@pytest.mark.parametrize("layout", LAYOUTS)
def test_repeated_row_is_the_same_to_the_last_character(layout: Layout) -> None:
    repeated = links(render_case_page(with_repeated_row([PENDING])[0], layout), "viewBusiness")
    assert len(repeated) == len(PENDING.hearings) + 1
    assert len({tuple(link) for link in repeated}) == len(PENDING.hearings)


def test_business_links() -> None:
    old = links(render_case_page(DISPOSED, Layout.V4), "viewBusiness")
    assert {len(link) for link in old} == {8, 9}
    new = links(render_case_page(DISPOSED, Layout.V6_2025, search_by="cnr"), "viewBusiness")
    assert {len(link) for link in new} == {11}
    assert [link[5] for link in new] == ["DisposedP"] * (len(new) - 1) + ["Disposed"]
    assert (new[-1][2], new[-1][10]) == ("", "0")
    assert [link[10] for link in new[:-1]] == [str(number) for number in range(1, len(new))]
    assert {(link[3], link[8], link[9]) for link in new} == {(DISPOSED.cnr, DISPOSED.cnr[:6], "cnr")}
    assert {link[5] for link in links(render_case_page(PENDING, Layout.V6_2026), "viewBusiness")} == {
        "Pending"
    }


def test_v4_page() -> None:
    page = render_case_page(specimen_case(Layout.V4), Layout.V4)
    parsed = tree(page)
    assert len(parsed.select("span.case_details_table")) == 4
    assert "ZZAH01-000006-2018" in page
    assert parsed.select_one("table.Acts_table#act_table")
    assert len(parsed.select("table.order_table")) == 1 + 3
    assert parsed.select_one("span.Lower_court_table")
    assert page.count("</div>") > page.count("<div")


def test_v6_2025_page() -> None:
    page = render_case_page(specimen_case(Layout.V6_2025), Layout.V6_2025)
    assert re.search(r"<label[^>]*> </label>Case Type", page)
    assert re.search(r'class="history_table table "[^>]* class="history_table"', page)
    assert '<thead><td scope="col">Judge</td>' in page
    assert page.count("FIR_details_table") == 2
    assert "Registration Date:" in page
    assert ">,</td>" in page
    assert page.endswith("</table></table>")
    parsed = tree(page)
    assert [table.get_text().count("Order Number") for table in parsed.select("table.order_table")] == [1, 1]
    assert "display_pdf&filename=/orders/2018/" in page


def test_v6_2026_page() -> None:
    page = render_case_page(specimen_case(Layout.V6_2026), Layout.V6_2026)
    parsed = tree(page)
    assert len(parsed.select("ul.respondent-advocate-list > li")) == 3
    labels = {label.get_text() for label in parsed.select("th[scope=row]")}
    assert {"Case Type", "e-Filing Number", "e-Filing Date", "CNR Number", "Case Stage"} - labels == {
        "Case Stage"
    }
    assert [len(link) for link in links(page, "displayPdf")] == [5, 5, 5]
    assert page.count("<table") > page.count("</table>")
    assert "<th scope='row'>e-Filing Number</th><td>-</td>" in render_case_page(PENDING, Layout.V6_2026)
    assert "chHeading" not in render_case_page(PENDING, Layout.V6_2026, search_by="cnr")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_status_of_pending_and_disposed_cases(layout: Layout) -> None:
    pending = tree(render_case_page(PENDING, layout)).get_text()
    assert "Next Hearing Date" in pending
    assert PENDING.stage is not None
    assert PENDING.stage in pending
    assert "Decision Date" not in pending.split("Case History")[0].split("Subordinate")[0]
    disposed = tree(render_case_page(DISPOSED, layout)).get_text()
    assert "Contested--ACQUITTED" in disposed
    assert ordinal(DISPOSED.decision_date) in disposed
    assert "Next Hearing Date" not in disposed


@pytest.mark.parametrize("layout", LAYOUTS)
def test_date_styles(layout: Layout) -> None:
    numeric, wordy = f"{PENDING.filing_date:%d-%m-%Y}", ordinal(PENDING.filing_date)
    assert numeric in render_case_page(PENDING, layout)
    assert wordy in render_case_page(replace(PENDING, date_style=DateStyle.ORDINAL), layout)
    plain = render_case_page(replace(PENDING, date_style=DateStyle.NUMERIC), layout)
    assert ordinal(PENDING.first_hearing_date) not in plain


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (1, "01st"),
        (2, "02nd"),
        (3, "03rd"),
        (4, "04th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (22, "22nd"),
    ],
)
def test_ordinals(day: int, printed: str) -> None:
    assert ordinal(SNAPSHOT_DAY.replace(day=day)) == f"{printed} March 2020"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_page_changes(layout: Layout) -> None:
    page = render_case_page(PENDING, layout, change=PageChange.RENAMED_HISTORY_TABLE)
    assert tree(page).select("table.history_table") == []
    assert len(links(page, "viewBusiness")) == len(PENDING.hearings)
    assert "Priority Category" in render_case_page(PENDING, layout, change=PageChange.NEW_LABEL)


@pytest.mark.parametrize("layout", [Layout.V6_2025, Layout.V6_2026])
def test_results_list(layout: Layout) -> None:
    nashik = [case for case in DOCKET if case.district_code == "20"]
    page = render_results_list(nashik, layout)
    found = links(page, "viewHistory")
    assert {link[1] for link in found} == {case.cnr for case in nashik}
    assert {len(link) for link in found} == {9}
    assert all(len(link[0]) == 15 and link[0].startswith("2") for link in found)
    text = re.sub(r"\s+", " ", tree(page).get_text(" "))
    assert re.search(r"Establishments in Court Complex :? ?2", text)
    assert f"Total number of cases : {len(nashik)}" in text
    assert page.count("<br>Vs</br>") >= len(nashik)


def test_results_lists_differ_by_year() -> None:
    old, new = render_results_list(DOCKET[:2], Layout.V6_2025), render_results_list(DOCKET[:2])
    assert "<td></tr>" in old
    assert "scope='colgroup'" in new
    assert "id='courtSummary'" in new


def test_list_without_a_case() -> None:
    page = render_results_list([])
    assert "Record not found" in page
    assert "<table" not in page


def test_hidden_name_is_told_in_the_link() -> None:
    hidden = replace(PENDING, is_name_hidden=True)
    assert links(render_results_list([hidden]), "viewHistory")[0][3] == "Y"
    assert links(render_results_list([PENDING]), "viewHistory")[0][3] == ""


def test_daily_status() -> None:
    day = DISPOSED.hearings[0]
    page = tree(render_daily_status(DISPOSED, day)).get_text()
    assert f"{day.business_date:%d-%m-%Y}" in page
    assert day.business_text in page
    assert "Next Purpose" in page
    assert "Nature of Disposal" not in page
    last = tree(render_daily_status(DISPOSED, DISPOSED.hearings[-1])).get_text()
    assert "Contested--ACQUITTED" in last
    assert "Next Hearing Date" not in last


def test_reason_for_adjournment_only_where_recorded() -> None:
    printed = 0
    for case in DOCKET[:30]:
        for day in case.hearings:
            has_label = "Reason for Adjournment" in render_daily_status(case, day)
            assert has_label == (day.adjournment_reason is not None)
            printed += has_label
    assert printed


def test_case_without_history_has_an_empty_table() -> None:
    bare: DocketCase = replace(PENDING, hearings=(), stage=None)
    for layout in LAYOUTS:
        assert history_rows(render_case_page(bare, layout)) == []
