"""The portal's markup as plain rows of cells, built by the same rules a browser uses (Lexbor).

Rows and cells are taken from a table's own sections only, so a table that an unclosed one swallowed is never
counted into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import PageChangedError
from extract.parsers.text import clean

# A line break becomes this character: white space to ``clean``, yet told apart from a line end in the source.
LINE_BREAK = "\x1e"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text with line breaks kept, and ``onclick`` and ``href`` of the links in it."""

    raw_text: str
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text on one line."""
        return clean(self.raw_text)

    @property
    def lines(self) -> tuple[str, ...]:
        """The text cut at line breaks, blank lines left out."""
        return tuple(filter(None, map(clean, self.raw_text.split(LINE_BREAK))))


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: class names in lower case, and the rows that have cells."""

    classes: frozenset[str]
    rows: tuple[Row, ...]

    @property
    def is_blank(self) -> bool:
        """Nothing is printed in it (a table that only carried a heading)."""
        return not any(cell.text for row in self.rows for cell in row)


def parse_markup(markup: str) -> LexborHTMLParser:
    """The tree of a page or fragment; line breaks become text, so that no reader glues two lines together."""
    tree = LexborHTMLParser(markup.replace(LINE_BREAK, " "))
    for line_break in tree.css("br"):
        line_break.replace_with(LINE_BREAK)
    return tree


def read_table(table: LexborNode) -> Table:
    """The table's own rows: row by row, without the rows of tables nested in its cells."""
    links = _links_by_cell(table)
    rows = (
        tuple(Cell(cell.text(), tuple(links.get(cell.mem_id, ()))) for cell in _children(row, "td", "th"))
        for row in _own_rows(table)
    )
    return Table(class_names(table), tuple(row for row in rows if row))


def read_list(listed: LexborNode) -> Table:
    """A list as rows of one cell; raises when text stands outside its items."""
    items = [item.text() for item in listed.css("li")]
    if "".join("".join(items).split()) != "".join(listed.text().split()):
        raise PageChangedError("list", "all text in list items", "text outside them")
    return Table(class_names(listed), tuple((Cell(item),) for item in items))


def class_names(node: LexborNode) -> frozenset[str]:
    """Class names in lower case: the layouts differ in capitals alone (``Acts_table``, ``acts_table``)."""
    return frozenset((node.attributes.get("class") or "").lower().split())


def _links_by_cell(table: LexborNode) -> dict[int, list[str]]:
    """``onclick`` and ``href`` of all links in the table, ``#`` left out, by the cell they stand in."""
    links: dict[int, list[str]] = {}
    for link in table.css("a"):
        cell, attributes = link.parent, link.attributes
        while cell is not None and cell.tag not in ("td", "th"):
            cell = cell.parent
        if cell is not None:
            texts = (attributes.get("onclick"), attributes.get("href"))
            links.setdefault(cell.mem_id, []).extend(text for text in texts if text and text != "#")
    return links


def _own_rows(table: LexborNode) -> Iterator[LexborNode]:
    for section in _children(table, "thead", "tbody", "tfoot", "tr"):
        if section.tag == "tr":
            yield section
        else:
            yield from _children(section, "tr")


def _children(node: LexborNode, *tags: str) -> Iterator[LexborNode]:
    return (child for child in node.iter() if child.tag in tags)
