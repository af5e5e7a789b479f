"""The warehouse: views over every study's Parquet, commented, narrowed on request, replaced whole."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from twelve_cases import as_table, write_study

from transform.indicators.computing import compute
from transform.indicators.values import (
    INDICATOR_VALUES,
    IndicatorValue,
    store_indicator_values,
    values_table,
)
from transform.schema import TABLES
from transform.warehouse import _write, build_warehouse
from transform.warehouse_connection import WarehouseError, connect
from transform.warehouse_views import ONLY_STUDY, ONLY_TIMEPOINT, derived_views


def _other_study(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The same cases as another study; pseudonyms are its own, as a study's key makes them."""
    return {
        name: table.set_column(0, table.schema.field("study"), pa.array(["other"] * len(table), pa.string()))
        for name, table in tables.items()
    }


def test_every_view_and_column_carries_its_description(twelve_warehouse: Path) -> None:
    with duckdb.connect(str(twelve_warehouse), read_only=True) as connection:
        views = dict(
            connection.execute("select view_name, comment from duckdb_views() where not internal").fetchall()
        )
        columns = connection.execute(
            "select table_name, column_name, comment from duckdb_columns() where not internal"
        ).fetchall()
    assert set(views) >= set(TABLES) | {view.field("view") for view in derived_views()} | {"indicator_values"}
    assert all(views.values())
    bare = [(view, name) for view, name, comment in columns if not comment and view != "warehouse_state"]
    assert bare == []
    described = {(view, name): comment for view, name, comment in columns}
    for table in TABLES.values():
        assert {column.name: column.description for column in table.columns} == {
            name: comment for (view, name), comment in described.items() if view == table.name
        }


