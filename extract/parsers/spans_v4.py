"""Label and value where the v4 layout prints no table: spans, and pairs of strong texts.

Each reader gives rows of two cells, label and value, as the label tables of later layouts have them.
"""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.parsers.markup import LINE_BREAK, Cell, Row, Table, class_names


def read_span(span: LexborNode) -> Table:
    """A span of the v4 page as a table; its classes tell what it is."""
    classes = class_names(span)
    if "case_details_table" in classes:
        return Table(classes, tuple(_detail_pairs(span)))
    if classes & {"lower_court_table", "fir_details_table"}:
        return Table(classes, tuple(_line_pairs(span)))
    return Table(classes, ((Cell(span.text()),),))


def take_status_pairs(tree: LexborHTMLParser) -> Table:
    """The case status: each ``label`` with two ``strong`` texts. What is read is cut out of the tree."""
    rows: list[Row] = []
    for label in tree.css("label"):
        texts = [strong.text() for strong in label.css("strong")]
        if len(texts) == 2:
            rows.append(_pair(texts[0], texts[1]))
            label.decompose()
    return Table(frozenset({"case_status_table"}), tuple(rows))


def _detail_pairs(span: LexborNode) -> Iterable[Row]:
    """Labels are ``label`` elements, but a value may stand in one too: it starts with a colon."""
    label, value = "", ""
    for node in span.traverse(include_text=True):
        if node.tag != "-text":
            continue
        text = node.text()
        if node.parent is not None and node.parent.tag == "label" and not text.lstrip().startswith(":"):
            if label or value.strip():
                yield _pair(label, value)
            label, value = text, ""
        else:
            value += text
    yield _pair(label, value)


def _line_pairs(span: LexborNode) -> Iterable[Row]:
    for line in span.text().split(LINE_BREAK):
        if line.strip():
            label, colon, value = line.partition(":")
            yield _pair(label, colon + value)


def _pair(label: str, value: str) -> Row:
    return Cell(label), Cell(value.strip().removeprefix(":"))
