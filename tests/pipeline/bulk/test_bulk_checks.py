"""Tables of a bulk release, parts in no order, pass the same checks; what is wrong with them is found."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from checks.expectations import check_structure
from checks.many_cases import find_offenders_of_many
from checks.rules import find_offenders
from checks.table_source import connect_tables
from transform.limits import Limits
from transform.schema import TABLES

STUDY = "ddl_maharashtra"


@pytest.fixture
def tables(data: Path) -> dict[str, Path]:
    return {name: data / "tables" / STUDY / "baseline" / f"{name}.parquet" for name in TABLES}


def test_all_rows_of_all_parts_were_checked(data: Path, tables: dict[str, Path]) -> None:
    found = json.loads((data / "checks" / STUDY / "baseline" / "findings.json").read_text())
    assert found["is_passed"]
    counted = {one["table"]: one["rows"] for one in found["structure"] if one["table"] in TABLES}
    assert counted == {
        name: pq.read_table(place, partitioning=None).num_rows for name, place in tables.items()
    }
    assert counted["cases"] > 500


def test_rules_range_by_range_find_what_they_find_in_one_go(tables: dict[str, Path]) -> None:
    whole = find_offenders({name: pq.read_table(place) for name, place in tables.items()}, {})
    assert any(result.count for result in whole)
    with connect_tables(tables, Limits("500MB", 1)) as connection:
        assert find_offenders_of_many(connection, tables, {}, rows_in_range=100) == whole


def test_a_case_that_stands_in_two_parts_is_found(tables: dict[str, Path], tmp_path: Path) -> None:
    first, *others = sorted(tables["cases"].glob("*.parquet"))
    for part in (first, *others):
        (tmp_path / part.name).write_bytes(part.read_bytes())
    repeated = pq.read_table(first, partitioning=None).slice(3, 1)
    pq.write_table(repeated, tmp_path / "9999.parquet")
    (cases,) = (one for one in check_structure({**tables, "cases": tmp_path}) if one.table == "cases")
    (fault,) = cases.faults
    assert (fault.expectation, fault.count) == ("the key occurs once", 2)
    assert fault.case_ids == tuple(repeated["case_id"].to_pylist())
    assert cases.row_count == pq.read_table(tables["cases"], partitioning=None).num_rows + 1


def test_a_part_with_another_type_or_without_a_column_is_found(
    tables: dict[str, Path], tmp_path: Path
) -> None:
    part = sorted(tables["outcomes"].glob("*.parquet"))[0]
    rows = pq.read_table(part, partitioning=None)
    (tmp_path / "2010.parquet").write_bytes(part.read_bytes())
    pq.write_table(rows.drop_columns(["is_plea"]), tmp_path / "9999.parquet")
    assert faults_of_outcomes(tables, tmp_path)[0] == (
        "columns are those of the schema, in its order",
        "is_plea",
    )
    days = rows["days_to_outcome"].cast("float64")
    place = rows.column_names.index("days_to_outcome")
    pq.write_table(rows.set_column(place, "days_to_outcome", days), tmp_path / "9999.parquet")
    assert ("values have the type of the schema", "days_to_outcome") in faults_of_outcomes(tables, tmp_path)


def faults_of_outcomes(tables: dict[str, Path], place: Path) -> list[tuple[str, str]]:
    found = check_structure({**tables, "outcomes": place})
    return [(fault.expectation, fault.column) for one in found for fault in one.faults]
