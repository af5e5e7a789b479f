"""The report of the reference study: its numbers are the published ones, and it stands by itself."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from reference_command import run_command

from pipeline.report.page import report_page, translations
from pipeline.report.published import Published
from pipeline.report.sections import section_lines, sections

# Said in every report: the level of intervals, names of definitions, and what an axis asks for.
SAID = re.compile(r"95 % interval|\bA[0-4]\b|\b730\b|\b1095\b|\bsha256\b|^(6|12|24|36|1|2|3)$")
SECTIONS = (
    "headline", "adjournments", "pending", "rates", "duration", "stages", "bail", "outcomes", "quality",
    "districts", "survival", "age",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(reference_data: Path, comparison_printed: str) -> Path:
    assert comparison_printed
    return reference_data


@pytest.fixture(scope="module")
def page(data: Path) -> BeautifulSoup:
    run_command("report", data=data)
    text = (data / "indicators" / "reference" / "report.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html5lib")


def test_every_number_stands_in_the_published_file_it_names(data: Path, page: BeautifulSoup) -> None:
    folder = data / "indicators" / "reference"
    cells: dict[str, set[str]] = {}
    shown = [element for element in page.find_all("data") if element.get("data-source")]
    assert len(shown) > 300
    for element in shown:
        name = str(element["data-source"])
        if name not in cells:
            with (folder / name).open(encoding="utf-8", newline="") as file:
                cells[name] = {cell for row in csv.reader(file) for cell in row}
        assert element["value"] in cells[name], element
        assert is_rounded(str(element["value"]), element.get_text()), element


def test_no_other_number_is_said(page: BeautifulSoup) -> None:
    whole = BeautifulSoup(str(page), "html5lib")
    definitions = whole.find(id="definitions")
    assert isinstance(definitions, Tag)
    for element in [
        *whole.find_all(["data", "svg", "style", "title", "h1", "footer"]),
        definitions.find_parent("section"),
    ]:
        assert isinstance(element, Tag)
        element.decompose()
    said = [SAID.sub("", text.strip()) for text in whole.body.stripped_strings] if whole.body else []
    assert [text for text in said if re.search(r"\d", text)] == []


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
    published = Published(alone)
    assert published.timepoints == ("baseline",)
    text = report_page(published, "<b>Title</b>", "maker")
    assert "&lt;b&gt;Title" in text
    assert "29.0" in text
    headings = {heading.get_text() for heading in BeautifulSoup(text, "html5lib").find_all("th")}
    assert "baseline" in headings
    assert not {"endline", "change"} & headings
    assert len(list(sections(published))) == 13


@pytest.fixture(scope="module")
def browser_pages(data: Path, page: BeautifulSoup) -> Iterable[object]:
    """The report in Chromium without a network, at the width of a desk and of a telephone."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed")
    from extract.portal.browser_program import find_browser

    if (program := find_browser()) is None:
        pytest.skip("no Chromium or Chrome on this machine")
    address = (data / "indicators" / "reference" / "report.html").as_uri()
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=["--no-sandbox"])
        opened = {}
        for width in (1280, 390):
            context = browser.new_context(offline=True, viewport={"width": width, "height": 900})
            opened[width] = (context.new_page(), messages := [])
            opened[width][0].on("console", lambda message, kept=messages: kept.append(message.text))
            opened[width][0].goto(address)
        yield opened
        browser.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_overflows_is_cut_or_refused(
    browser_pages: dict[int, tuple[object, list[str]]], width: int
) -> None:
    page, messages = browser_pages[width]
    assert messages == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")  # type: ignore[attr-defined]
    cut = page.evaluate(  # type: ignore[attr-defined]
        """[...document.querySelectorAll('.chart svg')].flatMap(svg => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')].filter(text => {
                const box = text.getBoundingClientRect();
                return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
                    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
            }).map(text => text.textContent);
        })"""
    )
    assert cut == []


def test_accessibility_audit_finds_nothing_serious(
    browser_pages: dict[int, tuple[object, list[str]]],
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(browser_pages[1280][0]).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def is_rounded(raw: str, shown: str) -> bool:
    """Whether what is shown is the published number, rounded or as per cent; or its text."""
    plain = shown.replace("\u2212", "-").replace(",", "")
    if raw == shown:
        return True
    is_percent = plain.endswith(" %")
    number, digits = plain.removesuffix(" %"), len(plain.removesuffix(" %").partition(".")[2])
    expected = float(raw) * (100 if is_percent else 1)
    return abs(float(number) - expected) <= 0.5 * 10**-digits + 1e-9