def test_views_have_the_columns_and_types_of_the_schema(twelve: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES.values():
        described = twelve.execute(f"describe {table.name}").fetchall()
        assert tuple(column[0] for column in described) == table.column_names()


def test_studies_live_side_by_side_and_are_narrowed(
    one_place: Path, twelve_tables: dict[str, pa.Table], twelve_values: list[IndicatorValue]
) -> None:
    shutil.rmtree(one_place / "tables", ignore_errors=True)
    write_study(twelve_tables, one_place / "tables")
    write_study(_other_study(twelve_tables), one_place / "tables", "other")
    build_warehouse(one_place / "tables", one_place / "warehouse.duckdb")
    with connect(one_place / "warehouse.duckdb", "twelve", "baseline") as connection:
        assert connection.execute("select distinct study from frame_cases").fetchall() == [("twelve",)]
        assert compute(connection) == twelve_values
    with duckdb.connect(str(one_place / "warehouse.duckdb"), read_only=True) as connection:
        everything = compute(connection)
    assert [row for row in everything if row.study == "twelve"] == twelve_values
    assert len(everything) == 2 * len(twelve_values)


def test_an_analyst_narrows_the_file_by_two_variables(
    tmp_path: Path, twelve_tables: dict[str, pa.Table]
) -> None:
    write_study(twelve_tables, tmp_path / "tables")
    write_study(_other_study(twelve_tables), tmp_path / "tables", "other")
    build_warehouse(tmp_path / "tables", tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as connection:
        counted = "select study, count(*) from case_facts group by study order by study"
        both = connection.execute(counted).fetchall()
        assert [study for study, _ in both] == ["other", "twelve"]
        connection.execute(
            f"set variable {ONLY_STUDY} = 'twelve'; set variable {ONLY_TIMEPOINT} = 'baseline'"
        )
        assert connection.execute(counted).fetchall() == both[1:]
        connection.execute(f"set variable {ONLY_TIMEPOINT} = 'endline'")
        assert connection.execute(counted).fetchall() == []
        connection.execute(f"reset variable {ONLY_STUDY}; reset variable {ONLY_TIMEPOINT}")
        assert connection.execute(counted).fetchall() == both


def test_views_that_would_not_be_narrowed_are_refused(
    tmp_path: Path, twelve_tables: dict[str, pa.Table]
) -> None:
    write_study(twelve_tables, tmp_path / "tables")
    write_study(_other_study(twelve_tables), tmp_path / "tables", "other")
    warehouse = tmp_path / "warehouse.duckdb"
    build_warehouse(tmp_path / "tables", warehouse)
    with duckdb.connect(str(warehouse)) as connection:
        pattern = tmp_path / "tables" / "*" / "*" / "study_parameters.parquet"
        connection.execute(f"create or replace view study_parameters as from '{pattern}'")
    with pytest.raises(WarehouseError, match=r"built by another version.*build it again"):
        connect(warehouse, "twelve", "baseline")


def test_a_table_may_be_a_partitioned_folder(tmp_path: Path, twelve_tables: dict[str, pa.Table]) -> None:
    folder = write_study(twelve_tables, tmp_path / "tables")
    (folder / "cases.parquet").unlink()
    pq.write_to_dataset(twelve_tables["cases"], folder / "cases.parquet", partition_cols=["district"])
    write_study(_other_study(twelve_tables), tmp_path / "tables", "other")
    build_warehouse(tmp_path / "tables", tmp_path / "warehouse.duckdb")
    with connect(tmp_path / "warehouse.duckdb", "twelve", "baseline") as connection:
        counts = connection.execute(
            "select district, count(*) from cases where is_in_frame group by district order by district"
        ).fetchall()
    assert counts == [("North", 7), ("South", 5)]
    with connect(tmp_path / "warehouse.duckdb", "other", "baseline") as connection:
        assert connection.execute("select count(*) from frame_cases").fetchall() == [(12,)]


def test_a_table_without_any_file_is_an_empty_view(
    tmp_path: Path, twelve_tables: dict[str, pa.Table]
) -> None:
    folder = write_study(twelve_tables, tmp_path / "tables")
    (folder / "bail.parquet").unlink()
    build_warehouse(tmp_path / "tables", tmp_path / "warehouse.duckdb")
    with connect(tmp_path / "warehouse.duckdb", "twelve", "baseline") as connection:
        assert connection.execute("select count(*) from bail").fetchall() == [(0,)]
        assert connection.execute("select typeof(any_value(filing_date)) from bail").fetchall() == [("DATE",)]


def test_an_unchanged_warehouse_is_not_rewritten(tmp_path: Path, twelve_tables: dict[str, pa.Table]) -> None:
    write_study(twelve_tables, tmp_path / "tables")
    warehouse = tmp_path / "warehouse.duckdb"
    assert build_warehouse(tmp_path / "tables", warehouse)
    before = (warehouse.stat().st_mtime_ns, warehouse.read_bytes())
    assert not build_warehouse(tmp_path / "tables", warehouse)
    assert (warehouse.stat().st_mtime_ns, warehouse.read_bytes()) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def _said(warehouse: Path) -> set[tuple[str, ...]]:
    """Every view with its query, every comment."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {
            *connection.execute("select view_name, sql, comment from duckdb_views()").fetchall(),
            *connection.execute("select table_name, column_name, comment from duckdb_columns()").fetchall(),
        }


def test_a_warehouse_that_grows_with_its_tables_is_that_built_at_the_end(
    tmp_path: Path, twelve_tables: dict[str, pa.Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = tmp_path / "growing.duckdb"
    assert build_warehouse(tmp_path / "tables", growing)
    written: list[str] = []

    def noting(warehouse: Path, statements: Sequence[str], begun_from: Path | None) -> None:
        written.extend(statements)
        _write(warehouse, statements, begun_from)

    monkeypatch.setattr("transform.warehouse._write", noting)
    folder = write_study(twelve_tables, tmp_path / "tables")
    (folder / "bail.parquet").rename(tmp_path / "bail.parquet")
    assert build_warehouse(tmp_path / "tables", growing)
    written.clear()
    (tmp_path / "bail.parquet").rename(folder / "bail.parquet")
    assert build_warehouse(tmp_path / "tables", growing)
    made = [statement.split()[4] for statement in written if statement.startswith("create")]
    assert made == ['"bail"', "warehouse_state"]
    assert build_warehouse(tmp_path / "tables", tmp_path / "at_the_end.duckdb")
    assert _said(growing) == _said(tmp_path / "at_the_end.duckdb")


def test_a_damaged_warehouse_is_built_anew(tmp_path: Path, twelve_tables: dict[str, pa.Table]) -> None:
    write_study(twelve_tables, tmp_path / "tables")
    warehouse = tmp_path / "warehouse.duckdb"
    warehouse.write_bytes(b"not a database" * 1000)
    with pytest.raises(WarehouseError, match="can't be opened"):
        connect(warehouse, "twelve", "baseline")
    assert build_warehouse(tmp_path / "tables", warehouse)
    connect(warehouse, "twelve", "baseline").close()


def test_moved_tables_are_found_again_after_building(
    tmp_path: Path, twelve_tables: dict[str, pa.Table]
) -> None:
    write_study(twelve_tables, tmp_path / "tables")
    warehouse = tmp_path / "warehouse.duckdb"
    build_warehouse(tmp_path / "tables", warehouse)
    (tmp_path / "tables").rename(tmp_path / "it's moved")
    with pytest.raises(WarehouseError, match="build it again"):
        connect(warehouse, "twelve", "baseline")
    assert build_warehouse(tmp_path / "it's moved", warehouse)
    connect(warehouse, "twelve", "baseline").close()


def test_faults_are_one_line_that_says_what_to_do(tmp_path: Path, twelve_warehouse: Path) -> None:
    with pytest.raises(WarehouseError, match="no warehouse there; build the tables first"):
        connect(tmp_path / "none.duckdb", "twelve", "baseline")
    with pytest.raises(WarehouseError, match="no tables of twelve endline, only of: twelve baseline"):
        connect(twelve_warehouse, "twelve", "endline")
    with pytest.raises(WarehouseError, match="move it"):
        build_warehouse(tmp_path / "odd[1]", tmp_path / "warehouse.duckdb")


def test_a_narrowed_connection_can_not_change_the_warehouse(twelve: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match="read-only"):
        twelve.execute("create table warehouse.main.extra (x integer)")


def test_stored_values_of_all_studies_are_one_view(
    tmp_path: Path, twelve_tables: dict[str, pa.Table], twelve_values: list[IndicatorValue]
) -> None:
    folder = write_study(twelve_tables, tmp_path / "tables")
    warehouse = tmp_path / "warehouse.duckdb"
    build_warehouse(tmp_path / "tables", warehouse)
    with connect(warehouse, "twelve", "baseline") as connection:
        assert connection.execute("select count(*) from indicator_values").fetchall() == [(0,)]
    assert store_indicator_values(folder, twelve_values)
    assert not store_indicator_values(folder, reversed(twelve_values))
    assert build_warehouse(tmp_path / "tables", warehouse)
    with connect(warehouse, "twelve", "baseline") as connection:
        stored = connection.execute(
            "select value, n from indicator_values where indicator_id = 'I12' and definition_id = 'A1' "
            "and district = 'all'"
        ).fetchall()
        assert connection.execute("select count(*) from indicator_values").fetchall() == [
            (len(twelve_values),)
        ]
    assert stored == [(3.0, 4)]


def test_values_table_keeps_to_its_schema(twelve_values: list[IndicatorValue]) -> None:
    table = values_table(twelve_values)
    assert table.schema.equals(INDICATOR_VALUES.arrow_schema())
    assert all(not table[column.name].null_count for column in INDICATOR_VALUES.columns if column.required)
    assert as_table("study_parameters", [{}]).num_rows == 1
