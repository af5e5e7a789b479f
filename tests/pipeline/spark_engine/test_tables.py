"""What is found of a table's files before Spark is asked: columns, types, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.spark_engine.faults import SparkEngineError
from pipeline.spark_engine.tables import parquet_files, register_views
from transform.schema import TABLES

SESSION: Any = None
"""Nothing is asked of Spark where a table can't be used."""


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    table = TABLES["cases"].arrow_schema().empty_table().drop_columns(["district", "status"])
    pq.write_table(table, tmp_path / "cases.parquet")
    with pytest.raises(SparkEngineError, match=r"cases\.parquet: has no column district, status; build"):
        register_views(SESSION, [tmp_path], tmp_path / "scratch")


def test_a_type_that_no_table_holds_is_refused(tmp_path: Path) -> None:
    table = TABLES["cases"].arrow_schema().empty_table()
    place = table.schema.get_field_index("fir_year")
    odd = table.set_column(place, "fir_year", pa.array([], pa.list_(pa.int64())))
    (tmp_path / "cases.parquet" / "year=2018").mkdir(parents=True)
    pq.write_table(odd, tmp_path / "cases.parquet" / "year=2018" / "part.parquet")
    with pytest.raises(SparkEngineError, match=r"part\.parquet: fir_year is list<.*build the tables again"):
        register_views(SESSION, [tmp_path], tmp_path / "scratch")


def test_files_are_found_in_folders_too(tmp_path: Path) -> None:
    (tmp_path / "cases.parquet" / "status=disposed").mkdir(parents=True)
    part = tmp_path / "cases.parquet" / "status=disposed" / "part.parquet"
    for path in (part, tmp_path / "hearings.parquet", tmp_path / "indicator_values.parquet"):
        path.write_bytes(b"1234")
    assert list(parquet_files([tmp_path])) == [part, tmp_path / "hearings.parquet"]
