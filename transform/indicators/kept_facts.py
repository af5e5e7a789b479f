"""What indicators share of very many cases stays in a file from one run to the next.

It is made again only when a table or a view that it rests on has changed: a changed indicator, or one more,
then costs its own query and not the passes over all hearings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from transform.errors import TransformError
from transform.form_schema import FORM_TABLES
from transform.indicators.sharing import IN_FILE, SHARED_DATABASE, share_views, show_shared
from transform.indicators.taking_ranges import CaseRange
from transform.schema import TABLES
from transform.warehouse_views import derived_views, literal

STATE = f"{IN_FILE}.made_of"


class KeptFactsError(TransformError):
    """The file can't be written or read: which, and what to do."""


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """``file``: a DuckDB database, of pseudonyms and days like the ``tables`` whose folder is given."""

    file: Path
    tables: Path

    def share(self, connection: duckdb.DuckDBPyConnection, ranges: Callable[[], Sequence[CaseRange]]) -> bool:
        """Share the views of ``connection``; returns whether they had to be computed.

        Raises ``KeptFactsError`` where they can't be, or another run is at it.
        """
        wanted = self._state()
        is_new = self._kept_state() != wanted
        if is_new:
            self._make(connection, ranges(), wanted)
        connection.execute(f"attach {literal(str(self.file))} as {SHARED_DATABASE} (read_only)")
        show_shared(connection)
        return is_new

    def _make(self, connection: duckdb.DuckDBPyConnection, ranges: Sequence[CaseRange], state: str) -> None:
        """Under a name of its own until it is finished; what a killed run left there is overwritten."""
        unfinished = self.file.with_name(f".{self.file.name}.part")
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        self.file.unlink(missing_ok=True)  # stale, and as large as what is made now
        with _explaining(unfinished):
            share_views(connection, ranges, unfinished)
            connection.execute(f"create or replace table {STATE} as select {literal(state)} as state")
            connection.execute(f"detach {SHARED_DATABASE}")
        unfinished.replace(self.file)

    def _state(self) -> str:
        """Digest of how the views are defined and shared, and of which files the tables are made of."""
        digest = hashlib.sha256()
        for view in derived_views():
            digest.update(view.sql.encode())
        for path in sorted(Path(__file__).parent.glob("*.py")):
            digest.update(path.read_bytes())
        for path in self._table_files():
            stated = path.stat()
            digest.update(f"{path} {stated.st_size} {stated.st_mtime_ns}\n".encode())
        return digest.hexdigest()

    def _table_files(self) -> Iterator[Path]:
        for name in (*TABLES, *FORM_TABLES):
            place = self.tables / f"{name}.parquet"
            yield from sorted(place.rglob("*.parquet")) if place.is_dir() else filter(Path.is_file, [place])

    def _kept_state(self) -> str | None:
        if not self.file.is_file():
            return None
        try:
            with duckdb.connect(":memory:") as connection:
                connection.execute(f"attach {literal(str(self.file))} as {SHARED_DATABASE} (read_only)")
                return str(connection.execute(f"select state from {STATE}").fetchall()[0][0])
        except duckdb.Error:
            return None  # half a file, or one of another DuckDB: made again


@contextmanager
def _explaining(unfinished: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        first_line = str(error).split("\n", maxsplit=1)[0]
        if "set lock" in first_line:
            raise KeptFactsError(f"{unfinished}: another run is writing it; wait for it to end") from error
        raise KeptFactsError(
            f"{unfinished}: what the indicators share can't be computed: {first_line}. It takes 150 bytes "
            "of disk a case, and memory as --memory-limit says: see that there is enough of both."
        ) from error
