"""Keys that occur more than once are found exactly, in whatever order and parts the rows are."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from checks.repeated_keys import REPEATED, are_apart, find_repeated
from checks.runs import runs_of
from checks.table_source import connect_tables
from transform.schema import TABLES

HEARINGS = TABLES["hearings"]
Keys = list[tuple[str | None, int | None]]


def shown(keys: Keys, folder: Path, rows_in_part: int = 3) -> duckdb.DuckDBPyConnection:
    """Hearings of these cases and numbers, in part files."""
    (folder / "hearings.parquet").mkdir(parents=True)
    for part, first in enumerate(range(0, len(keys), rows_in_part)):
        rows = keys[first : first + rows_in_part]
        table = pa.table(
            {
                "study": ["s"] * len(rows),
                "timepoint": ["t"] * len(rows),
                "case_id": pa.array([row[0] for row in rows], pa.string()),
                "hearing_number": pa.array([row[1] for row in rows], pa.int64()),
            }
        )
        pq.write_table(table, folder / "hearings.parquet" / f"part-{part:03}.parquet")
    return connect_tables({"hearings": folder / "hearings.parquet"})


def repeated(keys: Keys, folder: Path, keys_at_once: int) -> dict[tuple[str | None, int | None], int]:
    with shown(keys, folder) as connection:
        count = find_repeated(connection, HEARINGS, len(keys), keys_at_once)
        if not count:
            return {}
        rows = connection.execute(f"select case_id, hearing_number, rows from {REPEATED}").fetchall()
        found = {(case_id, number): times for case_id, number, times in rows}
        assert sum(found.values()) == count
        return found


@pytest.mark.parametrize("seed", range(12))
def test_random_keys_in_random_order(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    keys: Keys = [
        (draw.choice([f"{draw.randrange(16):x}{n:015x}" for n in range(3)] + [None]), draw.randrange(1, 9))
        for _ in range(draw.randrange(1, 60))
    ]
    if seed % 3 == 0:
        keys.sort(key=lambda key: (key[0] is None, key[0] or "", key[1]))
    expected = {key: times for key, times in Counter(keys).items() if times > 1}
    assert repeated(keys, tmp_path / "a", keys_at_once=1_000) == expected
    assert repeated(keys, tmp_path / "b", keys_at_once=7) == expected


def test_order_tells_that_no_key_is_repeated_and_nothing_is_counted(tmp_path: Path) -> None:
    keys: Keys = [(f"{case:016x}", number) for case in range(5) for number in (1, 2)]
    with shown(keys, tmp_path) as connection:
        assert find_repeated(connection, HEARINGS, len(keys)) == 0
        assert connection.execute("select count(*) from duckdb_tables()").fetchall() == [(0,)]


def test_parts_in_another_order_are_apart(tmp_path: Path) -> None:
    keys: Keys = [("b" * 16, 1), ("b" * 16, 2), ("b" * 16, 3), ("a" * 16, 1), ("a" * 16, 2)]
    with shown(keys, tmp_path) as connection:
        runs = runs_of(connection, "hearings", HEARINGS.key)
    assert runs is not None
    assert [(first[2:], last[2:]) for first, last in runs] == [
        (("b" * 16, 1), ("b" * 16, 3)),
        (("a" * 16, 1), ("a" * 16, 2)),
    ]
    assert are_apart(runs)


def test_runs_that_overlap_or_touch_or_hold_an_empty_bound_tell_nothing() -> None:
    assert not are_apart([(("a",), ("c",)), (("b",), ("d",))])
    assert not are_apart([(("a",), ("b",)), (("b",), ("d",))])
    assert not are_apart([((None,), ("b",))])
    assert are_apart([])


def test_an_empty_table_has_no_runs() -> None:
    with connect_tables({"hearings": HEARINGS.arrow_schema().empty_table()}) as connection:
        assert runs_of(connection, "hearings", HEARINGS.key) == []
        assert find_repeated(connection, HEARINGS, 0) == 0
