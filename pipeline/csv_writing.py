"""The one writer of published CSV files: no cell of theirs is run by a spreadsheet that opens them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def csv_document(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A CSV file as text: a header and its rows, an absent value an empty cell.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, which makes it text there;
    numbers stay numbers, negative ones too.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    """Shares and means to six significant places are enough for any reader, and do not differ by machine."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.6g}"
    text = str(value)
    return f"'{text}" if text.startswith(RUN_BY_SPREADSHEETS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text[1:2].isdigit()
