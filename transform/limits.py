"""How much memory and how many threads the database may use, and where it puts what does not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from transform.errors import TransformError
from transform.warehouse_views import literal

MOST_THREADS = 1_024


class LimitError(TransformError):
    """A limit that the database does not understand: what was given and how it is written."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` as DuckDB writes it ("6GB"); null leaves DuckDB's own: 80 % of the machine, every core.

    ``spill_folder`` takes what does not fit into memory; null leaves it to DuckDB, which puts it beside the
    working folder.
    """

    memory: str | None = None
    threads: int | None = None
    spill_folder: Path | None = None

    def try_out(self) -> None:
        """Raises ``LimitError`` for a limit that is none, before any work that would need it.

        To DuckDB a negative limit is none, and threads without end are started one by one.
        """
        if (self.threads or 0) > MOST_THREADS or (self.memory or "").strip().startswith("-"):
            raise self._refused()
        if self.memory is not None or self.threads is not None:
            with duckdb.connect() as connection:
                replace(self, spill_folder=None).apply(connection)
                self._spend_a_little(connection)

    def _spend_a_little(self, connection: duckdb.DuckDBPyConnection) -> None:
        try:
            connection.execute("select count(*) from range(1_000_000)").fetchall()
        except duckdb.Error as error:
            raise self._refused() from error

    def _refused(self) -> LimitError:
        threads = None if self.threads is None else f"{self.threads} threads"
        given = ", ".join(filter(None, (self.memory, threads)))
        return LimitError(f"limit {given}: write memory like 6GB and threads as 1 to {MOST_THREADS:,}")

    def apply(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Set them on a connection; raises ``LimitError`` for a memory limit that is none."""
        try:
            if self.memory is not None:
                connection.execute(f"set memory_limit = {literal(self.memory)}")
            if self.threads is not None:
                connection.execute(f"set threads = {self.threads}")
        except duckdb.Error as error:
            raise self._refused() from error
        if self.spill_folder is not None:
            self.spill_folder.parent.mkdir(parents=True, exist_ok=True)  # DuckDB makes the leaf
            connection.execute(f"set temp_directory = {literal(str(self.spill_folder))}")


NO_LIMITS = Limits()
