"""What is expected of a table: columns, types, required values, codes and keys, as the schema has them.

The expectations are derived from ``transform.schema`` and ``transform.vocabulary``, never listed by hand.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from transform.kept_out import SLOW_GRAMMARS, kept_out
from transform.schema import Column, ColumnType, Table
from transform.vocabulary import vocabulary

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

# Types as Great Expectations names them for the frames of checks.judging.
FRAME_TYPES: dict[ColumnType, str] = {
    "text": "str",
    "date": "date",
    "timestamp": "datetime",
    "integer": "Int64Dtype",
    "number": "float64",
    "boolean": "BooleanDtype",
}


def import_great_expectations() -> Any:
    """Import Great Expectations (seconds) with its usage reports switched off; the only way we import it.

    It imports pyspark when that is installed. pyspark without all of its own parts ends the program with exit
    code 0 where ``__main__`` has no file, and a run would look done that stopped halfway: it is kept out.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with kept_out("pyspark", SLOW_GRAMMARS):
        import great_expectations
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
