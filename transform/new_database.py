"""A DuckDB file written under a temporary name; it takes its place only when all of it is on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from extract.whole_files import written_whole


@contextmanager
def new_database(path: Path, begun_from: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to what will stand at ``path``, empty or a copy of ``begun_from``.

    What was committed lies in a log until a checkpoint. Closing makes one too, but says nothing when the disk
    is full: the file would take its place without its contents.
    """
    with written_whole(path) as unfinished:
        if begun_from is not None:
            shutil.copyfile(begun_from, unfinished)
        with duckdb.connect(str(unfinished)) as connection:
            yield connection
            connection.execute("checkpoint")
