"""The report of the reference study: its numbers are the published ones, and it stands by itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from reference_command import run_command
from report_checks import (
    NO_FAULTS,
    barriers,
    empty_panels,
    faults_of_layout,
    in_browser,
    is_rounded,
    numbers_not_published,
    numbers_shown,
    other_numbers,
    page_of,
    read,
)

from pipeline.report.page import report_page, translations
from pipeline.report.printing import print_page
from pipeline.report.published import Published
from pipeline.report.section_lines import section_lines
from pipeline.report.sections import sections
from pipeline.run import RunError

SECTIONS = (
    "headline", "adjournments", "spread", "pending", "rates", "duration", "stages", "bail", "bail_cases",
    "bail_counts",
    "outcomes", "outcome_counts", "quality", "districts", "survival", "age",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(reference_data: Path, comparison_printed: str) -> Path:
    assert comparison_printed
    return reference_data


@pytest.fixture(scope="module")
def printed(data: Path) -> str:
    return run_command("report", data=data)


@pytest.fixture(scope="module")
def page(data: Path, printed: str) -> BeautifulSoup:
    assert printed
    return read(page_of(data, "reference"))


def test_every_number_stands_in_the_published_file_it_names(data: Path, page: BeautifulSoup) -> None:
    assert len(numbers_shown(page)) > 300
    assert numbers_not_published(page, data / "indicators" / "reference") == []


def test_no_other_number_is_said(page: BeautifulSoup) -> None:
    assert other_numbers(page) == []


def test_every_figure_shows_points_or_says_why_not(page: BeautifulSoup) -> None:
    assert len(page.find_all("figure")) > 12
    assert empty_panels(page) == []
    assert page.find_all("p", class_="nothing")


def test_the_flow_is_a_diagram_from_pages_found_to_cases_analysed(page: BeautifulSoup) -> None:
    flows = page.find_all("div", class_="flow")
    assert [flow.h3.get_text() for flow in flows] == ["baseline", "endline"]
    steps = [step.get_text() for step in flows[1].find_all("p", class_="step")]
    assert steps[0] == "case pages found: 175"
    assert steps[-1] == "cases analysed: 96"
    assert "left out 79: Outside the window" in flows[1].get_text()


def test_what_can_and_what_can_not_be_concluded_is_said_as_compare_says_it(
    page: BeautifulSoup, comparison_printed: str
) -> None:
    compared = " ".join(comparison_printed.split())
    sentences = [one.get_text() for one in page.find_all("data", attrs={"data-source": "conclusions.csv"})]
    assert [one for one in sentences if one not in compared and "withheld" not in one] == []
    said = {key: _notes_of(page, key) for key in ("conclusions", "limits")}
    for words in (
        "Primary estimands: I14 A1",
        "95 % interval 0.876 to 1.004; a change can not be told from chance (adjusted p 0.1",
        "which does not mean that nothing changed",
        "secondary changes tested",
        "I14 A1 (adjournment rate): a ratio between 0.907 and 1.1 would mostly have gone unnoticed",
        "I28 merits (conviction rate): withheld",
    ):
        assert words in said["conclusions"]
    for words in ("The frames differ (filed_in_window", "names no comparison districts", "24 cases are in"):
        assert words in said["limits"]


def test_the_main_figures_say_how_their_changes_may_be_read(page: BeautifulSoup) -> None:
    said = {
        span.find_parent("tr").th.get_text(): span.get_text() for span in page.find_all("span", class_="said")
    }
    assert said == {"adjournments per case and year I14 A1": "can not be told from chance"}


def _notes_of(page: BeautifulSoup, key: str) -> str:
    section = page.find(id=key)
    assert isinstance(section, Tag)
    notes = section.find_parent("section").find("ul", class_="notes")
    assert isinstance(notes, Tag)
    return notes.get_text()


def test_districts_say_how_many_of_them_are_shown_at_each_timepoint(page: BeautifulSoup) -> None:
    panels = [panel for panel in page.select(".panels figure") if panel.table]
    assert panels
    for panel in panels:
        rows = [row.find_all("td") for row in panel.select("tbody tr")]
        shown = {
            name: sum(bool(row[at].data) for row in rows) for name, at in (("baseline", 0), ("endline", 2))
        }
        title = panel.figcaption.get_text()
        said = re.findall(r"\((\w+), (\d) of (\d) districts shown\)", title)
        assert said == [(name, str(count), "5") for name, count in shown.items() if count], title
    assert "Cases analysed: 18 to 24 (baseline, 5 of 5 districts shown); 14 to 29 (endline," in " ".join(
        _titles(page)
    )


def test_a_share_of_cases_does_not_stand_among_shares_of_applications(page: BeautifulSoup) -> None:
    assert "In 75.0 % (endline) of the cases with an application bail was rejected" in _titles(page)
    (applications,) = [
        figure for figure in page.find_all("figure") if "Rejected, of those decided" in figure.get_text()
    ]
    assert applications.find("p", class_="nothing")
    assert "of cases" not in applications.get_text()


def test_what_was_only_reported_is_not_shown_as_computed(page: BeautifulSoup) -> None:
    heading = page.find(id="brief")
    assert isinstance(heading, Tag)
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in
            heading.find_parent("section").select("tbody tr")]  # fmt: skip
    reported = [row for row in rows if row[5] == "reported, not computed here"]
    assert len(reported) == 20
    assert {row[3] for row in reported} == {""}
    assert ["traffickers confident of no conviction", "2019 study", "90 %", "", "percent"] in [
        row[:5] for row in reported
    ]


def _titles(page: BeautifulSoup) -> list[str]:
    return [caption.get_text() for caption in page.find_all("figcaption")]


def test_shares_change_in_points_and_rates_by_a_ratio(page: BeautifulSoup) -> None:
    changes = {row.th.get_text(): row.find_all("td")[-2].get_text() for row in page.select("figure tbody tr")}
    assert changes["five or more (A1) I13 A1_at_least_5"] == "\u221236.7 points"
    assert changes["every next date given (A1) I14 A1"].startswith("×\u00a00.9")


def test_it_asks_nothing_of_the_network_and_runs_nothing(page: BeautifulSoup) -> None:
    assert page.find_all(["script", "link", "iframe", "img", "object", "form"]) == []
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on") or name in ("src", "style")]
        assert str(element.get("href", "#")).startswith("#")
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    assert "default-src 'none'" in str(policy["content"])


def test_headings_and_glossary_come_in_three_languages(page: BeautifulSoup) -> None:
    words = translations()
    assert all(all(row[language] for language in ("en", "mr", "hi")) for row in words.values())
    for heading in page.find_all("h2"):
        below = heading.find_next_sibling("p", class_="translated")
        assert isinstance(below, Tag)
        assert [span["lang"] for span in below.find_all("span")] == ["mr", "hi"]


def test_every_line_names_a_figure_that_is_published(data: Path) -> None:
    published = Published(data / "indicators" / "reference")
    names = {line for section in SECTIONS for line in section_lines(section)}
    assert len(names) > 50
    missing = [line for line in names if not any(line.row(published, one) for one in published.timepoints)]
    assert missing == []


def test_a_baseline_alone_has_a_report_too(data: Path, tmp_path: Path) -> None:
    alone = tmp_path / "reference"
    (alone / "baseline").mkdir(parents=True)
    for path in (data / "indicators" / "reference" / "baseline").iterdir():
        (alone / "baseline" / path.name).write_bytes(path.read_bytes())
    flow = (data / "indicators" / "reference" / "flow.csv").read_text(encoding="utf-8").splitlines(True)
    (alone / "flow.csv").write_text("".join(line for line in flow if not line.startswith("endline")))
    published = Published(alone)
    assert published.timepoints == ("baseline",)
    text = report_page(published, "<b>Title</b>", "maker")
    assert "&lt;b&gt;Title" in text
    assert "29.0" in text
    assert "cases analysed: <strong>" in text
    headings = {heading.get_text() for heading in BeautifulSoup(text, "html5lib").find_all("th")}
    assert "baseline" in headings
    assert not {"endline", "change"} & headings
    assert len(list(sections(published))) == 13


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_in_a_browser_nothing_is_cut_refused_or_out_of_reach(
    data: Path, page: BeautifulSoup, width: int, scheme: str
) -> None:
    with in_browser(page_of(data, "reference"), width, scheme) as seen:
        assert faults_of_layout(seen) == NO_FAULTS
        assert barriers(seen) == []


def test_it_is_printed_outside_the_publication(data: Path, printed: str) -> None:
    pdf = data / "prints" / "reference" / "report.pdf"
    if "no PDF" in printed:
        pytest.skip("no Chromium or Chrome on this machine")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert not list((data / "indicators").rglob("*.pdf"))
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine")
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    for said in ("Main figures", "What cannot be concluded", "103", "29.0", "Where the figures come from"):
        assert said in text


def test_a_browser_that_does_not_print_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho the display is gone >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("ECOURTS_BROWSER", str(broken))
    (tmp_path / "prints").mkdir()
    (tmp_path / "prints" / "report.pdf").write_bytes(b"the earlier one")
    with pytest.raises(RunError, match="the display is gone"):
        print_page(tmp_path / "report.html", tmp_path / "prints" / "report.pdf")
    assert [one.read_bytes() for one in (tmp_path / "prints").iterdir()] == [b"the earlier one"]
    monkeypatch.setenv("ECOURTS_BROWSER", str(tmp_path / "none"))
    assert not print_page(tmp_path / "report.html", tmp_path / "prints" / "report.pdf")


@pytest.mark.parametrize(
    ("raw", "shown", "times", "same"),
    [("0.125", "12.5 %", 100, True), ("0.125", "12.6 %", 100, False), ("-3.44", "\u22123.4", 1, True)],
)
def test_a_number_that_is_not_the_published_one_rounded_is_seen(
    raw: str, shown: str, times: float, same: bool
) -> None:
    assert is_rounded(raw, shown, times) is same
