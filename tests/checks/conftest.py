"""Structure results shared by the tests, because Great Expectations takes seconds for each."""

from __future__ import annotations

import pyarrow as pa
import pytest
from small_study import as_tables, clean_rows, replaced

from checks.expectations import TableStructure, check_structure


@pytest.fixture(scope="session")
def clean_structure() -> list[TableStructure]:
    return check_structure(as_tables(clean_rows()))


@pytest.fixture(scope="session")
def broken_structure() -> list[TableStructure]:
    """One fault in each of eight tables, in one run; two offenders are kept per fault."""
    rows = clean_rows()
    rows["hearings"][5]["is_terminal"] = None
    rows["cases"][0]["status"] = "closed <b onclick=x>"
    rows["outcomes"].append(rows["outcomes"][1])
    for row in rows["adjournments"]:
        row["definition_id"] = "A9"
    tables = as_tables(rows)
    days = pa.array(["2019-04-01", "2020-01-06"])
    tables["transfers"] = replaced(tables["transfers"], "transfer_date", days)
    tables["acts"] = replaced(tables["acts"], "charge_number", pa.array([1.0, 1.0]))
    orders = tables["orders"].append_column("order_text", pa.array(["x", "y"]))
    tables["orders"] = orders.drop_columns(["order_date"])
    del tables["parties"]
    return check_structure(tables, max_offenders=2)
