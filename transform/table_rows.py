"""Rows of one table while it is being built: checked against the schema, kept by column, sorted by key."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

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
        self._columns: dict[str, list[Any]] = {column: [] for column in self._table.column_names()}

    def add(self, **values: object) -> None:
        if len(values) != len(self._columns) - 2 or not self._columns.keys() >= values.keys():
            difference = sorted(self._columns.keys() ^ (values.keys() | {"study", "timepoint"}))
            raise SchemaMismatchError(
                f"{self._table.name}: columns missing or unknown: {', '.join(difference)}"
            )
        self._columns["study"].append(self._study)
        self._columns["timepoint"].append(self._timepoint)
        for name, value in values.items():
            self._columns[name].append(value)

    def __len__(self) -> int:
        return len(self._columns["study"])

    def finish(self) -> pa.Table:
        """The table with exactly its schema, sorted by key."""
        return finished(self._table, pa.table(self._columns, schema=self._table.arrow_schema()))


def finished(definition: Table, table: pa.Table) -> pa.Table:
    """``table`` sorted by its key; raises ``SchemaMismatchError`` where a required value is absent."""
    for column in definition.columns:
        if column.required and table[column.name].null_count:
            raise SchemaMismatchError(f"{definition.name}.{column.name}: required, but absent in some row")
    order = [(column, "ascending") for column in definition.key]
    return table.sort_by(order).combine_chunks().replace_schema_metadata(definition.arrow_schema().metadata)
