"""What a file says, as pieces of text with their place, for every type of file that is ever published.

A type that is not listed is not read: the scanner then refuses the file.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Piece = tuple[str, str]
"""Place and text."""


def pieces_of(path: Path) -> Iterator[Piece] | None:
    """The pieces of a file; null if there is no reader for its type."""
    reader = READERS.get(path.suffix.lower())
    return None if reader is None else reader(path)


def _lines(path: Path) -> Iterator[Piece]:
    with path.open(encoding="utf-8", errors="surrogateescape") as file:
        for number, line in enumerate(file, start=1):
            yield f"line {number}", line


def _json(path: Path) -> Iterator[Piece]:
    """Keys and values, so that nothing hides behind an escape."""
    yield from _walked(json.loads(path.read_text(encoding="utf-8")), "")


def _walked(value: Any, place: str) -> Iterator[Piece]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"key of {place or 'the file'}", key
            if key == "image/png" and isinstance(inner, str):
                yield from _png_texts(io.BytesIO(base64.b64decode(inner)), f"{place}/{key}")
            else:
                yield from _walked(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _walked(inner, f"{place}/{number}")
    elif value is not None:
        yield place or "the file", str(value)


def _markup(path: Path) -> Iterator[Piece]:
    """The source itself (comments, styles and attributes are in it) and its text with entities read."""
    from bs4 import BeautifulSoup

    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        yield f"line {number}", line
    for number, words in enumerate(BeautifulSoup(text, "html.parser").stripped_strings, start=1):
        yield f"text {number}", f"{words}\n"


def _parquet(path: Path) -> Iterator[Piece]:
    import duckdb
    import pyarrow.parquet as pq

    for key, value in (pq.read_metadata(path).metadata or {}).items():
        if key != b"ARROW:schema":
            yield f"metadata {key!r}", value.decode("utf-8", "surrogateescape")
    with duckdb.connect() as connection:
        yield from _columns(connection, "read_parquet(?)", [str(path)], "column")


def _duckdb(path: Path) -> Iterator[Piece]:
    import duckdb

    with duckdb.connect(str(path), read_only=True) as connection:
        for table, comment in connection.execute(
            "select table_name, comment from duckdb_tables() union all "
            "select table_name || '.' || column_name, comment from duckdb_columns() where not internal"
        ).fetchall():
            yield f"name of {table}", f"{table} {comment or ''}"
        for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
            yield from _columns(connection, f'"{table}"', [], f"table {table}, column")


def _columns(connection: Any, source: str, parameters: list[str], place: str) -> Iterator[Piece]:
    names = [row[0] for row in connection.execute(f"describe select * from {source}", parameters).fetchall()]
    for name in names:
        query = f'select distinct cast("{name}" as varchar) from {source} where "{name}" is not null'
        yield place, name
        cursor = connection.cursor().execute(query, parameters)
        while rows := cursor.fetchmany(10_000):
            yield from ((f"{place} {name}", row[0]) for row in rows)


def _png(path: Path) -> Iterator[Piece]:
    yield from _png_texts(path, "metadata")


def _png_texts(source: Any, place: str) -> Iterator[Piece]:
    from PIL import Image

    with Image.open(source) as image:
        image.load()
        for key, value in (*image.info.items(), *image.getexif().items()):
            yield f"{place} {key}", value if isinstance(value, str) else repr(value)


READERS: dict[str, Callable[[Path], Iterator[Piece]]] = {
    ".csv": _lines,
    ".txt": _lines,
    ".md": _lines,
    ".cff": _lines,
    ".json": _json,
    ".ipynb": _json,
    ".html": _markup,
    ".svg": _markup,
    ".parquet": _parquet,
    ".duckdb": _duckdb,
    ".png": _png,
}
