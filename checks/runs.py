"""Runs: rows that follow each other with each key greater than the one before, told in one plain pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from transform.warehouse_views import quoted

Key = tuple[Any, ...]
Run = tuple[Key, Key]
"""Its first and its last key."""
MOST_RUNS = 10_000
"""A table of more runs is in no order worth knowing."""


def runs_of(connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str]) -> list[Run] | None:
    """The runs of a table in the order in which it is read; null where there are more than ``MOST_RUNS``."""
    found = sorted(connection.execute(_query(table, key), [MOST_RUNS + 1]).fetchall())
    if len(found) > MOST_RUNS:
        return None
    size = len(key)
    begun: list[Key] = [row[3 : 3 + size] for row in found if row[1]]
    ended: list[Key] = [row[3 + size :] for row in found[1:] if row[1]]
    ended += [row[3 : 3 + size] for row in found if row[2]]
    return list(zip(begun, ended, strict=True))


def _query(table: str, key: Sequence[str]) -> str:
    """Rows that begin a run or end the last: place, which of the two, key, and key of the row before."""
    names = list(map(quoted, key))
    before = [f"before_{number}" for number in range(len(key))]
    lagged = ", ".join(f"lag({name}) over () as {alias}" for name, alias in zip(names, before, strict=True))
    return f"""
        with placed as (
            select row_number() over () as place, lead(true) over () is null as is_last,
                {", ".join(names)}, {lagged}
            from {quoted(table)}
        )
        select place, not coalesce({_is_greater(names, before)}, false) as is_begun, is_last,
            {", ".join((*names, *before))}
        from placed
        where is_begun or is_last
        limit ?
    """


def _is_greater(key: list[str], before: list[str]) -> str:
    """Column by column: comparing rows as a whole takes DuckDB far longer."""
    (name, *others), (earlier, *earlier_others) = key, before
    if not others:
        return f"{name} > {earlier}"
    return f"({name} > {earlier} or ({name} = {earlier} and {_is_greater(others, earlier_others)}))"
