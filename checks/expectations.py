"""Structure of the tables: columns, types, required values, codes and keys, as the schema has them.

DuckDB counts over all rows, one table at a time; Great Expectations judges what was counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from checks.counting import count_table, is_stored_as
from checks.judging import judge
from checks.suites import build_suite, import_great_expectations
from checks.table_source import Tables, connect_tables, stored_schemas
from transform.form_schema import FORM_TABLES
from transform.schema import TABLES, Table

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult

__all__ = ["StructureFault", "TableStructure", "check_structure", "import_great_expectations"]

WORDINGS = {
    "expect_table_columns_to_match_ordered_list": "columns are those of the schema, in its order",
    "expect_column_values_to_not_be_null": "a required column is never empty",
    "expect_column_values_to_be_in_set": "every code is in the vocabulary",
    "expect_column_values_to_be_in_type_list": "values have the type of the schema",
    "expect_compound_columns_to_be_unique": "the key occurs once",
}


@dataclass(frozen=True, slots=True)
class StructureFault:
    """One expectation that failed, in ``count`` rows (0: the whole table); some offenders."""

    table: str
    expectation: str
    column: str
    count: int
    case_ids: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableStructure:
    """Result for one table; ``validation`` is Great Expectations' own, ``None`` if it can't be read."""

    table: str
    row_count: int
    expectation_count: int
    faults: tuple[StructureFault, ...]
    validation: ExpectationSuiteValidationResult | None

    @property
    def is_failed(self) -> bool:
        return bool(self.faults)


def check_structure(
    tables: Tables, max_offenders: int = 20, connection: duckdb.DuckDBPyConnection | None = None
) -> list[TableStructure]:
    """Hold every table of the schema against it; a table that is missing is a fault, but for forms' tables.

    ``max_offenders`` limits the case pseudonyms and values kept per fault; the counts are always complete.
    ``connection`` shows the tables already, within limits of its own.
    """
    shown = connection or connect_tables(tables)
    asked = (table for name, table in (TABLES | FORM_TABLES).items() if name in tables or name in TABLES)
    return [
        _check_stored(shown, table, stored_schemas(tables[table.name]), max_offenders)
        if table.name in tables
        else _unread(table, "the table exists", table.key)
        for table in asked
    ]


def _check_stored(
    connection: duckdb.DuckDBPyConnection, table: Table, stored: list[pa.Schema], max_offenders: int
) -> TableStructure:
    """A table without files, or in which a name means two columns, is a fault; what it holds is not read."""
    if not stored:
        return _unread(table, "the table exists", table.key)
    repeated = {name for schema in stored for name in schema.names if schema.names.count(name) > 1}
    if repeated:
        return _unread(table, "a column occurs once", sorted(repeated))
    return _check_table(connection, table, _schema_to_judge(table, stored), max_offenders)


def _schema_to_judge(table: Table, stored: list[pa.Schema]) -> pa.Schema:
    """The first part's, or that of the first part that has other columns or types than the table should."""
    wanted = list(table.column_names())
    kinds = {column.name: column.type for column in table.columns}
    return next(
        (
            schema
            for schema in stored
            if schema.names != wanted
            or not all(is_stored_as(kinds[field.name], field.type) for field in schema)
        ),
        stored[0],
    )


def _check_table(
    connection: duckdb.DuckDBPyConnection, table: Table, schema: pa.Schema, max_offenders: int
) -> TableStructure:
    suite = build_suite(table, tuple(schema.names))
    counted = count_table(connection, table, schema, max_offenders)
    validation = judge(suite, schema, counted, max_offenders)
    faults = tuple(_fault(table, result, schema) for result in validation.results if not result.success)
    return TableStructure(table.name, counted.row_count, len(suite.expectations), faults, validation)


def _fault(table: Table, result: Any, schema: pa.Schema) -> StructureFault:
    asked = result.expectation_config.kwargs
    column = asked.get("column") or ", ".join(asked.get("column_list") or ())
    kind = result.expectation_config.type
    if kind == "expect_table_columns_to_match_ordered_list":
        column = ", ".join(sorted(set(table.column_names()) ^ set(schema.names))) or "order of columns"
    offenders = result.result.get("partial_unexpected_index_list") or []
    values = result.result.get("partial_unexpected_list") or [result.result.get("observed_value")]
    return StructureFault(
        table=table.name,
        expectation=WORDINGS[kind],
        column=column,
        count=result.result.get("unexpected_count") or 0,
        case_ids=tuple(dict.fromkeys(row["case_id"] for row in offenders if row.get("case_id"))),
        found=tuple(dict.fromkeys(str(value) for value in values)),
    )


def _unread(table: Table, expectation: str, columns: Iterable[str]) -> TableStructure:
    fault = StructureFault(table.name, expectation, ", ".join(columns), 0, (), ())
    return TableStructure(table.name, 0, 1, (fault,), None)
