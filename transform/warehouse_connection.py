"""Connections to the warehouse, read-only: each narrowed to one study and, if wanted, one timepoint."""

from __future__ import annotations

from pathlib import Path

import duckdb

from transform.errors import TransformError
from transform.indicators.temporary_views import show
from transform.warehouse_views import ONLY_STUDY, ONLY_TIMEPOINT, literal, views_over_timepoints

DATABASE = "warehouse"
KNOWN = "select study, timepoint from study order by study, timepoint"


class WarehouseError(TransformError):
    """The warehouse can't be built or opened as asked: what, where, what to do."""


def connect(warehouse: Path, study: str, timepoint: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open the warehouse read-only with every view narrowed to one study and, if given, one timepoint.

    The views of tables read the variables that narrow them themselves, so a query written against the
    warehouse runs as it is. To see all studies, open the file with any DuckDB client and set none: every
    indicator groups by study and timepoint. A view that spans timepoints says so, rather than come out empty,
    when narrowed to one.
    """
    connection = open_read_only(warehouse)
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


def open_read_only(warehouse: Path) -> duckdb.DuckDBPyConnection:
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
