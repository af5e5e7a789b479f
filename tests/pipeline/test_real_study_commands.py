"""A real study that nobody signed yet, on imported pages: nothing pulled or published, all shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extract.archive import Archive
from extract.reading import READ_KINDS
from pipeline.cli import app
from pipeline.paths import SHIPPED_STUDIES
from pipeline.run import RunError

STUDY = ["--study", "two", "--timepoint", "baseline"]
REAL = {
    'name = "reference"': 'name = "two"',
    'portal = "standin"': 'portal = "ecourts"',
    "pace_seconds = 0.0": "pace_seconds = 5.0",
}
SIGNED = '\n[sign_off]\nlegal_basis = "a"\nethics_approval = "b"\napprover = "c"\ndate = "2020-03-01"\n'


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a real study's file, and the reference study's pages as if they had been saved."""
    folder = tmp_path_factory.mktemp("real") / "my data"
    pulled = ["--study", "reference", "--timepoint", "baseline", "--data", str(folder)]
    assert CliRunner().invoke(app, ["pull", *pulled]).exit_code == 0
    text = (SHIPPED_STUDIES / "reference.toml").read_text("utf-8").partition("[sign_off]")[0]
    for old, new in REAL.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "studies").mkdir()
    (folder / "studies" / "two.toml").write_text(text, "utf-8")
    raw = folder / "raw"
    with (
        Archive.open_reader(raw / "reference" / "baseline" / "archive.sqlite") as there,
        Archive(raw / "two" / "baseline" / "archive.sqlite") as imported,
    ):
        for page in there.pages(*READ_KINDS):
            imported.store(
                kind=page.kind, origin="saved-page", request_key=page.request_key, state="ok",
                fetched_at=page.fetched_at, content=page.content, context=page.context,
            )  # fmt: skip
    return folder


@pytest.fixture(autouse=True)
def key(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(data.with_name("key")))


def ended(data: Path, *command: str) -> Result:
    return CliRunner().invoke(app, [*command, *STUDY, "--data", str(data)])


def words(result: Result) -> str:
    return " ".join(result.output.split())


def test_status_counts_imported_pages_and_goes_on_to_the_tables(data: Path) -> None:
    said = words(ended(data, "status"))
    assert "pages imported: they are worked on without a pull" in said
    assert "Go on to tables and indicators with:" in said
    found = json.loads(ended(data, "status", "--json").stdout)
    assert found["imported_pages"] > 103
    assert " run --study two --timepoint baseline " in found["go_on_with"]


def test_run_works_on_imported_pages_and_shows_the_headline_before_it_refuses(data: Path) -> None:
    result = ended(data, "run")
    assert isinstance(result.exception, RunError)
    assert "[sign_off] does not name" in str(result.exception)
    said = words(result)
    assert "pull not asked: this works on the" in said
    assert f"ecourts-indicators pull --study two --timepoint baseline --data '{data}'" in said
    assert "cases analysed 103" in said
    assert "These are full values, for you and not for publication." in said
    assert "indicator tables (CSV)" not in said
    assert not (data / "indicators").exists()


def test_a_decision_shows_its_effect_and_publishes_nothing(data: Path, tmp_path: Path) -> None:
    assert ended(data, "indicators").exit_code == 0
    decided = tmp_path / "decided.csv"
    decided.write_text("vocabulary,printed,code,decided_by,reason\npurposes,Evidnse,evidence,A,r\n", "utf-8")
    study = data / "studies" / "two.toml"
    for sign_off in ("", SIGNED):
        study.write_text(study.read_text("utf-8") + sign_off, "utf-8")
        result = ended(data, "vocab", "decide", "--from", str(decided))
        assert result.exit_code == 0, result.exception
        said = words(result)
        assert "'Evidnse' stands on no page of two" in said
        assert "Effect on the headline" in said
        assert "Nothing was published anew; to do that: ecourts-indicators publish --study two" in said
        assert not (data / "indicators").exists()
        assert not (data / "releases").exists()
