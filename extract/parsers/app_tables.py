"""The small tables that the app's raw case records hold as HTML fragments."""

from __future__ import annotations

import re

from extract.errors import PageChangedError
from extract.parsers.markup import parse_markup, read_table
from extract.parsers.tables import Table


def only_table(fragment: str, where: str) -> Table:
    """The fragment's one table. Raises ``PageChangedError`` when the text opens more rows than were read."""
    tables = parse_markup(fragment).css("table")
    if len(tables) != 1:
        raise PageChangedError(where, "one table", f"{len(tables)}")
    table = read_table(tables[0])
    opened = len(re.findall(r"<tr\b", fragment, re.IGNORECASE))
    if opened != len(table.rows):
        raise PageChangedError(where, f"{opened} rows as the text opens", f"{len(table.rows)} with cells")
    return table


def label_pairs(fragment: str, where: str) -> list[tuple[str, str]]:
    """Label and value of a table whose rows are ``label : | value``, in print order."""
    rows = only_table(fragment, where).rows
    widths = {len(row) for row in rows}
    if widths != {2}:
        raise PageChangedError(where, "label and value in a row", f"rows of {sorted(widths)} cells")
    return [(row[0].text, row[1].text) for row in rows]
