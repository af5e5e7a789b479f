"""Commands that a message names act on the same study and folder wherever they are pasted."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from pipeline.building.tables import pages_of
from pipeline.paths import SHIPPED_STUDIES
from pipeline.run import RunError, prepare


def test_the_data_folder_is_named_where_it_is_not_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = prepare("reference", "endline", tmp_path / "my data")
    said = shlex.split(run.typed("vocab decide", "--from", str(tmp_path / "my list.csv")))
    of_study = ["--study", "reference", "--timepoint", "endline", "--from", str(tmp_path / "my list.csv")]
    assert said == ["ecourts-indicators", "vocab", "decide", *of_study, "--data", str(tmp_path / "my data")]
    monkeypatch.setenv("ECOURTS_DATA", str(tmp_path / "my data"))
    usual = prepare("reference", "endline", None).typed("build")
    assert usual == "ecourts-indicators build --study reference --timepoint endline"


def test_a_study_known_by_its_file_alone_is_named_by_it(tmp_path: Path) -> None:
    file = tmp_path / "my studies" / "own.toml"
    file.parent.mkdir()
    text = (SHIPPED_STUDIES / "reference.toml").read_text("utf-8")
    file.write_text(text.replace('name = "reference"', 'name = "own"'), "utf-8")
    said = shlex.split(prepare(str(file), "baseline", tmp_path).typed("run"))
    assert said[said.index("--study") + 1] == str(file)


def test_a_study_without_pages_names_the_commands_that_bring_some(tmp_path: Path) -> None:
    with pytest.raises(RunError) as fault:
        pages_of(prepare("reference", "baseline", tmp_path))
    assert f"ecourts-indicators pull --study reference --timepoint baseline --data {tmp_path}" in str(
        fault.value
    )
    assert "import --study reference --timepoint baseline --from FOLDER" in str(fault.value)
