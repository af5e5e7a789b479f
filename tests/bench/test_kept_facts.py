"""What very many cases share is kept from run to run, and made again when what it rests on changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from bench.made_tables import STUDY, TIMEPOINT, make_tables
from transform.indicators import kept_facts
from transform.indicators.kept_facts import KeptFacts, KeptFactsError
from transform.indicators.many_cases import case_ranges
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

HEADLINE = "select district, cases, adjournments from (select district, count(*) as cases, sum(a1_count) as "
HEADLINE += "adjournments from case_facts group by district) order by district"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with made-up tables, the warehouse over them, and the tables once more, to go back to."""
    place = tmp_path_factory.mktemp("made")
    make_tables(place / "tables", 300)
    build_warehouse(place / "tables", place / "warehouse.duckdb")
    shutil.copytree(place / "tables", place / "as_made")
    return place


@pytest.fixture
def kept(made: Path, tmp_path: Path) -> KeptFacts:
    """In one place for all tests: to make a warehouse for each would take most of the time."""
    shutil.rmtree(made / "tables")
    shutil.copytree(made / "as_made", made / "tables")
    return KeptFacts(tmp_path / "kept" / "shared.duckdb", made / "tables" / STUDY / TIMEPOINT)


def shared(kept: KeptFacts, cases_in_range: int = 300) -> tuple[bool, list[tuple[object, ...]]]:
    """Whether the facts had to be computed, and what they say."""
    warehouse = kept.tables.parents[2] / "warehouse.duckdb"
    with connect(warehouse, STUDY, TIMEPOINT) as connection:
        is_new = kept.share(connection, lambda: case_ranges(connection, cases_in_range))
        return is_new, connection.execute(HEADLINE).fetchall()


def test_kept_facts_are_taken_again_and_say_the_same(kept: KeptFacts) -> None:
    first = shared(kept, cases_in_range=150)
    written = kept.file.stat().st_mtime_ns
    assert first[0]
    assert first[1]
    assert shared(kept) == (False, first[1])
    assert kept.file.stat().st_mtime_ns == written
    assert list(kept.file.parent.iterdir()) == [kept.file]


def test_a_changed_table_is_counted_anew(kept: KeptFacts) -> None:
    _, before = shared(kept)
    (part,) = (kept.tables / "adjournments.parquet").iterdir()
    fewer = f"select * from '{part}' where definition_id <> 'A1'"
    duckdb.sql(f"copy ({fewer}) to '{part}.new' (format parquet)")
    Path(f"{part}.new").replace(part)
    is_new, after = shared(kept)
    assert is_new
    assert [row[:2] for row in after] == [row[:2] for row in before]
    assert {row[2] for row in after} == {0} != {row[2] for row in before}


def test_a_new_part_of_a_table_is_noticed(kept: KeptFacts) -> None:
    shared(kept)
    (part,) = (kept.tables / "bail.parquet").iterdir()
    duckdb.sql(f"copy (select * from '{part}' limit 0) to '{part.with_name('part-9.parquet')}'")
    assert shared(kept)[0]


def test_a_changed_view_is_noticed(kept: KeptFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    shared(kept)
    monkeypatch.setattr(kept_facts, "derived_views", lambda: ())
    assert kept._kept_state() != kept._state()


@pytest.mark.parametrize("content", [b"", b"no database"])
def test_a_file_that_is_none_is_made_again(kept: KeptFacts, content: bytes) -> None:
    _, found = shared(kept)
    kept.file.write_bytes(content)
    assert shared(kept) == (True, found)


def test_what_a_killed_run_left_is_overwritten(kept: KeptFacts) -> None:
    kept.file.parent.mkdir()
    unfinished = kept.file.with_name(f".{kept.file.name}.part")
    with duckdb.connect(str(unfinished)) as left:
        left.execute("create table shared_case_facts as select 1 as half; create table made_of as select 2")
    assert shared(kept)[0]
    assert not unfinished.exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("IO Error: Could not set lock on file", "another run is writing it; wait for it to end"),
        (
            "IO Error: Could not write block: No space left on device",
            "No space left on device. It takes 150",
        ),
    ],
)
def test_what_stops_it_is_told_in_one_line(
    kept: KeptFacts, monkeypatch: pytest.MonkeyPatch, said: str, told: str
) -> None:
    def stopped(*_: object) -> None:
        raise duckdb.IOException(said + "\nand more")

    monkeypatch.setattr(kept_facts, "share_views", stopped)
    with pytest.raises(KeptFactsError, match=told) as fault:
        shared(kept)
    assert "\n" not in str(fault.value)
    assert not kept.file.exists()
