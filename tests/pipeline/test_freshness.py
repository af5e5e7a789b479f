"""A step is skipped only while its inputs and every one of its outputs are as they were."""

from __future__ import annotations

from pathlib import Path

from pipeline.freshness import fingerprint, is_done, mark_done
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
