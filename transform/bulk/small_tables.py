"""Tables of the session made from rows of Python, and the types by which text of few values is kept.

Such a text is kept as the number of its value in a list (an enum of DuckDB), from the key tables into the
Parquet files: neither joins, nor rules, nor the writer then handle the same words a million times over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from transform.builders.table_rows import SchemaMismatchError, finished
from transform.bulk.session import literal
from transform.schema import TABLES
from transform.vocabulary import vocabulary
from transform.warehouse_views import DUCKDB_TYPES

LISTED = "LISTED"
"""Type of a column of text whose values are listed as they are found in it."""

Row = dict[str, Any]


def create_code_types(connection: duckdb.DuckDBPyConnection) -> None:
    """A type for every coded column of ``cases``, ``outcomes`` and ``acts``, named like it: its codes."""
    columns = (column for name in ("cases", "outcomes", "acts") for column in TABLES[name].columns)
    for name, codes in {column.name: column.codes for column in columns if column.codes}.items():
        listed = ", ".join(map(literal, vocabulary(codes).codes))
        connection.execute(f"create type {name} as enum ({listed})")


def make_table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, str], rows: Iterable[Row]
) -> None:
    """A table of the session from rows of Python; ``columns`` gives the SQL type of each, or ``LISTED``."""
    listed = list(rows)
    if any(row.keys() != columns.keys() for row in listed):
        raise SchemaMismatchError(f"{name}: a row's columns are not {', '.join(columns)}")
    values = {column: [row[column] for row in listed] for column in columns}
    read = ", ".join(
        f"unnest(cast(${column} as {'text' if kind == LISTED else kind}[])) as {column}"
        for column, kind in columns.items()
    )
    connection.execute(f"create or replace temp table rows_of_python as select {read}", values)
    keep_listed(connection, name, columns, "rows_of_python")
    connection.execute("drop table rows_of_python")


def told_table(connection: duckdb.DuckDBPyConnection, name: str, rows: Iterable[Row]) -> pa.Table:
    """A finished table of the schema from rows of Python that name all its columns but the study's."""
    make_table(connection, f"{name}_told", _own_columns(name), rows)
    return read_table(connection, name, f"from {name}_told")


def read_table(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> pa.Table:
    """A finished table of the schema from a query of all its columns but the study's.

    DuckDB hands over Arrow: making Arrow from Python's values would load pandas, which takes longer.
    """
    own = (f"cast({column} as {kind}) as {column}" for column, kind in _own_columns(name).items())
    study = (f"cast(getvariable('{column}') as text) as {column}" for column in ("study", "timepoint"))
    found = connection.sql(f"select {', '.join((*study, *own))} from ({query})").to_arrow_table()
    schema = TABLES[name].arrow_schema()
    return finished(TABLES[name], found.select(schema.names).cast(schema))


def _own_columns(name: str) -> dict[str, str]:
    columns = (column for column in TABLES[name].columns if column.name not in ("study", "timepoint"))
    return {column.name: DUCKDB_TYPES[column.type] for column in columns}


def keep_listed(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, str], source: str
) -> None:
    """Table ``name`` of the ``columns`` of ``source``, the ``LISTED`` ones by a type of their own."""
    kept = []
    for column, kind in columns.items():
        if kind == LISTED:
            values = f"select distinct {column} from {source} where {column} is not null order by all"
            connection.execute(f"create type {name}_{column} as enum ({values})")
        kept.append(f"cast({column} as {f'{name}_{column}' if kind == LISTED else kind}) as {column}")
    connection.execute(f"create table {name} as select {', '.join(kept)} from {source}")
