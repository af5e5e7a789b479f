"""The tables as the checks take them: in memory, as Parquet files, or behind a connection."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from transform.limits import NO_LIMITS, Limits
from transform.warehouse_views import literal, quoted

Tables = Mapping[str, pa.Table | Path]
"""Tables by name, each in memory or as a Parquet file or a folder of them."""
TableSource = Tables | duckdb.DuckDBPyConnection


def connect_tables(source: TableSource, limits: Limits = NO_LIMITS) -> duckdb.DuckDBPyConnection:
    """A connection that shows every table under its name, within ``limits``.

    A connection is passed through as it is: whoever opened it has narrowed it to one study and timepoint and
    set its limits.
    """
    if isinstance(source, duckdb.DuckDBPyConnection):
        return source
    connection = duckdb.connect(":memory:")
    limits.apply(connection)
    for name, table in source.items():
        if isinstance(table, pa.Table):
            show_in_memory(connection, name, table)
        elif parts := part_files(table):
            connection.execute(f"create view {quoted(name)} as select * from {reading(parts)}")
    return connection


def show_in_memory(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Show a table that is in memory under its name."""
    connection.register(f"{name}_in_memory", table)
    connection.execute(f"create view {quoted(name)} as select * from {in_memory(name)}")


def in_memory(name: str) -> str:
    """Under which name a connection holds a table that was handed over in memory."""
    return quoted(f"{name}_in_memory")


def part_files(place: Path) -> list[Path]:
    """The Parquet files of a table, in the order of their names: one, or those of its folder."""
    if place.is_dir():
        return sorted(place.rglob("*.parquet"))
    return [place] if place.is_file() else []


def reading(parts: list[Path]) -> str:
    """SQL that reads part files as one table; a column that some part lacks is null there."""
    named = ", ".join(literal(str(part)) for part in parts)
    return f"read_parquet([{named}], union_by_name = true, hive_partitioning = false)"


def stored_schemas(table: pa.Table | Path) -> list[pa.Schema]:
    """Columns and types as stored, of each part; none where nothing is stored."""
    if isinstance(table, pa.Table):
        return [table.schema]
    return [pq.read_schema(part) for part in part_files(table)]
