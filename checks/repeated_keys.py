"""Keys that occur more than once: exactly, over all rows."""

from __future__ import annotations

import duckdb

from transform.schema import Table
from transform.warehouse_views import quoted

REPEATED = "repeated_keys"
"""Temporary table of the keys found, with ``rows``: in how many rows each occurs."""


def find_repeated(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Put the keys that occur more than once into ``REPEATED``; returns how many rows have such a key."""
    key = ", ".join(map(quoted, table.key))
    connection.execute(
        f"create or replace temp table {REPEATED} as "
        f"select {key}, count(*) as rows from {quoted(table.name)} group by {key} having count(*) > 1"
    )
    found = connection.execute(f"select coalesce(sum(rows), 0) from {REPEATED}").fetchall()
    return int(found[0][0])
