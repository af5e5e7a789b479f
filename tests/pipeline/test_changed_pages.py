"""A portal that changed its pages: what can't be read is quarantined, said, and fails the run."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from extract.standin.page_change import PageChange
from extract.standin.reference_docket import baseline_docket
from extract.standin.server import StandIn
from pipeline.cli import app
from pipeline.run import RunError


@pytest.mark.parametrize("change", list(PageChange))
def test_changed_pages_are_quarantined_and_fail_the_run(
    change: PageChange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(keys / "pseudonym.key"))
    with StandIn(baseline_docket()[:6], page_change=change) as portal:
        options = ["run", "--study", "reference", "--data", str(tmp_path / "data"), "--portal-url"]
        result = CliRunner().invoke(app, [*options, portal.base_url])
    assert isinstance(result.exception, RunError)
    assert "x page not as known" in result.output
    assert "; found " in result.output
    quarantine = tmp_path / "data" / "tables" / "reference" / "baseline" / "quarantine.parquet"
    rows = duckdb.sql(f"select stage, expected, found from '{quarantine}'").fetchall()
    assert len(rows) == 6
    assert all(stage == "parse" and expected and found for stage, expected, found in rows)
    assert not (tmp_path / "data" / "indicators").exists()
