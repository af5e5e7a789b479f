"""Structure of the tables: columns, types, required values, codes and keys, as the schema has them.

The expectations are derived from ``transform.schema`` and ``transform.vocabulary``, never listed by hand,
and run by Great Expectations over pandas frames, one table at a time. Every row is read and uniqueness is
exact, so a table has to fit in memory.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from transform.form_schema import FORM_TABLES
from transform.schema import TABLES, Column, ColumnType, Table
from transform.vocabulary import vocabulary

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationSuiteValidationResult

# Types as Great Expectations names them for the frames of _as_frame.
FRAME_TYPES: dict[ColumnType, str] = {
    "text": "str",
    "date": "date",
    "timestamp": "datetime",
    "integer": "Int64Dtype",
    "number": "float64",
    "boolean": "BooleanDtype",
}
NULLABLE_TYPES: dict[pa.DataType, Any] = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}

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
    """Result for one table; ``validation`` is Great Expectations' own, ``None`` for a missing table."""

    table: str
    row_count: int
    expectation_count: int
    faults: tuple[StructureFault, ...]
    validation: ExpectationSuiteValidationResult | None

    @property
    def is_failed(self) -> bool:
        return bool(self.faults)


def check_structure(tables: Mapping[str, pa.Table], max_offenders: int = 20) -> list[TableStructure]:
    """Hold every table of the schema against it; a table that is missing is a fault, but for forms' tables.

    ``max_offenders`` limits the case pseudonyms and values kept per fault; the counts are always complete.
    """
    source = _data_source()
    return [
        _check_table(source, table, tables[name], max_offenders) if name in tables else _missing(table)
        for name, table in (TABLES | FORM_TABLES).items()
        if name in tables or name in TABLES
    ]


def import_great_expectations() -> Any:
    """Import Great Expectations (seconds) with its usage reports switched off; the only way we import it.

    It imports pyspark when that is installed. pyspark without all of its own parts ends the program with exit
    code 0 where ``__main__`` has no file, and a run would look done that stopped halfway: it is kept out.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    is_kept_out = "pyspark" not in sys.modules
    if is_kept_out:
        sys.modules["pyspark"] = None  # type: ignore[assignment]  # Python's own way to say "not importable"
    try:
        import great_expectations
    finally:
        if is_kept_out:
            del sys.modules["pyspark"]
    return great_expectations


def build_suite(table: Table, present: tuple[str, ...]) -> ExpectationSuite:
    """Expectations for one table, for those of its columns that are present."""
    gx = import_great_expectations()
    expectations = gx.expectations
    suite = [expectations.ExpectTableColumnsToMatchOrderedList(column_list=list(table.column_names()))]
    for column in table.columns:
        if column.name in present:
            suite += _column_expectations(expectations, column)
    if set(table.key) <= set(present):
        suite.append(expectations.ExpectCompoundColumnsToBeUnique(column_list=list(table.key)))
    built: ExpectationSuite = gx.ExpectationSuite(name=table.name, expectations=suite)
    return built


def _column_expectations(expectations: Any, column: Column) -> list[Any]:
    found = [
        expectations.ExpectColumnValuesToBeInTypeList(
            column=column.name, type_list=[FRAME_TYPES[column.type]], notes=column.description
        )
    ]
    if column.required:
        found.append(expectations.ExpectColumnValuesToNotBeNull(column=column.name))
    if column.codes is not None:
        codes = sorted(vocabulary(column.codes).codes)
        found.append(expectations.ExpectColumnValuesToBeInSet(column=column.name, value_set=codes))
    return found


def _check_table(source: Any, table: Table, rows: pa.Table, max_offenders: int) -> TableStructure:
    present = tuple(rows.column_names)
    suite = build_suite(table, present)
    names = [name for name in ("case_id", *table.key) if name in present]
    batch = source.add_dataframe_asset(table.name).add_batch_definition_whole_dataframe("all rows")
    validation = batch.get_batch({"dataframe": _as_frame(rows)}).validate(
        suite,
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": max_offenders,
            "unexpected_index_column_names": list(dict.fromkeys(names)),
        },
    )
    faults = tuple(_fault(table, result, rows) for result in validation.results if not result.success)
    return TableStructure(table.name, rows.num_rows, len(suite.expectations), faults, validation)


def _as_frame(rows: pa.Table) -> pd.DataFrame:
    """Pandas frame that keeps integers and booleans with nulls as such, dates and times as Python's own."""
    frame: pd.DataFrame = rows.to_pandas(
        types_mapper=NULLABLE_TYPES.get, date_as_object=True, timestamp_as_object=True
    )
    return frame


def _data_source() -> Any:
    context = import_great_expectations().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return context.data_sources.add_pandas("tables")


def _fault(table: Table, result: Any, rows: pa.Table) -> StructureFault:
    asked = result.expectation_config.kwargs
    column = asked.get("column") or ", ".join(asked.get("column_list") or ())
    kind = result.expectation_config.type
    if kind == "expect_table_columns_to_match_ordered_list":
        column = ", ".join(sorted(set(table.column_names()) ^ set(rows.column_names))) or "order of columns"
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


def _missing(table: Table) -> TableStructure:
    fault = StructureFault(table.name, "the table exists", ", ".join(table.key), 0, (), ())
    return TableStructure(table.name, 0, 1, (fault,), None)
