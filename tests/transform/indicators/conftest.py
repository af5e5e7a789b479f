"""The twelve cases in a warehouse, and every indicator over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from twelve_cases import twelve_case_tables, write_study
from twelve_forms import twelve_form_tables

from transform.indicators.computing import compute
from transform.indicators.values import IndicatorValue
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect


@pytest.fixture(scope="session")
def one_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where tests put the tables of other cases, one test's after another's.

    A warehouse says where its tables lie: in a place of its own each would be made anew, in seconds.
    """
    return tmp_path_factory.mktemp("other_cases")


@pytest.fixture(scope="session")
def twelve_tables() -> dict[str, pa.Table]:
    return twelve_case_tables()


@pytest.fixture(scope="session")
def twelve_warehouse(tmp_path_factory: pytest.TempPathFactory, twelve_tables: dict[str, pa.Table]) -> Path:
    root = tmp_path_factory.mktemp("twelve")
    write_study(twelve_tables, root / "tables")
    build_warehouse(root / "tables", root / "warehouse.duckdb")
    return root / "warehouse.duckdb"


@pytest.fixture(scope="session")
def twelve(twelve_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(twelve_warehouse, "twelve", "baseline") as connection:
        yield connection


@pytest.fixture(scope="session")
def twelve_values(twelve: duckdb.DuckDBPyConnection) -> list[IndicatorValue]:
    return compute(twelve)


@pytest.fixture(scope="session")
def coded_values(
    tmp_path_factory: pytest.TempPathFactory, twelve_tables: dict[str, pa.Table]
) -> list[IndicatorValue]:
    """Every indicator over the twelve cases with what coders found in them."""
    root = tmp_path_factory.mktemp("twelve_coded")
    write_study(twelve_tables | twelve_form_tables(), root / "tables")
    build_warehouse(root / "tables", root / "warehouse.duckdb")
    with connect(root / "warehouse.duckdb", "twelve", "baseline") as connection:
        return compute(connection)
