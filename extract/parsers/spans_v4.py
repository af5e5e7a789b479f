"""Label and value where the v4 layout prints no table: spans, and pairs of strong texts.

Each reader gives rows of two cells, label and value, as the label tables of later layouts have them.
"""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import PageChangedError
from extract.parsers.markup import class_names, elements_of
from extract.parsers.tables import Cell, Row, Table
from extract.parsers.text import clean


def read_span(span: LexborNode) -> Table:
    """A span of the v4 page as a table; its classes tell what it is."""
    classes = class_names(span)
    if "case_details_table" in classes:
        return Table(classes, tuple(_check_single_values(_labelled_pairs(span, "label"))))
    if classes & {"lower_court_table", "fir_details_table"}:
        return Table(classes, tuple(_labelled_pairs(span, "span")))
    return Table(classes, ((Cell.of(span.text()),),))


def take_status_pairs(tree: LexborHTMLParser) -> Table:
    """The case status: each ``label`` with two ``strong`` texts. What is read is cut out of the tree."""
    rows: list[Row] = []
    for label in tree.tags("label"):
        texts = [strong.text() for tag, strong in elements_of(label) if tag == "strong"]
        if len(texts) == 2:
            rows += _pair(texts[0], texts[1])
            label.decompose()
    return Table(frozenset({"case_status_table"}), tuple(rows))


def _labelled_pairs(span: LexborNode, label_tag: str) -> Iterable[Row]:
    """Labels are the texts in inner ``label_tag`` elements; a value may stand in one too, after a colon."""
    label, value, own_id = "", "", span.mem_id
    for node in span.traverse(include_text=True):
        parent = node.parent if node.tag == "-text" else None
        if parent is None:
            continue
        text = node.text()
        is_labelling = parent.tag == label_tag and parent.mem_id != own_id
        if is_labelling and not clean(text).startswith(":"):
            yield from _pair(label, value)
            label, value = text, ""
        else:
            value += text
    yield from _pair(label, value)


def _pair(label: str, value: str) -> Iterable[Row]:
    if label.strip() or value.strip():
        yield Cell.of(label), Cell.of(value.strip().removeprefix(":"))


def _check_single_values(rows: Iterable[Row]) -> Iterable[Row]:
    """Numbers, dates and types hold no colon: a second one is the value of a label that was lost."""
    for label, value in rows:
        if ":" in value.text:
            raise PageChangedError("case details", "one value a label", "another colon in a value")
        yield label, value
