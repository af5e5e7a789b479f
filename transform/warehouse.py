"""The warehouse: one DuckDB file of commented views over the Parquet of all studies and timepoints.

It holds no data. The views name the tables' folder by its absolute path, so after moving or renaming that
folder build the warehouse again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

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
STATE_VIEW = "warehouse_state"
DATABASE = "warehouse"


class WarehouseError(Exception):
    """The warehouse can't be built or opened as asked: what, where, what to do."""


def build_warehouse(tables_root: Path, warehouse: Path) -> bool:
    """Write ``warehouse``: a view per table over ``tables_root/STUDY/TIMEPOINT/TABLE.parquet``, and more.

    ``TABLE.parquet`` may be a file or a folder of Parquet files (partitioned by columns in its folder names
    or not). Written under a temporary name, then renamed, so readers never see half of it. Returns whether it
    was written: a warehouse that already says the same is left alone.
    """
    root = tables_root.resolve()
    if set("*?[]") & set(str(root)):
        raise WarehouseError(f"{root}: a folder of tables must not have *, ?, [ or ] in its path; move it.")
    statements = [statement for table in _all_tables() for statement in _table_view(table, root)]
    statements += [statement for file in derived_views() for statement in _derived_view(file)]
    state = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    if _state(warehouse) == state:
        return False
    statements.append(f"create view {STATE_VIEW} as select '{state}' as definitions_sha256")
    statements.append(f"comment on view {STATE_VIEW} is 'Fingerprint of the definitions of all other views'")
    _write(warehouse, statements)
    return True


def connect(warehouse: Path, study: str, timepoint: str) -> duckdb.DuckDBPyConnection:
    """Open the warehouse read-only with every view narrowed to one study and timepoint.

    The narrowed views are temporary ones of the same names, so a query written against the warehouse runs as
    it is. To see all studies, open the file with any DuckDB client: every indicator groups by study and
    timepoint.
    """
    connection = _open(warehouse)
    names = [name for (name,) in connection.execute(
        "select view_name from duckdb_views() where not internal and view_name <> ? order by 1", [STATE_VIEW]
    ).fetchall()]  # fmt: skip
    known = connection.execute("select study, timepoint from study order by all").fetchall()
    if (study, timepoint) not in known:
        connection.close()
        listed = ", ".join(f"{one} {other}" for one, other in known) or "none"
        raise WarehouseError(f"{warehouse}: no tables of {study} {timepoint}, only of: {listed}. Build them.")
    for name in names:
        connection.execute(
            f"create temp view {_quoted(name)} as select * from {DATABASE}.main.{_quoted(name)} "
            f"where study = {_literal(study)} and timepoint = {_literal(timepoint)}"
        )
    return connection


def derived_views() -> tuple[SqlFile, ...]:
    """The derived views shipped, each after those it uses."""
    by_name = {file.field("view"): file for file in read_sql_files("transform/views")}
    uses = {
        name: [used for used in file.sentence("uses").split(", ") if used in by_name]
        for name, file in sorted(by_name.items())
    }
    return tuple(by_name[name] for name in TopologicalSorter(uses).static_order())


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


def _all_tables() -> tuple[Table, ...]:
    return (*TABLES.values(), INDICATOR_VALUES)


def _table_view(table: Table, root: Path) -> Iterator[str]:
    columns = ", ".join(
        f"cast({_quoted(column.name)} as {DUCKDB_TYPES[column.type]}) as {_quoted(column.name)}"
        for column in table.columns
    )
    patterns = (f"*/*/{table.name}.parquet", f"*/*/{table.name}.parquet/**/*.parquet")
    found = [pattern for pattern in patterns if any(path.is_file() for path in root.glob(pattern))]
    if found:
        paths = ", ".join(_literal(str(root / pattern)) for pattern in found)
        source = f"read_parquet([{paths}], union_by_name = true)"
        yield f"create view {_quoted(table.name)} as select {columns} from {source}"
    else:
        nothing = ", ".join(f"null as {_quoted(column.name)}" for column in table.columns)
        yield f"create view {_quoted(table.name)} as select {columns} from (select {nothing}) where false"
    yield from _comments(table.name, table.description, table.columns)


def _derived_view(file: SqlFile) -> Iterator[str]:
    name = file.field("view")
    yield f"create view {_quoted(name)} as {file.sql}"
    yield from _comments(name, file.sentence("title"), view_comments(file))


def _comments(name: str, description: str, columns: tuple[Column, ...]) -> Iterator[str]:
    yield f"comment on view {_quoted(name)} is {_literal(description)}"
    for column in columns:
        target = f"{_quoted(name)}.{_quoted(column.name)}"
        yield f"comment on column {target} is {_literal(column.description)}"


def _write(warehouse: Path, statements: list[str]) -> None:
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    unfinished = warehouse.with_name(f".{warehouse.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(unfinished)) as connection:
            for statement in statements:
                connection.execute(statement)
        unfinished.replace(warehouse)
    except duckdb.Error as error:
        first_line = str(error).split("\n", maxsplit=1)[0]
        raise WarehouseError(f"{warehouse}: can't be built: {first_line}. Build the tables again.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _state(warehouse: Path) -> str | None:
    """Fingerprint an existing warehouse was built with; null if there is none or it can't be read."""
    if not warehouse.is_file():
        return None
    try:
        with _open(warehouse) as connection:
            return str(connection.execute(f"select definitions_sha256 from {STATE_VIEW}").fetchall()[0][0])
    except (duckdb.Error, WarehouseError):
        return None


def _open(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Attached to a database in memory: opened by its path, DuckDB would hand out a cached, replaced file."""
    if not warehouse.is_file():
        raise WarehouseError(f"{warehouse}: no warehouse there; build the tables first.")
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"attach {_literal(str(warehouse))} as {DATABASE} (read_only)")
        return connection.execute(f"use {DATABASE}")
    except duckdb.Error as error:
        connection.close()
        first_line = str(error).split("\n", maxsplit=1)[0]
        raise WarehouseError(f"{warehouse}: can't be opened: {first_line}. Build it again.") from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
