"""Rules run over one range of cases after another find what they find in one go; all are counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rule_faults import FAULTS, TOGETHER
from small_study import DISPOSED, PENDING, Rows, as_tables, clean_rows

from checks.many_cases import find_offenders_of_many
from checks.pseudonym_ranges import pseudonym_ranges
from checks.report import check_tables
from checks.rules import RuleResult, find_offenders
from checks.table_source import Tables, connect_tables
from transform.limits import LimitError, Limits


def faulty(*names: str) -> Rows:
    rows = clean_rows()
    for name in names:
        FAULTS[name][0](rows)
    return rows


def in_ranges(tables: Tables, rows_in_range: int = 1, listed: int = 1_000) -> list[RuleResult]:
    with connect_tables(tables) as connection:
        return find_offenders_of_many(connection, tables, {}, rows_in_range=rows_in_range, listed=listed)


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    """Every fault that goes with the others, in part files of two rows, those of hearings in no order."""
    names = [name for name in FAULTS if name not in ("old_case_without_history", "empty_frame")]
    places = {}
    for name, table in as_tables(faulty(*names)).items():
        if name == "hearings":
            table = table.take(list(reversed(range(table.num_rows))))
        (tmp_path / f"{name}.parquet").mkdir()
        for number, first in enumerate(range(0, max(1, table.num_rows), 2)):
            pq.write_table(table.slice(first, 2), tmp_path / f"{name}.parquet" / f"part-{number}.parquet")
        places[name] = tmp_path / f"{name}.parquet"
    return places


def test_every_fault_is_tried() -> None:
    assert sorted(name for names in TOGETHER for name in names) == sorted(FAULTS)


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[0])
def test_every_rule_finds_its_fault_range_by_range(names: tuple[str, ...]) -> None:
    tables = as_tables(faulty(*names))
    found = {result.name: result for result in in_ranges(tables)}
    assert list(found.values()) == find_offenders(tables, {})
    assert all(found[name].count for name in names)
    assert {name: found[name].case_ids for name in names} == {name: FAULTS[name][1] for name in names}


@pytest.mark.parametrize("rows_in_range", [1, 3, 1_000])
def test_ranges_of_any_size_find_the_same_in_part_files(parts: dict[str, Path], rows_in_range: int) -> None:
    whole = find_offenders({name: pq.read_table(place) for name, place in parts.items()}, {})
    assert sum(result.count > 0 for result in whole) > 20
    assert in_ranges(parts, rows_in_range) == whole


def test_all_offenders_are_counted_and_the_first_are_listed() -> None:
    rows = clean_rows()
    for row in rows["hearings"]:
        row["business_date"] = date(2019, 12, 25)
    (found,) = (one for one in in_ranges(as_tables(rows), listed=2) if one.name == "hearing_on_closed_day")
    assert (len(found.offenders), found.unlisted, found.count) == (2, 5, 7)
    assert found.case_ids == (PENDING,)


def test_a_rule_that_stops_does_so_though_no_offender_is_listed() -> None:
    tables = as_tables(faulty("decision_before_filing"))
    found = {result.name: result for result in find_offenders(tables, {}, listed=0)}
    assert found["decision_before_filing"].offenders == []
    assert found["decision_before_filing"].is_failed


def test_the_connection_shows_whole_tables_again_afterwards() -> None:
    tables = as_tables(faulty("unknown_purposes"))
    with connect_tables(tables) as connection:
        find_offenders_of_many(connection, tables, {}, rows_in_range=1)
        assert [
            row[0] for row in connection.execute("select case_id from cases order by all").fetchall()
        ] == [
            PENDING,
            DISPOSED,
        ]


def test_the_limits_asked_for_are_those_of_the_database() -> None:
    with connect_tables({}, Limits("500MB", 1)) as connection:
        settings = connection.execute("select current_setting('threads'), current_setting('memory_limit')")
        assert settings.fetchall() == [(1, "476.8 MiB")]
    with pytest.raises(LimitError):
        check_tables(as_tables(clean_rows()), {}, Limits("much"))


def test_pseudonym_ranges_hold_every_text_once() -> None:
    texts = ["", "0", "0000000000000000", "7fffffffffffffff", "8000000000000000", "ffffffffffffffff", "zz"]
    with duckdb.connect() as connection:
        connection.register("texts", pa.table({"case_id": texts}))
        for count in (1, 2, 3, 7):
            ranges = pseudonym_ranges(count)
            assert len(ranges) == count
            held = [
                connection.execute(f"select count(*) from texts where {one.condition('case_id')}").fetchall()
                for one in ranges
            ]
            assert sum(rows[0][0] for rows in held) == len(texts)
