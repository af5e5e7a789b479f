"""The made-up tables are what the build would write: schema, keys, adjournments as the project finds them."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.made_tables import make_tables
from transform.builders.adjournments import find_adjournments
from transform.interpreting.history import HearingFacts
from transform.schema import TABLES


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    folder = make_tables(tmp_path_factory.mktemp("made"), 2_000)
    return {name: pq.read_table(folder / f"{name}.parquet", partitioning=None) for name in TABLES}


def test_of_two_processes_that_make_the_same_tables_the_second_finds_them_whole(tmp_path: Path) -> None:
    """One that emptied the other's unfinished folder left a million of cases out, and nothing said so."""
    program = "import sys; from pathlib import Path; from bench.made_tables import make_tables as make; "
    program += "make(Path(sys.argv[1]), 30_000)"
    processes = [subprocess.Popen([sys.executable, "-c", program, tmp_path]) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    counts = {
        name: pq.read_table(tmp_path / "made" / "baseline" / f"{name}.parquet", partitioning=None).num_rows
        for name in ("cases", "outcomes", "parties")
    }
    assert counts == {"cases": 30_000, "outcomes": 30_000, "parties": 60_000}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_types_and_key_are_those_of_the_schema(made: dict[str, pa.Table], name: str) -> None:
    table, definition = made[name], TABLES[name]
    assert table.schema.names == list(definition.column_names())
    for column in definition.columns:
        found = table.schema.field(column.name).type
        assert found == definition.arrow_schema().field(column.name).type, column.name
        assert not (column.required and table[column.name].null_count), column.name
    keys = list(zip(*(table[column].to_pylist() for column in definition.key), strict=True))
    assert len(set(keys)) == len(keys)
    if name != "bail":
        assert keys == sorted(keys)


def test_adjournments_are_those_the_project_finds(made: dict[str, pa.Table]) -> None:
    histories: dict[str, list[HearingFacts]] = defaultdict(list)
    for row in made["hearings"].to_pylist():
        facts = {name: row[name] for name in HearingFacts._fields if name in row}
        histories[row["case_id"]].append(
            HearingFacts(**facts, reason_printed=row["adjournment_reason_printed"])
        )
    columns = ("hearing_number", "definition_id", "business_date", "next_date", "purpose_code", "reason_code")
    found = {
        (case_id, entry.hearing.hearing_number, entry.definition_id, entry.hearing.business_date,
         entry.hearing.next_date, entry.hearing.purpose_code, entry.reason_code)
        for case_id, history in histories.items()
        for entry in find_adjournments(history)
    }  # fmt: skip
    stored = {tuple(row[name] for name in ("case_id", *columns)) for row in made["adjournments"].to_pylist()}
    assert {entry[2] for entry in stored} == {"A0", "A1", "A2", "A2x", "A3", "A4e"}
    assert stored == found


def test_the_same_number_of_cases_gives_the_same_tables(made: dict[str, pa.Table], tmp_path: Path) -> None:
    again = make_tables(tmp_path, 2_000)
    for name in TABLES:
        assert pq.read_table(again / f"{name}.parquet", partitioning=None).equals(made[name])
