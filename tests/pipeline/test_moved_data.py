"""A data folder that was moved or copied: its warehouse reads the tables that lie there now."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.doctor.finding import Level
from pipeline.doctor.warehouse import examine_warehouse


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the reference study pulled and built."""
    folder = tmp_path_factory.mktemp("moved") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECOURTS_KEY_FILE", str(folder.with_name("key")))
        assert CliRunner().invoke(app, ["pull", *options(folder)]).exit_code == 0
        assert CliRunner().invoke(app, ["build", *options(folder)]).exit_code == 0
    return folder


@pytest.fixture(autouse=True)
def key(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(built.with_name("key")))


def options(data: Path) -> list[str]:
    return ["--study", "reference", "--timepoint", "baseline", "--data", str(data)]


def said_of_build(data: Path) -> str:
    result = CliRunner().invoke(app, ["build", *options(data)])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def folders_read(data: Path) -> set[str]:
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as warehouse:
        query = "select sql from duckdb_views() where view_name in ('cases', 'hearings')"
        return {sql.split("read_parquet")[1].split("'")[1] for (sql,) in warehouse.execute(query).fetchall()}


def levels(data: Path) -> list[Level]:
    return [finding.level for finding in examine_warehouse(data)][1:]


def test_a_copy_reads_its_own_tables_once_it_is_built_again(built: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(built, tmp_path / "copy")
    assert levels(copy) == [Level.FAULT]
    assert "warehouse made anew" in said_of_build(copy)
    assert all(read.startswith(str(copy)) for read in folders_read(copy))
    assert levels(copy) == [Level.OK]
    assert "anew" not in said_of_build(copy)
    assert all(read.startswith(str(built)) for read in folders_read(built))


def test_a_warehouse_that_was_deleted_is_made_again(built: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(built, tmp_path / "copy")
    (copy / "warehouse.duckdb").unlink()
    assert levels(copy) == [Level.WARNING]
    assert "unchanged since the last run; warehouse made anew" in said_of_build(copy)
    assert folders_read(copy)
