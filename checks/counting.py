"""What the rows of a table show of what is expected of it: counted by DuckDB over all rows, in one pass.

Where rows are not as expected some of them are looked up afterwards, so that a clean table is read once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from checks.unexpected import Unexpected, UnexpectedRows
from transform.schema import Column, ColumnType, Table
from transform.vocabulary import vocabulary
from transform.warehouse_views import literal, quoted


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
    is_keyed = set(table.key) <= set(schema.names)
    count = _counts(connection, table, columns, is_keyed=is_keyed)
    naming = tuple(dict.fromkeys(name for name in ("case_id", *table.key) if name in schema.names))
    rows = UnexpectedRows(connection, table, naming, shown)
    empty, mistyped, unlisted = dict[str, Unexpected](), dict[str, Unexpected](), dict[str, Unexpected]()
    for column in columns:
        name, filled = column.name, count[f"filled {column.name}"]
        gaps = count["rows"] - filled
        empty[name] = rows.where(column, "is null", gaps) if column.required else Unexpected(gaps)
        is_typed = is_stored_as(column.type, schema.field(name).type)
        mistyped[name] = rows.where(column, "is not null", 0 if is_typed else filled)
        if column.codes is not None:
            condition = f"is not null and {_as_text(column)} not in ({codes_in_sql(column.codes)})"
            unlisted[name] = rows.where(column, condition, filled - count[f"listed {name}"])
    repeated = rows.with_repeated_key(count["rows"]) if is_keyed else None
    return CountedTable(count["rows"], count["keyed"], naming, empty, mistyped, unlisted, repeated)


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


def codes_in_sql(codes: str) -> str:
    """The codes of a vocabulary, as a list of SQL literals."""
    return ", ".join(map(literal, sorted(vocabulary(codes).codes)))


def _counts(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: list[Column], *, is_keyed: bool
) -> dict[str, int]:
    """Rows, those with some of their key, and by column those that are filled, or hold a code that is listed.

    A cast to an enumeration looks a code up in Parquet's dictionary once, not in every row.
    """
    has_key = " or ".join(f"{quoted(name)} is not null" for name in table.key)
    counts = {"rows": "count(*)", "keyed": f"count(*) filter (where {has_key})" if is_keyed else "0"}
    for column in columns:
        counts[f"filled {column.name}"] = f"count({quoted(column.name)})"
        if column.codes is not None:
            code = f"try_cast({_as_text(column)} as enum({codes_in_sql(column.codes)}))"
            counts[f"listed {column.name}"] = f"count({code})"
    found = connection.execute(f"select {', '.join(counts.values())} from {quoted(table.name)}").fetchall()
    return dict(zip(counts, found[0], strict=True))


def _as_text(column: Column) -> str:
    """A value that is no text is no code either, and no reason to stop."""
    return f"cast({quoted(column.name)} as varchar)"
