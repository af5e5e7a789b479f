"""Reads the small tables that the app's raw case records hold as HTML fragments."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import PageChangedError
from extract.parsers.text import clean

Row = Mapping[str, LexborNode]


def read_table(
    fragment: str, where: str, fields: Mapping[str, str], optional: Collection[str] = ()
) -> list[Row]:
    """Body rows of the fragment's one table, each as field name -> cell.

    ``fields`` maps headers (lower case, without the full stop at the end) to field names. Raises
    ``PageChangedError`` for another number of tables, a header that isn't listed, comes twice or is missing
    without being ``optional``, a row of another width, and when the text opens more rows than were read.
    """
    page = LexborHTMLParser(fragment)
    tables = page.css("table")
    if len(tables) != 1:
        raise PageChangedError(where, "one table", f"{len(tables)}")
    header, *body = _filled_rows(tables[0])
    names = _field_names([_label(cell_text(cell)) for cell in header], where, fields)
    missing = set(fields.values()) - set(names) - set(optional)
    if missing:
        raise PageChangedError(where, f"a column for {', '.join(sorted(missing))}", ", ".join(names))
    for cells in body:
        if len(cells) != len(names):
            raise PageChangedError(where, f"{len(names)} cells a row", f"{len(cells)}")
    _check_row_count(fragment, where, len(body) + 1)
    return [dict(zip(names, cells, strict=True)) for cells in body]


def read_labels(fragment: str, where: str) -> list[tuple[str, str]]:
    """Label and value of a table whose rows are ``label : | value``, in print order."""
    pairs: list[tuple[str, str]] = []
    rows = [row for table in LexborHTMLParser(fragment).css("table") for row in _filled_rows(table)]
    for cells in rows:
        if len(cells) != 2:
            raise PageChangedError(where, "label and value in a row", f"{len(cells)} cells")
        pairs.append((_label(cell_text(cells[0])), cell_text(cells[1])))
    _check_row_count(fragment, where, len(rows))
    return pairs


def cell_text(cell: LexborNode) -> str:
    """Text of a cell; a line break inside it counts as a blank."""
    return clean(cell.text(separator=" "))


def text_lines(fragment: str) -> list[str]:
    """The fragment's text cut at its ``<br>`` elements, empty lines left out."""
    lines = [""]
    body = LexborHTMLParser(fragment).body
    for node in body.traverse(include_text=True) if body else ():
        if node.tag == "br":
            lines.append("")
        elif node.tag == "-text":
            lines[-1] += node.text(deep=False) or ""
    return [line for line in map(clean, lines) if line]


def _filled_rows(table: LexborNode) -> list[list[LexborNode]]:
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in table.css("tr")]
    return [cells for cells in rows if cells] or [[]]


def _field_names(headers: list[str], where: str, fields: Mapping[str, str]) -> list[str]:
    unknown = [header for header in headers if header not in fields]
    names = [fields[header] for header in headers if header in fields]
    if unknown or not names or len(set(names)) != len(names):
        raise PageChangedError(where, f"the headers {', '.join(fields)}", ", ".join(headers) or "none")
    return names


def _check_row_count(fragment: str, where: str, read: int) -> None:
    opened = len(re.findall(r"<tr\b", fragment, re.IGNORECASE))
    if opened != read:
        raise PageChangedError(where, f"{opened} rows as the text opens", f"{read} with cells")


def _label(text: str) -> str:
    return text.rstrip(" :.").lower()
