"""Temporary views and tables of a connection: what stands in the place of a view of the same name."""

from __future__ import annotations

import duckdb

from transform.warehouse_views import quoted


def show(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """Show a query under a name, in the place of a temporary view or table of that name."""
    _forget(connection, name)
    connection.execute(f"create temp view {quoted(name)} as {query}")


def replace(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """Put a temporary table in the place of a view; the query may read the view it replaces."""
    connection.execute(f"create temp table {quoted('new_' + name)} as {query}")
    _forget(connection, name)
    connection.execute(f"alter table temp.main.{quoted('new_' + name)} rename to {quoted(name)}")


def _forget(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Drop a temporary view or table; the warehouse's own view of the name is left alone."""
    kinds = connection.execute(
        "select 'view' from duckdb_views() where temporary and view_name = ? "
        "union all select 'table' from duckdb_tables() where temporary and table_name = ?",
        [name, name],
    ).fetchall()
    for (kind,) in kinds:
        connection.execute(f"drop {kind} temp.main.{quoted(name)}")


def lasting(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """A query of the warehouse's own view, also where a temporary one stands in its place."""
    ((database, schema),) = connection.execute(
        "select database_name, schema_name from duckdb_views() where not temporary and view_name = ?", [name]
    ).fetchall()
    return f"select * from {quoted(database)}.{quoted(schema)}.{quoted(name)}"


def types(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, str]:
    """Columns of a query and their types."""
    return {str(name): str(kind) for name, kind, *_ in connection.execute(f"describe {query}").fetchall()}
