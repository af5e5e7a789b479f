"""The schema's structure is held against the tables: columns, types, required values, codes, keys."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from small_study import DISPOSED, PENDING, as_tables, clean_rows

from checks.expectations import StructureFault, TableStructure, check_structure
from transform.schema import TABLES

Structure = dict[str, TableStructure]


@pytest.fixture
def clean(clean_structure: list[TableStructure]) -> Structure:
    return {result.table: result for result in clean_structure}


@pytest.fixture
def broken(broken_structure: list[TableStructure]) -> Structure:
    return {result.table: result for result in broken_structure}


def only_fault(structure: Structure, table: str) -> StructureFault:
    (fault,) = structure[table].faults
    return fault


def test_a_clean_study_has_no_structure_faults(clean: Structure) -> None:
    assert [fault for result in clean.values() for fault in result.faults] == []
    assert set(clean) == set(TABLES)
    assert clean["hearings"].row_count == 7


def test_every_column_key_code_list_and_requirement_is_expected(clean: Structure) -> None:
    for name, table in TABLES.items():
        wanted = 2 + sum(1 + column.required + (column.codes is not None) for column in table.columns)
        assert clean[name].expectation_count == wanted


def test_only_the_broken_tables_fail(broken: Structure) -> None:
    failed = {name for name, result in broken.items() if result.is_failed}
    assert failed == {
        "hearings", "cases", "outcomes", "adjournments", "transfers", "acts", "orders", "parties",
    }  # fmt: skip


def test_empty_required_value_is_found(broken: Structure) -> None:
    fault = only_fault(broken, "hearings")
    assert (fault.expectation, fault.column) == ("a required column is never empty", "is_terminal")
    assert (fault.count, fault.case_ids) == (1, (PENDING,))


def test_code_that_the_vocabulary_lacks_is_found(broken: Structure) -> None:
    fault = only_fault(broken, "cases")
    assert (fault.column, fault.count, fault.case_ids, fault.found) == (
        "status",
        1,
        (DISPOSED,),
        ("closed <b onclick=x>",),
    )


def test_repeated_key_is_found(broken: Structure) -> None:
    fault = only_fault(broken, "outcomes")
    assert (fault.expectation, fault.column) == ("the key occurs once", "study, timepoint, case_id")
    assert (fault.count, fault.case_ids) == (2, (PENDING,))


def test_date_stored_as_text_is_found(broken: Structure) -> None:
    fault = only_fault(broken, "transfers")
    assert (fault.expectation, fault.column) == ("values have the type of the schema", "transfer_date")


def test_integer_stored_as_number_is_found(broken: Structure) -> None:
    fault = only_fault(broken, "acts")
    assert (fault.expectation, fault.column) == ("values have the type of the schema", "charge_number")
    assert fault.found == ("float64",)


def test_missing_and_extra_columns_are_named(broken: Structure) -> None:
    assert only_fault(broken, "orders").column == "order_date, order_text"


def test_missing_table_is_a_fault(broken: Structure) -> None:
    assert only_fault(broken, "parties").expectation == "the table exists"


def test_a_name_of_two_columns_is_a_fault_and_nothing_is_read_by_it(tmp_path: Path) -> None:
    cases = as_tables(clean_rows())["cases"]
    doubled = cases.append_column("status", cases["district"])
    pq.write_table(doubled, tmp_path / "cases.parquet")
    structure = {result.table: result for result in check_structure({"cases": tmp_path / "cases.parquet"})}
    fault = only_fault(structure, "cases")
    assert (fault.expectation, fault.column) == ("a column occurs once", "status")
    assert structure["cases"].validation is None


def test_offenders_kept_are_limited_but_their_count_is_not(broken: Structure) -> None:
    fault = only_fault(broken, "adjournments")
    assert (fault.column, fault.count, fault.case_ids) == ("definition_id", 6, (DISPOSED,))


def test_no_usage_report_is_sent(clean: Structure) -> None:
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"


def test_importing_the_checks_does_not_import_great_expectations() -> None:
    code = "import sys, checks.expectations, checks.rules; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_installed_pyspark_is_kept_out(tmp_path: Path) -> None:
    """Without all of its own parts pyspark ends a program with exit code 0, halfway through a run."""
    (tmp_path / "pyspark.py").write_text("raise SystemExit(0)\n", encoding="ascii")
    code = (
        "from checks.expectations import import_great_expectations\n"
        "import_great_expectations()\n"
        "import sys; sys.exit(7 if 'pyspark' not in sys.modules else 8)"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 7
