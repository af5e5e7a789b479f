"""The tables as the checks take them: in memory by name, or behind a connection."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa

TableSource = Mapping[str, pa.Table] | duckdb.DuckDBPyConnection


def connect_tables(source: TableSource) -> duckdb.DuckDBPyConnection:
    """A connection that shows every table under its name.

    A connection is passed through: it must be narrowed to one study and timepoint by whoever opened it.
    """
    if isinstance(source, duckdb.DuckDBPyConnection):
        return source
    connection = duckdb.connect(":memory:")
    for name, table in source.items():
        connection.register(name, table)
    return connection
