"""Tables with a header row: columns found by their names, every row as wide as its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from extract.errors import PageChangedError
from extract.parsers.tables import Cell, Row, Table

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=2_000)
def plain_name(text: str) -> str:
    """A label, heading or column name for comparing: lower-case letters and digits alone."""
    return _NOT_A_LETTER.sub("", text.lower())


def headed_rows(
    where: str, rows: Sequence[Row], columns: Mapping[str, str], required: Iterable[str]
) -> tuple[Mapping[str, Cell], ...]:
    """Each row under its header as field -> cell; ``columns`` maps plain column names to fields.

    Raises ``PageChangedError`` for a missing header, an unknown or repeated column, a required field without
    a column, and a row with more or fewer cells than the header.
    """
    fields = _checked_fields(where, rows, columns, required)
    return tuple([dict(zip(fields, row, strict=True)) for row in rows[1:]])


def headed_columns(
    where: str, table: Table, columns: Mapping[str, str], required: Iterable[str]
) -> Mapping[str, tuple[list[str], list[tuple[str, ...]]]]:
    """The same by columns, for long tables: field -> texts and links of its cells from top to bottom."""
    fields = _checked_fields(where, table.rows_in_tree, columns, required)
    for position, run in table.runs:
        if len(run) != len(fields):
            raise PageChangedError(where, f"{len(fields)} cells in row {position + 1}", f"{len(run)} cells")
    return {field: _below_header(table, number) for number, field in enumerate(fields)}


def _below_header(table: Table, number: int) -> tuple[list[str], list[tuple[str, ...]]]:
    runs = dict(table.runs)
    texts: list[str] = []
    links: list[tuple[str, ...]] = []
    for position, row in enumerate(table.rows_in_tree):
        if position:
            texts.append(row[number].text)
            links.append(row[number].links)
        if position in runs:
            texts += runs[position][number].texts
            links += runs[position][number].links
    return texts, links


def _checked_fields(
    where: str, rows: Sequence[Row], columns: Mapping[str, str], required: Iterable[str]
) -> tuple[str, ...]:
    if not rows:
        raise PageChangedError(where, "a header row", "no row")
    fields = column_fields(where, rows[0], columns)
    missing = sorted(set(required) - set(fields))
    if missing:
        raise PageChangedError(where, f"a column for {', '.join(missing)}", f"columns {_names(rows[0])}")
    for number, row in enumerate(rows[1:], start=1):
        if len(row) != len(fields):
            raise PageChangedError(where, f"{len(fields)} cells in row {number}", f"{len(row)} cells")
    return fields


def column_fields(where: str, header: Row, columns: Mapping[str, str]) -> tuple[str, ...]:
    """The fields of a header row in column order."""
    fields = []
    for cell in header:
        field = columns.get(plain_name(cell.text))
        if field is None:
            raise PageChangedError(where, "a known column", f"{cell.text[:40]!r}")
        if field in fields:
            raise PageChangedError(where, "each column once", f"{cell.text[:40]!r} twice")
        fields.append(field)
    return tuple(fields)


def is_header(row: Row, columns: Mapping[str, str]) -> bool:
    """Whether every cell of the row is the name of a known column."""
    return all(plain_name(cell.text) in columns for cell in row)


def _names(header: Row) -> str:
    return ", ".join(repr(cell.text[:40]) for cell in header)
