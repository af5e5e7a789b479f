"""What the rows of a table show of what is expected of it: counted by DuckDB over all rows, in one pass.

Where rows are not as expected some of them are looked up afterwards, so that a clean table is read once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from checks.repeated_keys import REPEATED, find_repeated
from transform.schema import Column, ColumnType, Table
from transform.vocabulary import vocabulary
from transform.warehouse_views import literal, quoted


@dataclass(frozen=True, slots=True)
class Unexpected:
    """``count`` rows; the first of them with ``columns`` and what names the row; the commonest values.

    Of several ``columns`` looked at together ``commonest`` has the values as a tuple.
    """

    count: int
    columns: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Any], ...] = ()
    commonest: tuple[tuple[Any, int], ...] = ()

    def values(self) -> list[Any]:
        """What stands in the columns in each of ``rows``."""
        if len(self.columns) == 1:
            return [row[self.columns[0]] for row in self.rows]
        return [{name: row[name] for name in self.columns} for row in self.rows]


@dataclass(frozen=True, slots=True)
class CountedTable:
    """Rows of a table, and by column those that are empty, of another type, or not among the codes.

    ``repeated`` are rows whose key occurs more than once, null where a column of the key is missing;
    ``keyed_row_count`` counts those whose key is not empty altogether. ``naming`` are the columns by which a
    row is shown: the case, where there is one, and the key.
    """

    row_count: int
    keyed_row_count: int
    naming: tuple[str, ...]
    empty: Mapping[str, Unexpected]
    mistyped: Mapping[str, Unexpected]
    unlisted: Mapping[str, Unexpected]
    repeated: Unexpected | None


def count_table(
    connection: duckdb.DuckDBPyConnection, table: Table, schema: pa.Schema, shown: int
) -> CountedTable:
    """Count over the rows of ``table`` as the connection shows it; ``schema`` is what is stored.

    At most ``shown`` rows and values of each kind are kept; the counts are always complete.
    """
    columns = [column for column in table.columns if column.name in schema.names]
    coded = [column for column in columns if column.codes is not None]
    is_keyed = set(table.key) <= set(schema.names)
    row_count, keyed_row_count, *others = _counts(connection, table, columns, coded, is_keyed=is_keyed)
    filled = {column.name: count for column, count in zip(columns, others, strict=False)}
    naming = tuple(dict.fromkeys(name for name in ("case_id", *table.key) if name in schema.names))
    rows = _Rows(connection, table.name, naming, shown)
    return CountedTable(
        row_count,
        keyed_row_count,
        naming,
        {
            column.name: rows.where(column, "is null", row_count - filled[column.name])
            if column.required
            else Unexpected(row_count - filled[column.name])
            for column in columns
        },
        {
            column.name: Unexpected(0)
            if is_stored_as(column.type, schema.field(column.name).type)
            else rows.where(column, "is not null", filled[column.name])
            for column in columns
        },
        {
            column.name: rows.where(column, f"not in ({_codes(column)})", count)
            for column, count in zip(coded, others[len(columns) :], strict=True)
        },
        rows.with_repeated(table, row_count) if is_keyed else None,
    )


def is_stored_as(wanted: ColumnType, stored: pa.DataType) -> bool:
    """Whether values of a stored type are of the type wanted; the unit of times does not matter."""
    is_one: dict[ColumnType, Callable[[], bool]] = {
        "text": lambda: pa.types.is_string(stored) or pa.types.is_large_string(stored),
        "date": lambda: pa.types.is_date(stored),
        "timestamp": lambda: pa.types.is_timestamp(stored),
        "integer": lambda: pa.types.is_int64(stored),
        "number": lambda: pa.types.is_float64(stored),
        "boolean": lambda: pa.types.is_boolean(stored),
    }
    return bool(pa.types.is_null(stored) or is_one[wanted]())


def _counts(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    columns: list[Column],
    coded: list[Column],
    *,
    is_keyed: bool,
) -> list[int]:
    """Rows, rows with some of their key, filled rows of each column, rows not listed of each coded one.

    A cast to an enumeration looks a code up in Parquet's dictionary once, not in every row.
    """
    has_key = " or ".join(f"{quoted(name)} is not null" for name in table.key)
    counts = ["count(*)", f"count(*) filter (where {has_key})" if is_keyed else "0"]
    counts += [f"count({quoted(column.name)})" for column in columns]
    counts += [
        f"count({quoted(column.name)}) - count(try_cast({quoted(column.name)} as enum({_codes(column)})))"
        for column in coded
    ]
    return list(connection.execute(f"select {', '.join(counts)} from {quoted(table.name)}").fetchall()[0])


def _codes(column: Column) -> str:
    assert column.codes is not None
    return ", ".join(map(literal, sorted(vocabulary(column.codes).codes)))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Looks up rows of one table that are not as expected."""

    connection: duckdb.DuckDBPyConnection
    table: str
    naming: tuple[str, ...]
    shown: int

    def where(self, column: Column, condition: str, count: int) -> Unexpected:
        if not count:
            return Unexpected(0)
        value, name = quoted(column.name), quoted(self.table)
        commonest = self.connection.execute(
            f"select {value}, count(*) as rows from {name} where {value} {condition} group by 1 "
            f"order by rows desc, 1 limit {self.shown}"
        ).fetchall()
        among = f"{name} where {value} {condition}"
        return Unexpected(count, (column.name,), self._first((column.name,), among), tuple(commonest))

    def with_repeated(self, table: Table, row_count: int) -> Unexpected:
        count = find_repeated(self.connection, table, row_count)
        if not count:
            return Unexpected(0)
        key = ", ".join(map(quoted, table.key))
        commonest = self.connection.execute(
            f"select {key}, rows from {REPEATED} order by rows desc, {key} limit {self.shown}"
        ).fetchall()
        same = " and ".join(
            f"met.{quoted(name)} is not distinct from {REPEATED}.{quoted(name)}" for name in table.key
        )
        among = f"{quoted(self.table)} as met where exists (from {REPEATED} where {same})"
        return Unexpected(
            count,
            table.key,
            self._first(table.key, among),
            tuple((values[:-1], values[-1]) for values in commonest),
        )

    def _first(self, columns: tuple[str, ...], among: str) -> tuple[dict[str, Any], ...]:
        names = list(dict.fromkeys((*columns, *self.naming)))
        listed = ", ".join(map(quoted, names))
        found = self.connection.execute(f"select {listed} from {among} limit {self.shown}").fetchall()
        return tuple(dict(zip(names, row, strict=True)) for row in found)
