"""Sections as Great Expectations renders them, without its scripts and links and the markup in values."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

from bs4 import BeautifulSoup, Tag

from checks.expectations import TableStructure
from checks.suites import import_great_expectations

MARKUP = {
    "div", "span", "p", "br", "strong", "ul", "li", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def rendered_sections(structure: TableStructure) -> list[Tag]:
    """The sections Great Expectations rendered, without scripts, pictures, links and run information."""
    import_great_expectations()
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer

    if structure.validation is None:
        return []
    document = ValidationResultsPageRenderer().render(structure.validation)
    soup = _read(_page_view().render(document))
    for unwanted in soup.select("[id]:has(> .collapse), script, style, :not(td) > div > span > i.fas"):
        unwanted.decompose()
    marks = {is_passed: next(_read(mark(is_passed)).children) for is_passed in (True, False)}
    for icon in soup.select("i.fas"):
        icon.replace_with(copy(marks["text-success" in icon["class"]]))
    sections = list(soup.select("div.ge-section"))
    for section in sections:
        _keep_plain_markup(section)
    return sections


def _read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@cache
def _page_view() -> Any:
    """Great Expectations' page, one for all tables: each of its own would compile every template again."""
    from great_expectations.render.view.view import DefaultJinjaPageView

    return DefaultJinjaPageView()


def _keep_plain_markup(section: Tag) -> None:
    """Great Expectations does not escape values: markup in a printed wording must not become ours."""
    for tag in section.find_all(True):
        if tag.name not in MARKUP:
            tag.unwrap()
        else:
            tag.attrs = {name: value for name, value in tag.attrs.items() if name in ("id", "class")}


def mark(is_passed: bool, failed: str = "failed") -> str:
    """HTML that says in a word and a sign how a check ended."""
    if is_passed:
        return '<span class="passed">&#10004; passed</span>'
    return f'<span class="failed">&#10008; {failed}</span>'
