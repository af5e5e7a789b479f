"""Keys that occur more than once: exactly, over all rows, in bounded memory.

Tables are mostly written in the order of their keys. Runs of growing keys of which each ends before another
begins repeat none, so one plain pass is enough there. Only where order does not tell are keys counted, those
that name a case in one range of cases after another.
"""

from __future__ import annotations

from itertools import pairwise

import duckdb

from checks.pseudonym_ranges import pseudonym_ranges
from checks.runs import Run, runs_of
from transform.schema import Table
from transform.warehouse_views import quoted

REPEATED = "repeated_keys"
"""Temporary table of the keys found, with ``rows``: in how many rows each occurs."""
KEYS_AT_ONCE = 10_000_000


def find_repeated(
    connection: duckdb.DuckDBPyConnection, table: Table, row_count: int, keys_at_once: int = KEYS_AT_ONCE
) -> int:
    """Put the keys that occur more than once into ``REPEATED``; returns how many rows have such a key."""
    runs = runs_of(connection, table.name, table.key)
    if runs is not None and are_apart(runs):
        return 0
    key = ", ".join(map(quoted, table.key))
    counted = f"select {key}, count(*) as rows from {quoted(table.name)}"
    connection.execute(f"create or replace temp table {REPEATED} as {counted} where false group by {key}")
    for condition in _shares(table, row_count, keys_at_once):
        query = f"{counted} where {condition} group by {key} having count(*) > 1"
        connection.execute(f"insert into {REPEATED} {query}")
    return int(connection.execute(f"select coalesce(sum(rows), 0) from {REPEATED}").fetchall()[0][0])


def are_apart(runs: list[Run]) -> bool:
    """Whether each run ends before another begins; an empty value among the bounds tells nothing."""
    if any(value is None for run in runs for bound in run for value in bound):
        return False
    return all(one[1] < following[0] for one, following in pairwise(sorted(runs)))


def _shares(table: Table, row_count: int, keys_at_once: int) -> list[str]:
    """Conditions of which each row meets one, the same as all rows of its key."""
    if "case_id" not in table.key or row_count <= keys_at_once:
        return ["true"]
    ranges = [cases.condition("case_id") for cases in pseudonym_ranges(-(-row_count // keys_at_once))]
    return [*ranges, "case_id is null"]
