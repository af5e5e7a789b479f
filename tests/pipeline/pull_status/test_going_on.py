"""The command to go on with: complete, and good from any folder."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from pipeline.pulling.going_on import command_for, same_command


def test_a_command_is_repeated_with_all_its_options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    given = ["refresh", "--study", "cse_maharashtra", "--timepoint", "endline", "--since", "baseline"]
    said = shlex.split(same_command([*given, "--data", "my data", "--through", "browser"]))
    assert said[1:] == [*given, "--through", "browser", "--data", str(tmp_path / "my data")]
    assert shlex.split(same_command([*given, "--data=my data"]))[1:] == [
        *given, "--data", str(tmp_path / "my data"),
    ]  # fmt: skip


def test_the_data_folder_is_named_even_if_it_was_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ECOURTS_DATA", raising=False)
    assert shlex.split(same_command(["run"]))[1:] == ["run", "--data", str(tmp_path / "data")]
    monkeypatch.setenv("ECOURTS_DATA", str(tmp_path / "elsewhere"))
    assert shlex.split(same_command(["run"]))[1:] == ["run", "--data", str(tmp_path / "elsewhere")]


def test_a_study_file_is_named_with_its_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").touch()
    full = str(tmp_path / "mine.toml")
    said = shlex.split(command_for("pull", "mine.toml", "baseline", tmp_path / "data"))
    assert said[1:5] == ["pull", "--study", full, "--timepoint"]
    assert full in shlex.split(same_command(["pull", "--study", "mine.toml"]))
    assert f"--study={full}" in shlex.split(same_command(["pull", "--study=mine.toml"]))
