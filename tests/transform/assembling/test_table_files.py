"""Table files: complete, the same bytes for the same rows, left alone when nothing changed."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from made_tables import PARAMETERS, made_record, made_tables

from transform.assembling.tables import write_tables
from transform.builders.table_rows import SchemaMismatchError, TableRows
from transform.schema import TABLES

RECORD = made_record(("16-01-2018", "20-02-2018", "Charge"))


def test_every_table_is_written_with_its_schema(tmp_path: Path) -> None:
    tables = made_tables(RECORD)
    written = write_tables(tables, tmp_path / "study" / "baseline")
    assert [path.stem for path in written] == list(TABLES)
    for path in written:
        table = pq.read_table(path)
        schema = TABLES[path.stem].arrow_schema()
        assert [field.metadata for field in table.schema] == [field.metadata for field in schema]
        assert table.cast(schema).equals(tables[path.stem])
        assert pq.ParquetFile(path).metadata.row_group(0).column(0).compression == "ZSTD"


def test_only_files_that_change_are_written_again(tmp_path: Path) -> None:
    write_tables(made_tables(RECORD), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert write_tables(made_tables(RECORD), tmp_path) == []
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    changed = made_tables(made_record(("16-01-2018", "20-02-2018", "Plea")))
    names = {path.stem for path in write_tables(changed, tmp_path)}
    assert "hearings" in names
    assert "acts" not in names


def test_a_row_must_name_every_column_and_give_what_is_required() -> None:
    rows = TableRows("transfers", PARAMETERS)
    with pytest.raises(SchemaMismatchError, match="columns missing or unknown: from_designation"):
        rows.add(case_id="c", transfer_number=1, transfer_kind="k", transfer_date=None, to_designation=None)
    rows.add(
        case_id="c", transfer_number=1, transfer_kind=None, transfer_date=None, from_designation=None,
        to_designation=None,
    )  # fmt: skip
    with pytest.raises(SchemaMismatchError, match=r"transfers\.transfer_kind: required"):
        rows.finish()
