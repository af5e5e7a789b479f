"""The view that follows cases from one timepoint to the next, by their pseudonym."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from transform.assembling.tables import write_tables
from transform.schema import TABLES, Table
from transform.warehouse import build_warehouse
from transform.warehouse_connection import WarehouseError, connect

Rows = list[dict[str, Any]]
EARLIER, LATER = date(2020, 3, 10), date(2022, 3, 31)


def case(
    name: str, status: str = "pending", filed: date = date(2019, 1, 1), entries: int = 2
) -> dict[str, Any]:
    return {"case_id": name, "status": status, "filing_date": filed, "entries": entries}


def tables(timepoint: str, as_of: date, cases: Rows, key: str) -> dict[str, pa.Table]:
    """Tables of a timepoint that hold these cases; every entry but a closing one is an adjournment."""
    place = {"study": "made", "timepoint": timepoint}
    rows: dict[str, Rows] = {name: [] for name in TABLES}
    rows["study_parameters"] = [place | {"as_of": as_of, "key_fingerprint": key}]
    for known in cases:
        name = {"case_id": known["case_id"]}
        is_ended = known["status"] in ("disposed", "left_court")
        rows["cases"].append(
            place | name | {
                "district": "Here", "case_kind": "prosecution", "is_in_frame": True,
                "status": known["status"], "filing_date": known["filing_date"],
            }
        )  # fmt: skip
        rows["outcomes"].append(place | name | {"outcome_code": "acquitted" if is_ended else None})
        for number in range(1, known["entries"] + 1):
            entry = place | name | {"hearing_number": number}
            rows["hearings"].append(entry | {"is_within_as_of": True})
            if not (is_ended and number == known["entries"]):
                rows["adjournments"].append(entry | {"definition_id": "A1"})
    return {name: pa.Table.from_pylist(rows[name], schema=loose(table)) for name, table in TABLES.items()}


def loose(table: Table) -> pa.Schema:
    """The table's schema, with columns that the view does not read left empty."""
    return pa.schema([field.with_nullable(True) for field in table.arrow_schema()])


BEFORE = [
    case("decided"), case("gone"), case("stale"), case("heard"), case("moved"), case("old", "disposed"),
    case("back", "disposed"),
]  # fmt: skip
AFTER = [
    case("decided", "disposed", entries=9), case("stale"), case("heard", entries=5),
    case("moved", "left_court", entries=3), case("old", "disposed"), case("back", entries=4),
    case("new", filed=date(2021, 1, 1)), case("late", filed=date(2019, 6, 1)),
    case("future", filed=date(2022, 4, 1)),
]  # fmt: skip


@pytest.fixture
def warehouse(one_place: Path) -> Callable[[str], Path]:
    def build(later_key: str) -> Path:
        root = one_place / "tables"
        shutil.rmtree(root, ignore_errors=True)
        for timepoint, as_of, cases, key in (
            ("baseline", EARLIER, BEFORE, "one"), ("endline", LATER, AFTER, later_key),
        ):  # fmt: skip
            write_tables(tables(timepoint, as_of, cases, key), root / "made" / timepoint)
        build_warehouse(root, one_place / "warehouse.duckdb")
        return one_place / "warehouse.duckdb"

    return build


def test_every_case_says_what_became_of_it(warehouse: Callable[[str], Path]) -> None:
    with connect(warehouse("one"), "made") as connection:
        found = dict(connection.execute("select case_id, change from cases_over_time").fetchall())
        pair = connection.execute(
            "select distinct earlier_timepoint, timepoint from cases_over_time"
        ).fetchall()
    assert found == {
        "decided": "decided", "gone": "vanished", "stale": "without_news", "heard": "heard",
        "moved": "left_court", "old": "ended_before", "back": "reopened", "new": "appeared",
        "late": "found_late",
    }  # fmt: skip
    assert pair == [("baseline", "endline")]


def test_both_sides_of_a_case_stand_in_its_row(warehouse: Callable[[str], Path]) -> None:
    query = """
        select earlier_status, later_status, earlier_outcome_code, later_outcome_code, earlier_entry_count,
               later_entry_count, earlier_adjournment_count, later_adjournment_count
        from cases_over_time where case_id = ?
    """
    with connect(warehouse("one"), "made") as connection:
        decided = connection.execute(query, ["decided"]).fetchall()
        gone = connection.execute(query, ["gone"]).fetchall()
    assert decided == [("pending", "disposed", None, "acquitted", 2, 9, 2, 8)]
    assert gone == [("pending", None, None, None, 2, None, 2, None)]


def test_tables_of_two_keys_are_not_joined(warehouse: Callable[[str], Path]) -> None:
    with connect(warehouse("two"), "made") as connection:
        assert connection.execute("select count(*) from cases_over_time").fetchall() == [(0,)]


def test_narrowed_to_one_timepoint_it_refuses_rather_than_come_out_empty(
    warehouse: Callable[[str], Path],
) -> None:
    with (
        connect(warehouse("one"), "made", "endline") as connection,
        pytest.raises(duckdb.Error, match="spans timepoints"),
    ):
        connection.execute("select * from cases_over_time").fetchall()


def test_a_study_without_tables_is_named(warehouse: Callable[[str], Path]) -> None:
    with pytest.raises(WarehouseError, match="no tables of absent, only of: made baseline, made endline"):
        connect(warehouse("one"), "absent")
