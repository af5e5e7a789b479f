"""A step is skipped only while its inputs and every one of its outputs are as they were."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import freshness
from pipeline.freshness import (
    READERS_OF_TABLES,
    ROWS,
    fingerprint,
    is_done,
    mark_done,
    own_code,
    rows_fingerprint,
)
from pipeline.paths import PROJECT
from pipeline.writing import write_text


def test_a_changed_input_or_output_makes_the_step_due_again(tmp_path: Path) -> None:
    stamp, output = tmp_path / "stamps" / "build.json", tmp_path / "out.csv"
    output.write_text("a,b\n")
    assert not is_done(stamp, "inputs")
    mark_done(stamp, "inputs", [output])
    assert is_done(stamp, "inputs")
    assert not is_done(stamp, "other inputs")
    output.write_text("a,b\n1,2\n")
    assert not is_done(stamp, "inputs")
    output.unlink()
    assert not is_done(stamp, "inputs")


@pytest.mark.parametrize(
    "content", ["", "{", "{}", "[]", "null", '{"inputs": "inputs"}', '{"inputs": "inputs", "outputs": 1}']
)
def test_a_stamp_that_is_none_makes_the_step_due(tmp_path: Path, content: str) -> None:
    stamp = tmp_path / "build.json"
    stamp.write_text(content)
    assert not is_done(stamp, "inputs")


def test_in_a_copy_of_the_folder_the_copys_own_outputs_count(tmp_path: Path) -> None:
    stamp, output = tmp_path / "data" / "stamps" / "publish.json", tmp_path / "data" / "out.csv"
    write_text(output, "a,b\n")
    mark_done(stamp, "inputs", [output])
    copied = shutil.copytree(tmp_path / "data", tmp_path / "copy")
    assert is_done(copied / "stamps" / "publish.json", "inputs")
    (copied / "out.csv").unlink()
    assert not is_done(copied / "stamps" / "publish.json", "inputs")
    output.unlink()
    assert not is_done(stamp, "inputs")


def test_a_missing_file_is_not_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    missing = fingerprint([path])
    path.write_text("")
    assert fingerprint([path]) != missing


def test_an_unchanged_file_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "I01.csv"
    assert write_text(path, "x\n")
    before = path.stat().st_mtime_ns
    assert not write_text(path, "x\n")
    assert path.stat().st_mtime_ns == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["I01.csv"]


NO_ROWS = ("pipeline", "pipeline.building", "pipeline.forms", "pipeline.forms.places", "pipeline.garbage",
           "pipeline.paths", "pipeline.rights", "pipeline.rights.shredding",
           "pipeline.study_reading")  # fmt: skip
"""Loaded where parts are made; they say where files lie and how memory is kept, not what is in a row."""


def test_all_code_that_makes_rows_is_in_their_fingerprint() -> None:
    code = "import pipeline.building.part_making, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    ours = [name for name in loaded.split() if name.split(".")[0] in freshness.PACKAGES]
    covered = tuple(place.removesuffix(".py").replace("/", ".") for place in ROWS)
    left_out = tuple(place.replace("/", ".") for place in READERS_OF_TABLES)
    beside = [name for name in ours if not name.startswith(covered) or name.startswith(left_out)]
    assert set(beside) <= set(NO_ROWS)
    assert all((PROJECT / place).exists() for place in (*ROWS, *READERS_OF_TABLES))


def test_a_changed_indicator_leaves_the_fingerprint_of_rows_and_a_changed_wording_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = (
        "transform/indicators/I01.sql",
        "transform/views/study.sql",
        "transform/vocab/map.csv",
        "extract/x.py",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", encoding="utf-8")
    monkeypatch.setattr(freshness, "PROJECT", tmp_path)
    digests = []
    for name in names:
        own_code.cache_clear()
        digests.append(rows_fingerprint())
        (tmp_path / name).write_text("after", encoding="utf-8")
    own_code.cache_clear()
    digests.append(rows_fingerprint())
    own_code.cache_clear()
    assert digests[0] == digests[1] == digests[2]
    assert len(set(digests[2:])) == 3
