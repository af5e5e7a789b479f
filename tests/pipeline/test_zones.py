"""What is published is made from tables alone: the contract that says so holds, and it can fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("leak", ["", "import extract.reading\n", "import extract.parsers.case_page\n"])
def test_what_publishes_may_not_reach_the_readers_of_pages(tmp_path: Path, leak: str) -> None:
    for package in ("extract", "transform", "checks", "pipeline", "bench"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "pipeline" / "publishing" / "csv_writing.py").open("a") as file:
        file.write(leak)
    done = lint(tmp_path)
    assert (done.returncode == 0) == (leak == ""), done.stdout + done.stderr
    assert ("pipeline.publishing.csv_writing -> extract." in done.stdout) == (leak != ""), done.stdout
