"""The statements that make the warehouse's views: one per table of the schema, and the derived ones."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from transform.comparison_table import COMPARISON
from transform.form_schema import FORM_TABLES
from transform.indicators.values import INDICATOR_VALUES
from transform.schema import TABLES, Column, Table
from transform.sql_files import SqlFile, SqlFileError, read_sql_files

DUCKDB_TYPES = {
    "text": "VARCHAR",
    "date": "DATE",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
}

ONLY_STUDY, ONLY_TIMEPOINT = "only_study", "only_timepoint"
"""Variables of a connection that narrow every view to one study or timepoint, while they are set."""
NARROWED = " and ".join(
    f"(getvariable('{variable}') is null or {column} = getvariable('{variable}'))"
    for column, variable in (("study", ONLY_STUDY), ("timepoint", ONLY_TIMEPOINT))
)


def view_statements(root: Path | None) -> dict[str, tuple[str, ...]]:
    """What makes each view over the tables under ``root``, an absolute path: its query and its comments.

    By name, each after those it reads. With null, as they would be if no table had any file.
    """
    tables = [(table, "*/*") for table in (*TABLES.values(), *FORM_TABLES.values(), INDICATOR_VALUES)]
    found = {table.name: _table_view(table, root, folders) for table, folders in (*tables, (COMPARISON, "*"))}
    return found | {file.field("view"): _derived_view(file) for file in derived_views()}


def derived_views() -> tuple[SqlFile, ...]:
    """The derived views shipped, each after those it uses."""
    by_name = {file.field("view"): file for file in read_sql_files("transform/views")}
    uses = {
        name: [used for used in file.sentence("uses").split(", ") if used in by_name]
        for name, file in sorted(by_name.items())
    }
    return tuple(by_name[name] for name in TopologicalSorter(uses).static_order())


def views_over_timepoints() -> frozenset[str]:
    """Names of the derived views that set the timepoints of a study beside each other."""
    return frozenset(file.field("view") for file in derived_views() if "spans" in file.header)


def view_comments(file: SqlFile) -> tuple[Column, ...]:
    """Columns of a derived view as its header describes them (types are not stated there)."""
    found: list[tuple[str, str]] = []
    for line in file.field("columns").split("\n"):
        name, colon, text = line.partition(": ")
        if colon and name.replace("_", "").isalnum():
            found.append((name, text))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            raise SqlFileError(f"{file.name}: '-- columns:' must go on with '--   name: description' lines.")
    return tuple(Column(name, "text", text) for name, text in found)


def _table_view(table: Table, root: Path | None, folders: str) -> tuple[str, ...]:
    columns = ", ".join(
        f"cast({quoted(column.name)} as {DUCKDB_TYPES[column.type]}) as {quoted(column.name)}"
        for column in table.columns
    )
    sources = _sources(table, root, folders) if root else ()
    reads = " union all ".join(f"select {columns} from {source} where {NARROWED}" for source in sources)
    nothing = ", ".join(f"null as {quoted(column.name)}" for column in table.columns)
    selected = reads or f"select {columns} from (select {nothing}) where false"
    made = f"create or replace view {quoted(table.name)} as {selected}"
    return made, *_comments(table.name, table.description, table.columns)


def _sources(table: Table, root: Path, folders: str) -> Iterator[str]:
    """What to read: a pattern over all files, or, where some table is a folder, each by its own name.

    DuckDB's patterns match a folder of that name as if it were a file, and files partitioned in different
    ways can't be read in one call.
    """
    found = sorted(root.glob(f"{folders}/{table.name}.parquet"))
    partitioned = [path for path in found if path.is_dir()]
    files = [path for path in found if path.is_file()]
    if files:
        named = files if partitioned else [root / folders / f"{table.name}.parquet"]
        paths = ", ".join(literal(str(path)) for path in named)
        yield f"read_parquet([{paths}], union_by_name = true)"
    for folder in partitioned:
        if any(folder.rglob("*.parquet")):
            pattern = literal(str(folder / "**" / "*.parquet"))
            yield f"read_parquet({pattern}, union_by_name = true)"


def _derived_view(file: SqlFile) -> tuple[str, ...]:
    name = file.field("view")
    made = f"create or replace view {quoted(name)} as {file.sql}"
    return made, *_comments(name, file.sentence("title"), view_comments(file))


def _comments(name: str, description: str, columns: tuple[Column, ...]) -> Iterator[str]:
    yield f"comment on view {quoted(name)} is {literal(description)}"
    for column in columns:
        target = f"{quoted(name)}.{quoted(column.name)}"
        yield f"comment on column {target} is {literal(column.description)}"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
