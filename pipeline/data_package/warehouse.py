"""``warehouse-public.duckdb``: the published tables in one database to hand out, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import duckdb

from pipeline.data_package.columns import (
    INDICATORS,
    PublishedColumn,
    columns_of,
    described_columns,
    kind_of,
)
from pipeline.data_package.description import TITLES
from transform.new_database import new_database

PUBLIC_WAREHOUSE = "warehouse-public.duckdb"
TYPES = {"string": "varchar", "number": "double", "integer": "bigint", "boolean": "boolean"}
Columns = tuple[PublishedColumn, ...]
TABLE_OF = {INDICATORS: "indicator_values"}


def write_public_warehouse(path: Path, tables: Mapping[str, Path]) -> None:
    """A table for each kind of file, filled from the published CSVs, with comments on tables and columns."""
    with new_database(path) as connection:
        for (table, columns), places in _alike(tables).items():
            _create(connection, table, _in_full(table, columns))
            _fill(connection, table, columns, {str(tables[place]): place for place in places})


def _alike(tables: Mapping[str, Path]) -> Mapping[tuple[str, Columns], list[str]]:
    """Files of one table and the same columns: a hundred are read in a few goes."""
    alike = defaultdict(list)
    for place, csv_file in tables.items():
        kind = "comparison" if csv_file.stem == "comparison" else kind_of(csv_file)
        alike[TABLE_OF.get(kind, kind), columns_of(csv_file)].append(place)
    return alike


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Columns, places: Mapping[str, str]
) -> None:
    """Add the rows of files, ``places`` by their paths."""
    types = ", ".join(f"'{column.name}': '{TYPES[column.type]}'" for column in columns)
    names = ", ".join(f'"{column.name}"' for column in columns)
    files = list(places)
    connection.execute(
        f"insert into {table} ({names}, file) "
        f"select {names}, list_extract(?::varchar[], list_position(?::varchar[], filename)) "
        "from read_csv(?, header = true, auto_detect = false, filename = true, "
        f"delim = ',', quote = '\"', escape = '\"', columns = {{{types}}})",
        [list(places.values()), files, files],
    )


def _in_full(table: str, columns: Columns) -> Columns:
    """All columns that indicator tables have, whichever of the files comes first."""
    has_indicators = table in (TABLE_OF[INDICATORS], "comparison")
    return tuple(described_columns()[INDICATORS]) if has_indicators else columns


def _create(connection: duckdb.DuckDBPyConnection, table: str, columns: Columns) -> None:
    exists = connection.execute("select count(*) from duckdb_tables() where table_name = ?", [table])
    if exists.fetchall() != [(0,)]:
        return
    body = ", ".join(f'"{column.name}" {TYPES[column.type]}' for column in columns)
    connection.execute(f"create table {table} ({body}, file varchar)")
    connection.execute(f"comment on table {table} is {_quoted(TITLES.get(table, 'Published indicators'))}")
    for column in columns:
        said = _quoted(column.description)
        connection.execute(f'comment on column {table}."{column.name}" is {said}')
    connection.execute(f"comment on column {table}.file is 'Published file that the row comes from'")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
