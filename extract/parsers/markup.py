"""The portal's markup as plain rows of cells, built by the same rules a browser uses (Lexbor).

Rows and cells are taken from a table's own sections only, so a table that an unclosed one swallowed is never
counted into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, repeat

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import PageChangedError
from extract.parsers.tables import LINE_BREAK, Cell, Row, Run, Table
from extract.parsers.text import cleaned

CELL_TAGS = frozenset({"td", "th"})
ROW_GROUP_TAGS = frozenset({"thead", "tbody", "tfoot"})


def parse_markup(markup: str) -> LexborHTMLParser:
    """The tree of a page or fragment; line breaks become text, so that no reader glues two lines together."""
    tree = LexborHTMLParser(markup.replace(LINE_BREAK, " "))
    for line_break in tree.tags("br"):
        line_break.replace_with(LINE_BREAK)
    return tree


def elements_of(node: LexborNode | None) -> list[tuple[str, LexborNode]]:
    """The node and all elements below it with their tags, in page order.

    One walk, where selectors would take one each. What is cut out of the tree takes the elements below it
    along: they must not be used any more.
    """
    return [] if node is None else [(element.tag or "", element) for element in node.traverse()]


Elements = Sequence[tuple[str, LexborNode]]
Links = Mapping[int, tuple[str, ...]]


def read_table(
    table: LexborNode, links: Links | None = None, following: dict[int, Run] | None = None
) -> Table:
    """The table's own rows: row by row, without the rows of tables nested in its cells.

    ``links`` are those of the whole page (``links_by_cell``) where they are known already. ``following`` are
    rows read beside the tree, by the ``mem_id`` of the row they follow; they are taken out.
    """
    row_nodes = list(_own_rows(table))
    rows = _rows_in_tree(row_nodes, links_by_cell(elements_of(table)) if links is None else links)
    if not following:
        return Table(class_names(table), tuple(filter(None, rows)))
    with_cells = [(node.mem_id, row) for node, row in zip(row_nodes, rows, strict=True) if row]
    runs = [(place, following.pop(node, None)) for place, (node, _) in enumerate(with_cells)]
    return Table(
        class_names(table),
        tuple(row for _, row in with_cells),
        tuple((place, run) for place, run in runs if run is not None),
    )


def _rows_in_tree(row_nodes: Sequence[LexborNode], links: Links) -> list[Row]:
    nodes: list[LexborNode] = []
    ends = []
    for row in row_nodes:
        nodes += [cell for cell in row.iter() if cell.tag in CELL_TAGS]
        ends.append(len(nodes))
    raw_texts = [cell.text() for cell in nodes]
    links_of_cells = [links.get(cell.mem_id, ()) for cell in nodes] if links else repeat(())
    cells = tuple(map(Cell, cleaned(raw_texts), raw_texts, links_of_cells))
    return [cells[start:end] for start, end in pairwise((0, *ends))]


def read_list(listed: LexborNode) -> Table:
    """A list as rows of one cell; raises when text stands outside its items."""
    items = [item.text() for tag, item in elements_of(listed) if tag == "li"]
    if "".join("".join(items).split()) != "".join(listed.text().split()):
        raise PageChangedError("list", "all text in list items", "text outside them")
    return Table(class_names(listed), tuple((Cell.of(item),) for item in items))


def class_names(node: LexborNode) -> frozenset[str]:
    """Class names in lower case: the layouts differ in capitals alone (``Acts_table``, ``acts_table``)."""
    return _names_in(node.attributes.get("class"))


@lru_cache(maxsize=2_000)
def _names_in(written: str | None) -> frozenset[str]:
    return frozenset((written or "").lower().split())


def links_by_cell(elements: Elements) -> Links:
    """``onclick`` and ``href`` of all links among them, ``#`` left out, by ``mem_id`` of the cell around."""
    links: dict[int, tuple[str, ...]] = {}
    for link in [element for tag, element in elements if tag == "a"]:
        cell, attributes = link.parent, link.attributes
        while cell is not None and cell.tag not in CELL_TAGS:
            cell = cell.parent
        if cell is not None:
            texts = (attributes.get("onclick"), attributes.get("href"))
            found = tuple([text for text in texts if text and text != "#"])
            links[cell.mem_id] = links.get(cell.mem_id, ()) + found
    return links


def _own_rows(table: LexborNode) -> Iterator[LexborNode]:
    for section in table.iter():
        if section.tag == "tr":
            yield section
        elif section.tag in ROW_GROUP_TAGS:
            yield from [row for row in section.iter() if row.tag == "tr"]
