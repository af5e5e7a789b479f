"""``warehouse-public.duckdb``: the published tables in one database to hand out, and nothing else."""

from __future__ import annotations

import os
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

PUBLIC_WAREHOUSE = "warehouse-public.duckdb"
TYPES = {"string": "varchar", "number": "double", "integer": "bigint", "boolean": "boolean"}
TABLE_OF = {INDICATORS: "indicator_values"}


def write_public_warehouse(path: Path, tables: Mapping[str, Path]) -> None:
    """A table for each kind of file, filled from the published CSVs, with comments on tables and columns."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    with duckdb.connect(str(unfinished)) as connection:
        for place, csv_file in tables.items():
            table = "comparison" if csv_file.stem == "comparison" else kind_of(csv_file)
            _fill(connection, TABLE_OF.get(table, table), csv_file, place)
    unfinished.replace(path)


def _fill(connection: duckdb.DuckDBPyConnection, table: str, csv_file: Path, place: str) -> None:
    columns = columns_of(csv_file)
    _create(connection, table, _in_full(csv_file, columns))
    types = ", ".join(f"'{column.name}': '{TYPES[column.type]}'" for column in columns)
    names = ", ".join(f'"{column.name}"' for column in columns)
    connection.execute(
        f"insert into {table} ({names}, file) select {names}, ? from read_csv(?, header = true, "
        f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = {{{types}}})",
        [place, str(csv_file)],
    )


def _in_full(csv_file: Path, columns: tuple[PublishedColumn, ...]) -> tuple[PublishedColumn, ...]:
    """All columns of an indicator table, whichever of its files comes first."""
    return tuple(described_columns()[INDICATORS]) if kind_of(csv_file) == INDICATORS else columns


def _create(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[PublishedColumn, ...]) -> None:
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
