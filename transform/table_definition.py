"""What a table's definition consists of; ``transform/schema.py`` is written in these terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

ColumnType = Literal["text", "date", "timestamp", "integer", "number", "boolean"]

ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("ms", tz="UTC"),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``codes`` names the vocabulary (``vocab/codes_<codes>.csv``) its values must come from."""

    name: str
    type: ColumnType
    description: str
    required: bool = False
    codes: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: ``key`` are the columns that identify a row."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def arrow_schema(self) -> pa.Schema:
        """Parquet schema, with each description as the field's metadata."""
        return pa.schema(
            [
                pa.field(
                    column.name,
                    ARROW_TYPES[column.type],
                    nullable=not column.required,
                    metadata={"description": column.description},
                )
                for column in self.columns
            ],
            metadata={"description": self.description},
        )

    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)
