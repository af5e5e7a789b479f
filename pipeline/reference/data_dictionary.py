"""Tables, form tables and views with their columns, from the schema and the heads of the views."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.reference.markdown import code, page, plain, table
from transform.comparison_table import COMPARISON
from transform.form_schema import FORM_TABLES
from transform.indicators.values import INDICATOR_VALUES
from transform.schema import TABLES, Column, Table
from transform.warehouse_views import derived_views, view_comments

INTRODUCTION = (
    "What the warehouse (`DATA/warehouse.duckdb`) holds. Each table lies as "
    "`DATA/tables/STUDY/TIMEPOINT/TABLE.parquet` and is a view of the same name in the warehouse; the "
    "derived views at the end are queries over them. *Required* columns are never null. A link after a "
    "meaning leads to the codes allowed. No table has a column for a name, a case number, an FIR number, "
    "a police station or the text of an order."
)


def data_dictionary_page() -> str:
    """The page: tables from pages, tables from forms, computed tables, derived views."""
    return page("Data dictionary", INTRODUCTION, _parts())


def _parts() -> Iterator[str]:
    yield "## Tables read from pages"
    yield from map(_table_part, TABLES.values())
    yield "## Tables read from coders' forms"
    yield from map(_table_part, FORM_TABLES.values())
    yield "## Computed tables"
    yield from map(_table_part, (INDICATOR_VALUES, COMPARISON))
    yield "## Derived views"
    for file in derived_views():
        name = file.field("view")
        head = f"{plain(file.sentence('title'))}. Made from: {plain(file.sentence('uses'))}."
        yield f"### {name}\n\n{head}\n\n{_view_columns(view_comments(file))}"


def _table_part(described: Table) -> str:
    key = ", ".join(map(code, described.key))
    head = f"{plain(described.description)}. Key: {key}."
    return f"### {described.name}\n\n{head}\n\n{_columns(described.columns)}"


def _columns(columns: Sequence[Column]) -> str:
    rows = (
        (code(column.name), column.type, "yes" if column.required else "", _meaning(column))
        for column in columns
    )
    return table(("column", "type", "required", "meaning"), rows)


def _meaning(column: Column) -> str:
    if column.codes is None:
        return plain(column.description)
    return f"{plain(column.description)} ([{plain(column.codes)}](vocabularies.md#{column.codes}))"


def _view_columns(columns: Sequence[Column]) -> str:
    rows = ((code(column.name), plain(column.description)) for column in columns)
    return table(("column", "meaning"), rows)
