"""encrypt before the first page, and what the doctor says of a study that is only partly encrypted."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.archive import Archive
from extract.encryption import PASSPHRASE_VARIABLE, is_encrypted
from extract.errors import ArchiveError
from pipeline.cli import app
from pipeline.doctor.archives import examine_archives
from pipeline.doctor.finding import Level
from pipeline.paths import Places

pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "several words")


def asked(command: str, data: Path, timepoint: str = "baseline") -> str:
    options = ["--study", "reference", "--timepoint", timepoint, "--data", str(data)]
    result = CliRunner().invoke(app, [command, *options], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output.replace("\n", " ")


def test_a_study_can_be_encrypted_before_its_first_page(tmp_path: Path) -> None:
    assert "what is pulled or imported will be encrypted" in asked("encrypt", tmp_path)
    path = Places(tmp_path, "reference", "baseline").archive
    assert is_encrypted(path)
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    with Archive(path) as archive:
        assert archive.state_counts() == {}
    assert "is encrypted already" in asked("encrypt", tmp_path)
    assert "no longer encrypted" in asked("decrypt", tmp_path)
    assert "nothing to do" in asked("decrypt", tmp_path)


def test_nothing_is_left_where_no_passphrase_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    with pytest.raises(ArchiveError, match="no one is there to type it"):
        asked("encrypt", tmp_path)
    assert not Places(tmp_path, "reference", "baseline").archive.exists()


def test_the_doctor_names_what_can_still_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Places(tmp_path, "reference", "endline").archive
    Archive(plain).close()
    asked("encrypt", tmp_path)
    worklist = plain.parents[1] / "baseline" / "forms" / "worklist.csv"
    worklist.parent.mkdir(mode=0o700)
    worklist.touch(mode=0o600)
    left = plain.with_name(f"{plain.name}.to-destroy")
    left.touch(mode=0o600)
    said = [one.found for one in examine_archives(tmp_path) if one.level is Level.WARNING]
    assert len(said) == 3
    assert f"a worklist with names lies beside it: {worklist}" in said[0]
    assert f"left by an interrupted conversion: {left}" in said[1]
    assert "not encrypted, though another of the study is" in said[2]
    asked("encrypt", tmp_path)
    asked("encrypt", tmp_path, "endline")
    assert not worklist.exists()
    assert not left.exists()
    assert {one.level for one in examine_archives(tmp_path)} == {Level.OK}
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "mistyped")
    faults = [one for one in examine_archives(tmp_path) if one.level is Level.FAULT]
    assert len(faults) == 2
    assert all("set ECOURTS_PASSPHRASE" in one.fix for one in faults)
