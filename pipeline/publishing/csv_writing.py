"""The one writer of published CSV files: no cell of theirs is run by a spreadsheet that opens them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
NO_FORMULA = re.compile(r"-|[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
"""A number, or the lone dash that courts print for nothing."""
PARTS_CELLS = re.compile(r'[,;|\t\r\n"]')
"""What some reader takes for the end of a cell. The library's writer leaves most of these bare, and a formula
behind a bare carriage return or semicolon stands at the head of a cell of its own."""


def csv_document(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A CSV file as text: a header and its rows, an absent value an empty cell.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, which makes it text there;
    numbers stay numbers, negative ones too. A cell with anything in it that parts cells is quoted.
    """
    lines = (columns, *rows)
    return "".join(",".join(_quoted(_cell(value)) for value in line) + "\n" for line in lines)


def _cell(value: Any) -> str:
    """Shares and means to six significant places are enough for any reader, and do not differ by machine."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        text = f"{value:.0f}" if value.is_integer() else f"{value:.6g}"
    else:
        text = str(value)
    return f"'{text}" if text.startswith(RUN_BY_SPREADSHEETS) and NO_FORMULA.fullmatch(text) is None else text


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if PARTS_CELLS.search(cell) else cell
