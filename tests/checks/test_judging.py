"""What Great Expectations makes of our counts is what it makes of the rows themselves, as a pandas frame."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from small_study import Rows, as_tables, clean_rows, replaced

from checks.expectations import check_structure
from checks.judging import NULLABLE_TYPES
from checks.suites import build_suite, import_great_expectations
from transform.schema import TABLES

SHOWN = 3


def faulty_tables() -> dict[str, pa.Table]:
    """Faults of every kind, several in one table and more offenders than are shown."""
    rows: Rows = clean_rows()
    rows["hearings"][5]["is_terminal"] = None
    rows["hearings"][2]["purpose_code"] = "nap"
    rows["hearings"][3]["study"] = None
    rows["cases"][0]["status"] = "closed"
    rows["cases"][1]["district"] = None
    rows["outcomes"] += [rows["outcomes"][1], rows["outcomes"][0], rows["outcomes"][1]]
    for number, row in enumerate(rows["adjournments"]):
        row["definition_id"] = "A9" if number % 3 else "A8"
    tables = as_tables(rows)
    days = pa.array(["2019-04-01", None])
    tables["transfers"] = replaced(tables["transfers"], "transfer_date", days)
    tables["acts"] = replaced(tables["acts"], "charge_number", pa.array([1.0, 1.0]))
    tables["bail"] = replaced(tables["bail"], "is_in_frame", pa.array(["x", None]))
    tables["coverage"] = replaced(tables["coverage"], "rows_in", pa.array([1], pa.int32()))
    tables["parties"] = replaced(tables["parties"], "party_role", pa.array([7, 8]))
    tables["orders"] = tables["orders"].drop_columns(["order_date"])
    return tables


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    return faulty_tables()


@pytest.fixture(scope="module")
def ours(tables: dict[str, pa.Table]) -> dict[str, list[dict[str, Any]]]:
    return {
        found.table: said(found.validation.results)
        for found in check_structure(tables, SHOWN)
        if found.validation is not None
    }


def by_pandas(name: str, rows: pa.Table) -> list[dict[str, Any]]:
    """Great Expectations' own counting: the whole table as a frame."""
    context = import_great_expectations().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset(name)
    frame = rows.to_pandas(types_mapper=NULLABLE_TYPES.get, date_as_object=True, timestamp_as_object=True)
    naming = dict.fromkeys(c for c in ("case_id", *TABLES[name].key) if c in rows.column_names)
    validation = (
        asset.add_batch_definition_whole_dataframe("all rows")
        .get_batch({"dataframe": frame})
        .validate(
            build_suite(TABLES[name], tuple(rows.column_names)),
            result_format={
                "result_format": "SUMMARY",
                "partial_unexpected_count": SHOWN,
                "unexpected_index_column_names": list(naming),
            },
        )
    )
    return said(validation.results)


def said(results: Any) -> list[dict[str, Any]]:
    """Expectation, success and result of each; in one order, and with one word for what is empty."""
    found = []
    for one in results:
        asked = {key: value for key, value in one.expectation_config.kwargs.items() if key != "batch_id"}
        shown = {key: value for key, value in one.result.items() if key != "partial_unexpected_counts"}
        found.append(
            {"type": one.expectation_config.type, "asked": asked, "success": one.success, "result": shown}
        )
    return sorted(map(with_plain_nulls, found), key=lambda one: (one["type"], str(one["asked"])))


def with_plain_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: with_plain_nulls(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [with_plain_nulls(one) for one in value]
    return None if value is pd.NA else value


@pytest.mark.parametrize(
    "name",
    [
        "hearings",
        "cases",
        "outcomes",
        "adjournments",
        "transfers",
        "acts",
        "bail",
        "coverage",
        "orders",
        "parties",
    ],
)
def test_results_are_those_of_the_rows_themselves(
    name: str, tables: dict[str, pa.Table], ours: dict[str, list[dict[str, Any]]]
) -> None:
    theirs = by_pandas(name, tables[name])
    assert any(not one["success"] for one in theirs)
    assert ours[name] == theirs


def test_the_commonest_values_are_counted_over_all_rows(tables: dict[str, pa.Table]) -> None:
    (structure,) = (one for one in check_structure(tables, 1) if one.table == "adjournments")
    assert structure.validation is not None
    (failed,) = (one for one in structure.validation.results if not one.success)
    assert failed.result["partial_unexpected_counts"] == [{"value": "A9", "count": 4}]
    assert failed.result["unexpected_count"] == 6
