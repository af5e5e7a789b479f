"""The package that goes with the published files: valid by its standard's own tool, complete, and true."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import duckdb
import pytest
from frictionless import Package

from pipeline.data_package.columns import columns_of
from pipeline.run import RunError
from transform.indicators.definitions import load_indicators

GOES_WITH_IT = {
    "datapackage.json", "DICTIONARY.md", "LICENCE.txt", "CITATION.cff", "warehouse-public.duckdb",
    "reporting_appendix.md",
}  # fmt: skip


@pytest.fixture(scope="module")
def published(reference_data: Path, comparison_printed: str) -> Path:
    assert comparison_printed
    return reference_data / "indicators" / "reference"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_standards_own_tool_finds_it_valid(published: Path) -> None:
    report = Package(str(published / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:10]
    assert len(report.tasks) > 2 * len(load_indicators())


def test_every_published_file_is_described_as_it_is(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    there = {path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()}
    described = {resource["path"]: resource["hash"] for resource in package["resources"]}
    assert {place for place in there if not place.startswith("report")} - GOES_WITH_IT == described.keys()
    for place, digest in described.items():
        assert digest == f"sha256:{hashlib.sha256((published / place).read_bytes()).hexdigest()}", place


def test_the_public_warehouse_holds_the_published_rows_and_no_others(published: Path) -> None:
    with duckdb.connect(str(published / "warehouse-public.duckdb"), read_only=True) as connection:
        tables = {row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()}
        assert tables == {
            "indicator_values",
            "comparison",
            "conclusions",
            "brief_figures",
            "flow",
            "parameters",
            "caveats",
        }
        for place in (path.relative_to(published).as_posix() for path in published.rglob("*.csv")):
            held = sum(
                connection.execute(f"select count(*) from {table} where file = ?", [place]).fetchall()[0][0]
                for table in tables
            )
            assert held == len(rows_of(published / place)), place
        (found,) = connection.execute(
            "select value, n from indicator_values where file = 'baseline/I12.csv' "
            "and definition_id = 'A1' and district = 'all'"
        ).fetchall()
        assert found == (29.0, 23)
        undescribed = "select count(*) from duckdb_columns() where not internal and comment is null"
        assert connection.execute(undescribed).fetchall() == [(0,)]


def test_dictionary_and_caveats_speak_of_every_indicator(published: Path) -> None:
    dictionary = (published / "DICTIONARY.md").read_text(encoding="utf-8")
    caveats = {(row["indicator_id"], row["kind"]) for row in rows_of(published / "caveats.csv")}
    assert ("all", "study") in caveats
    for indicator in load_indicators().values():
        assert f"### {indicator.indicator_id} {indicator.title}\n" in dictionary
        assert (indicator.indicator_id, "caution") in caveats


def test_a_column_that_nothing_describes_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "I12.csv").write_text("indicator_id,police_station\nI12,x\n", encoding="utf-8")
    with pytest.raises(RunError, match="nothing says what its column police_station means"):
        columns_of(tmp_path / "I12.csv")
