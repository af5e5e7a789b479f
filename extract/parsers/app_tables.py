"""The small tables that the app's raw case records hold as HTML fragments."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from extract.errors import PageChangedError
from extract.parsers.headed_rows import headed_rows
from extract.parsers.markup import Cell, Table, parse_markup, read_table


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


def named_cells(
    fragment: str, where: str, columns: Mapping[str, str], optional: Collection[str] = ()
) -> tuple[Mapping[str, Cell], ...]:
    """Body rows as field -> cell; ``columns`` maps plain names to fields, all needed but the optional."""
    required = set(columns.values()) - set(optional)
    return headed_rows(where, only_table(fragment, where).rows, columns, required)


def named_texts(fragment: str, where: str, columns: Mapping[str, str]) -> list[dict[str, str]]:
    """The same as field -> text."""
    rows = named_cells(fragment, where, columns)
    return [{name: cell.text for name, cell in row.items()} for row in rows]


def label_pairs(fragment: str, where: str) -> list[tuple[str, str]]:
    """Label and value of a table whose rows are ``label : | value``, in print order."""
    rows = only_table(fragment, where).rows
    widths = {len(row) for row in rows}
    if widths != {2}:
        raise PageChangedError(where, "label and value in a row", f"rows of {sorted(widths)} cells")
    return [(row[0].text, row[1].text) for row in rows]
