"""CSV files that people keep: UTF-8, with or without the mark that spreadsheets put in front, and commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from transform.errors import TransformError


class CsvError(TransformError):
    """A file is not CSV as we read it: one line with its name and what to do."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """``rows``: each with the line where it begins, rows without content left out."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]


def read_csv(content: bytes, source: str) -> CsvFile:
    """The cells of a file. Empty columns that a spreadsheet puts behind the last one are left out."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CsvError(
            f'{source}, line {line}: can\'t be read as UTF-8; save the file as "CSV UTF-8" and try again'
        ) from None
    rows = tuple(_rows(text, source))
    header = tuple(_without_empty_end(rows[0][1], 0)) if rows else ()
    if len(header) == 1 and ";" in header[0]:
        raise CsvError(f"{source}: the columns are separated by semicolons; save the file as CSV with commas")
    return CsvFile(header, tuple((line, _without_empty_end(cells, len(header))) for line, cells in rows[1:]))


def _rows(text: str, source: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CsvError(
            f"{source}, line {line}: can't be read as CSV ({error}); look for a quote left open"
        ) from None


def _without_empty_end(cells: list[str], at_least: int) -> list[str]:
    count = len(cells)
    while count > at_least and not cells[count - 1].strip():
        count -= 1
    return cells[:count]
