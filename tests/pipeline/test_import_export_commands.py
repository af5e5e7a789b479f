"""``export`` and ``import`` as a person types them: the study's tables, byte for byte, and plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.faults import explain

OF_STUDY = ["--study", "reference", "--timepoint", "baseline"]

pytest.importorskip("warcio", reason="the extra warc is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private folder with the reference study pulled and built into ``first``."""
    place = tmp_path_factory.mktemp("commands")
    place.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECOURTS_KEY_FILE", str(place / "keys" / "key"))
        assert run("pull", place / "first").exit_code == 0
        assert run("build", place / "first").exit_code == 0
    return place


def run(command: str, data: Path, *more: str) -> Result:
    return CliRunner().invoke(app, [command, *OF_STUDY, "--data", str(data), *more])


def said(result: Result) -> str:
    """The one line a person sees of a fault."""
    assert isinstance(result.exception, Exception)
    return explain(result.exception)[1]


def test_an_exported_study_imports_to_the_same_files(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(folder / "keys" / "key"))
    exported = run("export", folder / "first", "--warc", str(folder / "study.warc.gz"))
    assert exported.exit_code == 0
    assert "contains personal data" in exported.stderr
    assert "open to other users" not in exported.stderr
    imported = run("import", tmp_path / "second", "--from", str(folder / "study.warc.gz"))
    assert (imported.exit_code, "0 already there, 0 not taken" in imported.stdout) == (0, True)
    assert run("build", tmp_path / "second").exit_code == 0
    first, second = (
        place / "tables" / "reference" / "baseline" for place in (folder / "first", tmp_path / "second")
    )
    files = sorted(file.name for file in first.glob("*.parquet"))
    assert "cases.parquet" in files
    assert [(first / name).read_bytes() == (second / name).read_bytes() for name in files] == [True] * len(
        files
    )


def test_an_export_says_why_it_is_refused(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.warc.gz"
    there.write_bytes(b"")
    for data, name, reason in (
        (folder / "first", str(there), "is there already"),
        (folder / "first", str(tmp_path / "study.warc"), "ending in .warc.gz"),
        (folder / "first", str(tmp_path / "no" / "study.warc.gz"), "no such folder"),
        (tmp_path / "empty", str(tmp_path / "study.warc.gz"), "nothing to export"),
    ):
        assert reason in said(run("export", data, "--warc", name))
    assert there.read_bytes() == b""


def test_an_export_into_a_shared_folder_is_warned_of(folder: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    result = run("export", folder / "first", "--warc", str(tmp_path / "study.warc.gz"))
    assert "open to other users" in result.stderr
    assert (tmp_path / "study.warc.gz").stat().st_mode & 0o077 == 0


def test_an_import_counts_what_it_did_not_take_and_fails_for_what_was_lost(tmp_path: Path) -> None:
    portal = "https://services.ecourts.gov.in/ecourtindia_v6/"
    form = {"mimeType": "application/x-www-form-urlencoded", "text": "cino=ZZAU010000012018&ajax_req=true"}
    entries = [
        {
            "startedDateTime": "2026-10-01T10:00:00+05:30",
            "request": {"method": "POST", "url": f"{portal}?p=home/viewHistory", "postData": form},
            "response": {"status": 200, "content": {"size": 40_000, "mimeType": "text/html"}},
        },
        {
            "startedDateTime": "2026-10-01T10:00:02+05:30",
            "request": {"method": "GET", "url": "https://www.example.org/a.png"},
            "response": {"status": 200, "content": {"size": 3, "mimeType": "image/png"}},
        },
        "no entry at all",
    ]
    (tmp_path / "walk.har").write_text(json.dumps({"log": {"entries": entries}}), encoding="utf-8")
    result = run("import", tmp_path / "data", "--from", str(tmp_path / "walk.har"))
    assert "3 requests: 0 pages stored, 0 already there, 3 not taken" in result.stdout
    assert "1 not taken: recorded without its content" in result.stdout
    assert "1 not taken: another site" in result.stdout
    assert "1 not taken: can't be read: has no request (1)" in result.stdout
    assert "entry 1: case_page/ZZAU010000012018: recorded without its content" in result.stderr
    assert "1 pages were asked for" in said(result)
