"""Headings, blocks and buttons of a case page, cut out of its tree.

Each block is cut out of the tree once it is read, innermost first, so that what remains is what nobody knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import PageChangedError
from extract.parsers.markup import Elements, class_names, elements_of, links_by_cell, read_list, read_table
from extract.parsers.spans_v4 import read_span
from extract.parsers.tables import Run, Table
from extract.parsers.text import clean

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
HEADINGS_AND_BLOCKS = HEADINGS | {"caption", "table", "ul"}
CLASSES_OF_SPANS = frozenset({
    "case_details_table", "petitioner_advocate_table", "respondent_advocate_table", "lower_court_table",
    "fir_details_table",
})  # fmt: skip
TYPES_OF_BUTTONS = ("button", "submit")


class Heading(NamedTuple):
    """``table_id`` is the table the heading stands in, ``None`` outside tables."""

    text: str
    is_court_name: bool
    table_id: int | None


class Block(NamedTuple):
    """A table, list or span as rows of cells."""

    table: Table
    table_id: int


def take_parts(elements: Elements, following: dict[int, Run]) -> list[Heading | Block]:
    """Headings and blocks in page order; ``following`` as in ``take_sections``.

    Raises ``PageChangedError`` for a heading without its end: what nobody knows would pass for its text.
    """
    parts: list[Heading | Block] = []
    links = links_by_cell(elements)
    found = [
        (tag, node)
        for tag, node in elements
        if tag in HEADINGS_AND_BLOCKS
        or (tag == "span" and not CLASSES_OF_SPANS.isdisjoint(class_names(node)))
    ]
    _check_headings_end(found)
    for tag, node in reversed(found):
        if tag == "table":
            parts.append(Block(read_table(node, links, following), node.mem_id))
        else:
            parts.append(_read_part(tag, node))
        node.decompose()
    parts.reverse()
    return parts


def _check_headings_end(found: Sequence[tuple[str, LexborNode]]) -> None:
    """Where a heading holds any of what follows it, it holds the very next."""
    for (tag, node), (_, following) in pairwise(found):
        if tag in HEADINGS and _is_within(following, node):
            raise PageChangedError("page", f"a heading <{tag}> that ends before the next part", "no end")


def _is_within(node: LexborNode, outer: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.mem_id != outer.mem_id:
        parent = parent.parent
    return parent is not None


def _read_part(tag: str, node: LexborNode) -> Heading | Block:
    if tag == "ul":
        return Block(read_list(node), node.mem_id)
    if tag == "span":
        return Block(read_span(node), node.mem_id)
    is_court_name = node.id == "chHeading" or "h1class" in class_names(node)
    return Heading(clean(node.text()), is_court_name, _table_around(node))


def _table_around(node: LexborNode) -> int | None:
    parent = node.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return None if parent is None else parent.mem_id


def take_buttons(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The texts of the page's buttons."""
    buttons = [node for tag, node in elements_of(tree.body) if _is_button(tag, node)]
    texts = tuple([clean(node.text() or node.attributes.get("value")) for node in buttons])
    for node in reversed(buttons):
        node.decompose()
    return texts


def _is_button(tag: str, node: LexborNode) -> bool:
    if tag == "input":
        return (node.attributes.get("type") or "").lower() in TYPES_OF_BUTTONS
    return tag == "button"
