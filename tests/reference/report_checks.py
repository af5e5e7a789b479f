"""What any study's report must hold to, found out from the page itself and from Chromium's view of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

# Said in every report: the level of intervals, names of definitions, and what an axis asks for.
SAID = re.compile(
    r"95 % intervals?|\bA(?:[0-4]|2x)\b|\b730\b|\b1095\b|\bsha256\b|^(6|12|24|36) months$|^[123] years?$"
)
CUT = """[...document.querySelectorAll('.chart svg')].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
            || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    }).map(text => text.textContent);
})"""
SMALLEST_LETTERS = """Math.min(...[...document.querySelectorAll('.chart svg')].map(
    svg => 12 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width))"""
OUTSIDE = """[...document.querySelectorAll('body *:not(.scroll *):not(.skip)')].filter(
    one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map(one => one.tagName + ' ' + one.textContent.slice(0, 40))"""


@dataclass(frozen=True, slots=True)
class Seen:
    """The report in a browser without a network, and what the browser complained about."""

    page: Any
    messages: list[str]


def page_of(data: Path, study: str) -> Path:
    return data / "indicators" / study / "report.html"


def read(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html5lib")


def numbers_shown(page: BeautifulSoup) -> list[Tag]:
    return [element for element in page.find_all("data") if element.get("data-source")]


def numbers_not_published(page: BeautifulSoup, folder: Path) -> list[str]:
    """Every number on the page that is not in the file it names, or is not that number rounded."""
    cells: dict[str, set[str]] = {}
    wrong = []
    for element in numbers_shown(page):
        name, raw = str(element["data-source"]), str(element["value"])
        if name not in cells:
            with (folder / name).open(encoding="utf-8", newline="") as file:
                cells[name] = {cell for row in csv.reader(file) for cell in row}
        times = float(str(element.get("data-times", "1")))
        if raw not in cells[name] or not is_rounded(raw, element.get_text(), times):
            wrong.append(str(element))
    return wrong


def other_numbers(page: BeautifulSoup) -> list[str]:
    """Texts with a number that is neither a published one nor a definition's name, an axis's or a level."""
    whole = BeautifulSoup(str(page), "html5lib")
    definitions = whole.find(id="definitions")
    assert isinstance(definitions, Tag)
    apart = whole.find_all(["data", "svg", "style", "title", "h1", "footer"])
    for element in [*apart, *whole.find_all("span", class_="id"), definitions.find_parent("section")]:
        assert isinstance(element, Tag)
        element.decompose()
    said = [SAID.sub("", text.strip()) for text in whole.body.stripped_strings] if whole.body else []
    return [text for text in said if re.search(r"\d", text)]


def empty_panels(page: BeautifulSoup) -> list[str]:
    """Figures that show neither a point nor a word on why there is none."""
    return [
        figure.get_text()
        for figure in page.find_all("figure")
        if not figure.select(".chart .mark-symbol.role-mark path") and not figure.select("p.nothing")
    ]


def is_rounded(raw: str, shown: str, times: float) -> bool:
    """Whether what is shown is the published number, so many times, rounded; or its text."""
    plain = shown.replace("\u2212", "-").replace(",", "").removesuffix(" %")
    if raw == shown:
        return True
    digits = len(plain.partition(".")[2])
    return abs(float(plain) - float(raw) * times) <= 0.5 * 10**-digits + 1e-9


@contextmanager
def in_browser(page: Path, width: int, scheme: str = "light") -> Iterator[Seen]:
    """The page in Chromium, offline, as wide as asked; skips where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed")
    from extract.portal.browser_program import browser_flags, find_browser

    if (program := find_browser()) is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=browser_flags())
        context = browser.new_context(
            offline=True, viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        opened, messages = context.new_page(), list[str]()
        opened.on("console", lambda message: messages.append(message.text))
        opened.on("request", lambda request: messages.append(request.url) if request.url != address else None)
        address = page.as_uri()
        opened.goto(address)
        yield Seen(opened, messages)
        browser.close()


def faults_of_layout(seen: Seen) -> dict[str, Any]:
    """What the reader would see go wrong: nothing, if all is well."""
    return {
        "overflow": seen.page.evaluate(OUTSIDE),
        "scrolls sideways": seen.page.evaluate("document.documentElement.scrollWidth > innerWidth"),
        "cut labels": seen.page.evaluate(CUT),
        "letters under 10 pixels": seen.page.evaluate(SMALLEST_LETTERS) < 10,
        "complaints and requests": seen.messages,
    }


NO_FAULTS = {
    "overflow": [], "scrolls sideways": False, "cut labels": [], "letters under 10 pixels": False,
    "complaints and requests": [],
}  # fmt: skip


def barriers(seen: Seen) -> list[str]:
    """Serious and critical findings of an accessibility audit."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(seen.page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
