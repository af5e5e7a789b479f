"""The warehouse: one DuckDB file of commented views over the Parquet of all studies and timepoints.

It holds no data. The views name the tables' folder by its absolute path, so after moving or renaming that
folder build the warehouse again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

import duckdb

from transform.errors import TransformError
from transform.indicators.temporary_views import show
from transform.warehouse_views import (
    ONLY_STUDY,
    ONLY_TIMEPOINT,
    literal,
    view_statements,
    views_over_timepoints,
)

STATE_VIEW = "warehouse_state"
ALL_VIEWS = ""
"""Stands among names of views for all of them, whatever files there are."""
DATABASE = "warehouse"
KNOWN = "select study, timepoint from study order by study, timepoint"


class WarehouseError(TransformError):
    """The warehouse can't be built or opened as asked: what, where, what to do."""


def build_warehouse(tables_root: Path, warehouse: Path) -> bool:
    """Write ``warehouse``: a view per table over ``tables_root/STUDY/TIMEPOINT/TABLE.parquet``, and more.

    ``TABLE.parquet`` may be a file or a folder of Parquet files (partitioned by columns in its folder names
    or not). Written under a temporary name, then renamed, so readers never see half of it. Returns whether it
    was written: a warehouse that already says the same is left alone. In one that differs only in which files
    there are, the views of those tables are replaced: each step of a first run adds some.
    """
    root = tables_root.resolve()
    if set("*?[]") & set(str(root)):
        raise WarehouseError(f"{root}: a folder of tables must not have *, ?, [ or ] in its path; move it.")
    views = view_statements(root)
    states = {name: _digest(statements) for name, statements in views.items()}
    states[ALL_VIEWS] = _digest(chain.from_iterable(view_statements(None).values()))
    known = _states(warehouse)
    if known == states:
        return False
    if known.get(ALL_VIEWS) != states[ALL_VIEWS]:
        known = {}
    changed = (statements for name, statements in views.items() if known.get(name) != states[name])
    statements = [*chain.from_iterable(changed), *_state_view(states)]
    _write(warehouse, statements, begun_from=warehouse if known else None)
    return True


def connect(warehouse: Path, study: str, timepoint: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open the warehouse read-only with every view narrowed to one study and, if given, one timepoint.

    The views of tables read the variables that narrow them themselves, so a query written against the
    warehouse runs as it is. To see all studies, open the file with any DuckDB client and set none: every
    indicator groups by study and timepoint. A view that spans timepoints says so, rather than come out empty,
    when narrowed to one.
    """
    connection = _open(warehouse)
    try:
        _narrow(connection, warehouse, study, timepoint)
    except duckdb.Error as error:
        connection.close()
        raise _unusable(warehouse, error) from error
    except WarehouseError:
        connection.close()
        raise
    return connection


def connect_beside(
    connection: duckdb.DuckDBPyConnection, warehouse: Path, study: str, timepoint: str
) -> duckdb.DuckDBPyConnection:
    """One more of ``connect``, for another thread: it keeps within the limits of ``connection``."""
    beside = connection.cursor()
    beside.execute(f"use {DATABASE}")
    _narrow(beside, warehouse, study, timepoint)
    return beside


def _write(warehouse: Path, statements: Sequence[str], begun_from: Path | None) -> None:
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    unfinished = warehouse.with_name(f".{warehouse.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        if begun_from is not None:
            shutil.copyfile(begun_from, unfinished)
        with duckdb.connect(str(unfinished)) as connection:
            # In one transaction: one sync of the disk, not one for each of 800 statements.
            connection.execute(";\n".join(("begin", *statements, "commit")))
        unfinished.replace(warehouse)
    except duckdb.Error as error:
        first_line = str(error).split("\n", maxsplit=1)[0]
        raise WarehouseError(f"{warehouse}: can't be built: {first_line}. Build the tables again.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _narrow(
    connection: duckdb.DuckDBPyConnection, warehouse: Path, study: str, timepoint: str | None
) -> None:
    known = connection.execute(KNOWN).fetchall()
    if not any(one == study and timepoint in (other, None) for one, other in known):
        listed = ", ".join(f"{one} {other}" for one, other in known) or "none"
        wanted = f"{study} {timepoint}" if timepoint else study
        raise WarehouseError(f"{warehouse}: no tables of {wanted}, only of: {listed}. Build them.")
    narrowed = [(one, other) for one, other in known if one == study and timepoint in (other, None)]
    connection.execute(f"set variable {ONLY_STUDY} = {literal(study)}")
    if timepoint:
        connection.execute(f"set variable {ONLY_TIMEPOINT} = {literal(timepoint)}")
        for name in views_over_timepoints():
            fault = f"{name} spans timepoints: open the warehouse without narrowing it to one"
            show(connection, name, f"select error({literal(fault)}) as spans_timepoints")
    if connection.execute(KNOWN).fetchall() != narrowed:
        raise WarehouseError(f"{warehouse}: built by another version, it can't be narrowed; build it again.")


def _states(warehouse: Path) -> dict[str, str]:
    """Fingerprints that an existing warehouse was built with; none if there is none or it can't be read."""
    if not warehouse.is_file():
        return {}
    try:
        with _open(warehouse) as connection:
            return dict(connection.execute(f"select view_name, sha256 from {STATE_VIEW}").fetchall())
    except (duckdb.Error, WarehouseError):
        return {}


def _state_view(states: Mapping[str, str]) -> tuple[str, str]:
    listed = ", ".join(f"({literal(name)}, {literal(digest)})" for name, digest in states.items())
    return (
        f"create or replace view {STATE_VIEW} as select * from (values {listed}) as t (view_name, sha256)",
        f"comment on view {STATE_VIEW} is 'Fingerprints of the definitions of the other views'",
    )


def _digest(statements: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()


def _open(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Attached to a database in memory: opened by its path, DuckDB would hand out a cached, replaced file."""
    if not warehouse.is_file():
        raise WarehouseError(f"{warehouse}: no warehouse there; build the tables first.")
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"attach {literal(str(warehouse))} as {DATABASE} (read_only)")
        return connection.execute(f"use {DATABASE}")
    except duckdb.Error as error:
        connection.close()
        raise _unusable(warehouse, error) from error


def _unusable(warehouse: Path, error: duckdb.Error) -> WarehouseError:
    first_line = str(error).split("\n", maxsplit=1)[0]
    return WarehouseError(f"{warehouse}: can't be opened: {first_line}; build it again.")
