"""What is typed wrongly, or runs where something is missing, ends in one line that says what to do."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extract.archive import Archive
from extract.errors import ExtractError
from pipeline.cli import app
from pipeline.doctor.raw_zone import _given_to_me
from pipeline.forms.places import misnamed
from pipeline.forms.reporting import report_agreement
from pipeline.paths import Places
from pipeline.run import RunError, prepare
from transform.form_schema import FORMS

PROGRAM = [sys.executable, "-c", "from pipeline.cli import main; main()"]
BASELINE = ["--study", "reference", "--timepoint", "baseline"]


def ended(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_importing_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    result = ended("import", *BASELINE, "--data", str(tmp_path / "data"), "--from", str(tmp_path / "saved"))
    assert isinstance(result.exception, RunError)
    assert "no file lies in" in str(result.exception)
    assert not (tmp_path / "data" / "raw").exists()


def test_retention_lists_the_others_where_a_study_file_lies_elsewhere(tmp_path: Path) -> None:
    for study in ("elsewhere", "reference"):
        Archive(tmp_path / "raw" / study / "baseline" / "archive.sqlite").__enter__().__exit__(
            None, None, None
        )
    result = ended("retention", "--data", str(tmp_path))
    assert result.exit_code == 0, result.exception
    assert "reference baseline" in result.stdout
    assert "elsewhere has raw pages here, but its study file was not found" in result.stderr


def test_a_misnamed_form_is_noticed(tmp_path: Path) -> None:
    places = Places(tmp_path, "reference", "baseline")
    folder = places.archive.parent / "forms"
    folder.mkdir(parents=True)
    for name in (
        "case_reviews.csv",
        "victim_review.xlsx",
        "case_review.csv",
        "case_review_guide.txt",
        "written_by_standin.json",
    ):
        (folder / name).touch()
    first, second = misnamed(places, FORMS)
    assert "case_reviews.csv: not read" in first
    assert "save it as case_review.csv" in first
    assert "save it as victim_review.csv" in second


def test_agreement_without_a_unit_coded_twice_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    once: Any = SimpleNamespace(form=FORMS["case_review"], units=SimpleNamespace(pairs=()), faults=())
    report_agreement(prepare("reference", "baseline", tmp_path), [once])
    said = capsys.readouterr().out
    assert "No unit was coded twice yet" in said
    assert "alpha" not in said


def test_a_port_that_is_taken_is_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = ended("standin", "--port", port)
    assert isinstance(result.exception, ExtractError)
    assert f"port {port} of this machine can't be served" in str(result.exception)


def test_a_destruction_that_nobody_confirms_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "retention", "destroy", *BASELINE, "--early", "--data", str(tmp_path)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 130
    assert "not confirmed: nothing was done" in done.stderr
    assert "received" not in done.stderr


def test_a_terminal_without_a_locale_is_printed_to(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [*PROGRAM, "plan", "--study", "cse_maharashtra", "--data", str(tmp_path)],
        env=os.environ | plain, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "≥1078" in done.stdout


def test_files_of_another_user_are_given_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "somebody_else")
    said = _given_to_me(tmp_path / "my raw")
    assert said.startswith("have an administrator run: chown -R ")
    assert "$USER" not in said
    assert said.endswith(f"'{tmp_path / 'my raw'}'")
