"""A case whose clock has no known start is in the counts, and in no rate and no duration."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from twelve_cases import twelve_case_tables, write_study

from transform.indicators.computing import compute_one
from transform.indicators.definitions import load_indicators
from transform.indicators.values import IndicatorValue
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

BY_THE_CLOCK = ("I05", "I06", "I08", "I11", "I14", "I15")


def values_of(tables: dict[str, pa.Table], folder: Path) -> list[IndicatorValue]:
    shutil.rmtree(folder / "tables", ignore_errors=True)
    write_study(tables, folder / "tables")
    build_warehouse(folder / "tables", folder / "warehouse.duckdb")
    with connect(folder / "warehouse.duckdb", "twelve", "baseline") as connection:
        known = load_indicators()
        return [value for name in BY_THE_CLOCK for value in compute_one(connection, known[name])]


@pytest.mark.parametrize("status", ["disposed", "pending"])
def test_it_counts_as_if_absent_wherever_the_clock_matters(one_place: Path, status: str) -> None:
    tables = twelve_case_tables()
    cases = tables["cases"]
    is_one = pc.and_(cases["is_in_frame"], pc.equal(cases["status"], status))
    case_id = cases.filter(is_one)["case_id"][0].as_py()
    is_it = pc.equal(cases["case_id"], case_id)
    at = cases.schema.get_field_index("clock_start_date")
    unknown = pc.if_else(is_it, pa.scalar(None, pa.date32()), cases["clock_start_date"])
    without_clock = tables | {"cases": cases.set_column(at, cases.schema.field(at), unknown)}
    left_out = {
        name: table.filter(pc.not_equal(table["case_id"], case_id))
        if "case_id" in table.schema.names
        else table
        for name, table in tables.items()
    }
    found, expected = (
        {
            (value.indicator_id, value.definition_id, value.district, value.population): (
                value.value, value.numerator, value.denominator, value.n,
                value.sample, value.sample_weight, value.sample_entry,
            )
            for value in values_of(these, one_place)
        }
        for these in (without_clock, left_out)
    )  # fmt: skip
    assert {key[0] for key in found} == set(BY_THE_CLOCK)
    assert found == expected
