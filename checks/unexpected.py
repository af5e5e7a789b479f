"""Rows that are not as expected: how many, the first of them, and what stands in them most often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from checks.repeated_keys import REPEATED, find_repeated
from transform.schema import Column, Table
from transform.warehouse_views import quoted


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
class UnexpectedRows:
    """Looks up rows of one table, ``shown`` of them at most, with the columns ``naming`` a row."""

    connection: duckdb.DuckDBPyConnection
    table: Table
    naming: tuple[str, ...]
    shown: int

    def where(self, column: Column, condition: str, count: int) -> Unexpected:
        """The ``count`` rows in which a column meets a condition; nothing is read where there are none."""
        if not count:
            return Unexpected(0)
        value = quoted(column.name)
        among = f"{quoted(self.table.name)} where {value} {condition}"
        commonest = self._read(f"select {value}, count(*) as rows from {among} group by 1", "rows desc, 1")
        return Unexpected(count, (column.name,), self._first((column.name,), among), tuple(commonest))

    def with_repeated_key(self, row_count: int) -> Unexpected:
        """The rows whose key occurs more than once."""
        count = find_repeated(self.connection, self.table, row_count)
        if not count:
            return Unexpected(0)
        key = self.table.key
        listed = ", ".join(map(quoted, key))
        commonest = self._read(f"select {listed}, rows from {REPEATED}", f"rows desc, {listed}")
        same = " and ".join(
            f"met.{quoted(name)} is not distinct from {REPEATED}.{quoted(name)}" for name in key
        )
        among = f"{quoted(self.table.name)} as met where exists (from {REPEATED} where {same})"
        counted = tuple((values[:-1], values[-1]) for values in commonest)
        return Unexpected(count, key, self._first(key, among), counted)

    def _read(self, query: str, order: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(f"{query} order by {order} limit {self.shown}").fetchall()

    def _first(self, columns: tuple[str, ...], among: str) -> tuple[dict[str, Any], ...]:
        """In the order in which the table is read."""
        names = list(dict.fromkeys((*columns, *self.naming)))
        listed = ", ".join(map(quoted, names))
        found = self.connection.execute(f"select {listed} from {among} limit {self.shown}").fetchall()
        return tuple(dict(zip(names, row, strict=True)) for row in found)
