"""The lines that a daily status prints above its table.

The page is full of stray closing tags, so lines are cut at line-breaking elements instead of trusting the
nesting.
"""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.parsers.text import clean

_BREAKING_TAGS = frozenset(("br", "center", "div", "p", "tr", "table", "h1", "h2", "h3", "h4", "h5", "hr"))
_SILENT_TAGS = frozenset(("script", "style", "button", "input"))


@dataclass
class Line:
    """One line above the table: its text, and the bold part when the line is about a label."""

    text: str = ""
    bold: str = ""


def lines_outside(page: LexborHTMLParser) -> list[Line]:
    """Lines of text that stand in no innermost table row, empty ones left out."""
    lines = [Line()]
    if page.body is not None:
        _collect_lines(page.body, lines, is_bold=False)
    return [line for line in lines if clean(line.text)]


def _collect_lines(node: LexborNode, lines: list[Line], is_bold: bool) -> None:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            text = child.text(deep=False) or ""
            lines[-1].text += text
            lines[-1].bold += text if is_bold else ""
            continue
        if child.tag in _SILENT_TAGS or (child.tag == "tr" and child.css_first("table") is None):
            continue
        if child.tag in _BREAKING_TAGS:
            lines.append(Line())
        _collect_lines(child, lines, is_bold or child.tag in ("b", "strong"))
        if child.tag in _BREAKING_TAGS:
            lines.append(Line())
