"""Each indicator on Spark and on DuckDB over the same Parquet: every cell the same.

The reference study's two timepoints, the twelve cases with what coders found in them, and random studies that
hold nulls and contradictions everywhere; one Spark session for all.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import fields
from importlib.util import find_spec
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.parquet as pq
import pytest
from engine_meanings import MEANINGS
from reference_command import run_command

sys.path.append(str(Path(__file__).resolve().parents[1] / "transform" / "indicators"))

from random_studies import RandomStudy
from twelve_cases import twelve_case_tables, write_study
from twelve_forms import twelve_form_tables

from pipeline.spark_engine.computing import values_with_spark
from pipeline.spark_engine.dialect import to_spark
from pipeline.spark_engine.session import spark_session
from pipeline.spark_engine.tables import register_views
from transform.indicators.computing import compute_one
from transform.indicators.definitions import load_indicators
from transform.indicators.values import IndicatorValue
from transform.warehouse import build_warehouse

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

for library in ("pyspark", "sqlglot"):
    if find_spec(library) is None:
        pytest.skip(f"{library} is not installed (make spark)", allow_module_level=True)
if not shutil.which("java") and "JAVA_HOME" not in os.environ:
    pytest.skip("Java is not installed", allow_module_level=True)

STUDIES = {"reference", "twelve", "randomfiled", "randomactive"}


@pytest.fixture(scope="module")
def tables(reference_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("both engines é") / "tables"
    shutil.copytree(reference_data / "tables" / "reference", root / "reference")
    write_study(twelve_case_tables() | twelve_form_tables(), root)
    for seed, rule in enumerate(("filed", "active")):
        random = RandomStudy(f"random{rule}", seed, 60, f"{rule}_in_window")
        folder = write_study(random.tables(), root, random.study)
    _split(folder, "hearings", None)
    _split(folder, "cases", "status")
    return root


@pytest.fixture(scope="module")
def on_duckdb(tables: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    warehouse = tables.with_name("warehouse.duckdb")
    build_warehouse(tables, warehouse)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def on_spark(tables: Path) -> Iterator[SparkSession]:
    scratch = tables.with_name("scratch")
    with spark_session(scratch, "local[1]", data_bytes=0) as (session, folder):
        register_views(session, sorted(path for path in tables.glob("*/*") if path.is_dir()), folder)
        yield session
    assert not list(scratch.iterdir())


@pytest.mark.parametrize("query", MEANINGS.values(), ids=MEANINGS)
def test_a_rule_means_the_same(
    query: str, on_spark: SparkSession, on_duckdb: duckdb.DuckDBPyConnection
) -> None:
    found = on_spark.sql(to_spark("I99_made.sql", query)).collect()
    assert _sorted(found) == _sorted(on_duckdb.execute(query).fetchall())


@pytest.mark.parametrize("indicator_id", load_indicators())
def test_every_cell_is_the_same(
    indicator_id: str, on_spark: SparkSession, on_duckdb: duckdb.DuckDBPyConnection
) -> None:
    indicator = load_indicators()[indicator_id]
    expected, found = compute_one(on_duckdb, indicator), values_with_spark(on_spark, indicator)
    assert {row.study for row in expected} == STUDIES
    assert any(row.value for row in expected)
    assert [_cells(row) for row in found] == [_near(_cells(row)) for row in expected]


def test_the_command_stores_the_same_values_and_what_follows_goes_on(
    reference_data: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(reference_data, data)
    (tmp_path / "pseudonym.key").write_bytes(reference_data.with_name("pseudonym.key").read_bytes())
    (tmp_path / "pseudonym.key").chmod(0o600)
    stored = data / "tables" / "reference" / "endline" / "indicator_values.parquet"
    by_duckdb = pq.read_table(stored).to_pylist()
    stored.unlink()
    said = run_command("indicators", "--timepoint", "endline", "--engine", "spark", data=data)
    assert "by Spark" in said
    assert pq.read_table(stored).to_pylist() == [_near(row) for row in by_duckdb]
    assert "indicators unchanged" in run_command("publish", "--timepoint", "endline", data=data)
    assert not list((data / "scratch").glob("*"))


def _sorted(rows: list[Any]) -> list[tuple[str, ...]]:
    """Numbers of either engine in one form, whatever type it gave them; rows in one order."""
    return sorted(
        tuple(str(cell) if cell is None or isinstance(cell, str) else f"{float(cell):.12g}" for cell in row)
        for row in rows
    )


def _split(folder: Path, name: str, column: str | None) -> None:
    """The table as a folder of files, as bulk tables are: by the values of a column, or two parts."""
    whole = folder / f"{name}.parquet"
    table = pq.read_table(whole, partitioning=None)
    whole.unlink()
    if column is not None:
        pq.write_to_dataset(table, whole, partition_cols=[column])
        return
    half = table.num_rows // 2
    for part, rows in enumerate((table.slice(0, half), table.slice(half))):
        (whole / str(part)).mkdir(parents=True)
        pq.write_table(rows, whole / str(part) / "rows.parquet")


def _cells(row: IndicatorValue) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _near(cells: dict[str, Any]) -> dict[str, Any]:
    """Text and counts exactly; a fraction to a part in a thousand million, and what is
    left of a sum of nothing: engines add in another order."""
    return {name: _Near(cell) if isinstance(cell, (float, tuple)) else cell for name, cell in cells.items()}


class _Near:
    def __init__(self, wanted: float | tuple[float, ...]) -> None:
        self.wanted = wanted

    def __eq__(self, found: object) -> bool:
        if isinstance(self.wanted, tuple):
            pairs = zip(self.wanted, found, strict=True) if isinstance(found, tuple) else None
            return pairs is not None and all(isclose(*pair, rel_tol=1e-9, abs_tol=1e-12) for pair in pairs)
        return isinstance(found, float) and isclose(self.wanted, found, rel_tol=1e-9, abs_tol=1e-12)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return repr(self.wanted)
