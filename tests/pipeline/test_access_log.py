"""Every command on a folder with pages is noted: who, when, what; nothing about a case."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.access_log import note_use

LINE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\t[^\t]+\t"


def test_a_command_is_noted_by_its_words_study_and_timepoint_alone(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir(mode=0o700)
    note_use(["keys", "rotate", "--data", str(tmp_path)])
    note_use(["forget", "--study", "made", "--case", "57a1000000000009", f"--data={tmp_path}"])
    note_use(["scan", "/home/x/a_case.csv", "--data", str(tmp_path), "--timepoint=endline"])
    log = raw / "access.log"
    told = [re.sub(LINE, "", line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert told == ["keys rotate\t-\t-", "forget\tmade\t-", "scan\t-\tendline"]
    assert log.stat().st_mode & 0o777 == 0o600


def test_help_and_folders_without_pages_are_not_noted(tmp_path: Path) -> None:
    note_use(["build", "--data", str(tmp_path)])
    assert not list(tmp_path.iterdir())
    (tmp_path / "raw").mkdir()
    note_use(["build", "--help", "--data", str(tmp_path)])
    note_use(["--version"])
    assert not list((tmp_path / "raw").iterdir())


def test_the_program_notes_its_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "raw").mkdir(mode=0o700)
    program = Path(sys.executable).with_name("ecourts-indicators")
    subprocess.run(
        [program, "status", "--study", "reference", "--data", tmp_path], capture_output=True, check=False
    )
    assert (tmp_path / "raw" / "access.log").read_text(encoding="utf-8").endswith("\tstatus\treference\t-\n")
