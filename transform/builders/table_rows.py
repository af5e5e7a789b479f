"""Rows of one table while it is being built: checked against the schema, kept by column, sorted by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from transform.arrow_arrays import array_of, repeated
from transform.errors import TransformError
from transform.parameters import TableParameters
from transform.schema import TABLES, Table


class SchemaMismatchError(TransformError):
    """A builder made a row that its table does not allow."""


class TableRows:
    """Collects the rows of one table; ``study`` and ``timepoint`` are filled in.

    A row must name every other column of the table and no more, so that a column can't be forgotten.
    """

    def __init__(self, name: str, parameters: TableParameters) -> None:
        self._table: Table = TABLES[name]
        self._study = parameters.study
        self._timepoint = parameters.timepoint
        self._names: tuple[str, ...] = ()
        self._rows: list[tuple[Any, ...]] = []

    def add(self, **values: object) -> None:
        if tuple(values) != self._names:
            values = self._in_order(values)
        self._rows.append(tuple(values.values()))

    def add_all(self, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        """Many rows of a long table, their values in the order of ``names``; the same names every time."""
        if names != self._names and tuple(self._in_order(dict.fromkeys(names))) != names:
            raise SchemaMismatchError(f"{self._table.name}: rows with their columns in another order")
        self._rows += rows

    def __len__(self) -> int:
        return len(self._rows)

    def finish(self) -> pa.Table:
        """The table with exactly its schema, sorted by key."""
        schema, count = self._table.arrow_schema(), len(self._rows)
        columns: dict[str, Sequence[Any]] = dict.fromkeys(schema.names, ())
        same = {"study": repeated(self._study, count), "timepoint": repeated(self._timepoint, count)}
        if self._rows:
            columns |= dict(zip(self._names, zip(*self._rows, strict=True), strict=True))
        arrays = [
            same[field.name] if field.name in same else array_of(columns[field.name], field.type)
            for field in schema
        ]
        return finished(self._table, pa.Table.from_arrays(arrays, schema=schema))

    def _in_order(self, values: dict[str, object]) -> dict[str, object]:
        """The values in the order of the first row's; the first row gives it, once it names every column."""
        columns = set(self._table.column_names())
        if values.keys() | {"study", "timepoint"} != columns or len(values) != len(columns) - 2:
            difference = sorted(columns ^ (values.keys() | {"study", "timepoint"}))
            raise SchemaMismatchError(
                f"{self._table.name}: columns missing or unknown: {', '.join(difference)}"
            )
        self._names = self._names or tuple(values)
        return {name: values[name] for name in self._names}


def finished(definition: Table, table: pa.Table) -> pa.Table:
    """``table``, of one study and timepoint, sorted by its key.

    Raises ``SchemaMismatchError`` where a required value is absent.
    """
    for column in definition.columns:
        if column.required and table[column.name].null_count:
            raise SchemaMismatchError(f"{definition.name}.{column.name}: required, but absent in some row")
    order = [(column, "ascending") for column in definition.key if column not in ("study", "timepoint")]
    ordered = table.sort_by(order) if order else table
    return ordered.combine_chunks().replace_schema_metadata(definition.arrow_schema().metadata)
