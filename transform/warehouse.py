"""The warehouse: one DuckDB file of commented views over the Parquet of all studies and timepoints.

It holds no data. The views name the tables' folder by its absolute path, so after moving, copying or renaming
that folder build the warehouse again: one whose views name another folder is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

import duckdb

from transform.new_database import new_database
from transform.warehouse_connection import WarehouseError, open_read_only
from transform.warehouse_views import literal, view_statements

STATE_VIEW = "warehouse_state"
ALL_VIEWS = ""
"""Stands among names of views for all of them, whatever files there are."""


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
    states, known = _states_of(views), _states(warehouse)
    if known == states:
        return False
    if known.get(ALL_VIEWS) != states[ALL_VIEWS]:
        known = {}
    changed = (statements for name, statements in views.items() if known.get(name) != states[name])
    statements = [*chain.from_iterable(changed), *_state_view(states)]
    _write(warehouse, statements, begun_from=warehouse if known else None)
    return True


def is_over(tables_root: Path, warehouse: Path) -> bool:
    """Whether the warehouse's views read what lies under ``tables_root`` now, as this program makes them."""
    return _states(warehouse) == _states_of(view_statements(tables_root.resolve()))


def _states_of(views: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Fingerprint of each view, and of all views whatever files there are."""
    states = {name: _digest(statements) for name, statements in views.items()}
    return states | {ALL_VIEWS: _digest(chain.from_iterable(view_statements(None).values()))}


def _write(warehouse: Path, statements: Sequence[str], begun_from: Path | None) -> None:
    try:
        with new_database(warehouse, begun_from) as connection:
            # In one transaction: one sync of the disk, not one for each of 800 statements.
            connection.execute(";\n".join(("begin", *statements, "commit")))
    except duckdb.Error as error:
        first_line = str(error).split("\n", maxsplit=1)[0]
        raise WarehouseError(
            f"{warehouse}: can't be built: {first_line}. The earlier one is as it was: once there is room on "
            "the disk, run the same command again."
        ) from error


def _states(warehouse: Path) -> dict[str, str]:
    """Fingerprints that an existing warehouse was built with; none if there is none or it can't be read."""
    if not warehouse.is_file():
        return {}
    try:
        with open_read_only(warehouse) as connection:
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
