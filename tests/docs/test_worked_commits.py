"""The worked commits of "Add something": each applies to the tree as it is, and does what its page says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
HOW_TO = PROJECT / "docs" / "how_to"
COPIED = ("extract", "transform", "checks", "pipeline", "tests", "data/studies", "docs", "pyproject.toml")
# What each commit is tried with: tests of its page, then a command and what it must print.
TESTS = {
    "wording": ["tests/transform/test_vocabulary.py", "tests/transform/test_vocabulary_files.py"],
    "indicator": [
        "tests/transform/indicators/test_indicator_registry.py",
        "tests/transform/indicators/test_indicators_by_hand.py",
        "-k", "I52 or all_indicators or by_hand",
    ],
    "form": ["tests/pipeline/forms"],
    "district": ["tests/pipeline/test_plan.py", "tests/pipeline/test_study_files.py"],
    "page_layout": ["tests/extract/parsers/test_case_page.py", "tests/transform/test_vocabulary_files.py"],
}  # fmt: skip
COMMANDS = {
    "form": (["forms", "new", "--study", "reference", "--form", "court_facilities"], "court_facilities.csv"),
    "district": (["plan", "--study", "cse_hingoli"], "all 6 complexes"),
}
STALE_PAGES = {
    "wording": ["vocabularies.md"],
    "indicator": ["indicators.md"],
    "form": ["data_dictionary.md", "vocabularies.md"],
    "district": [],
    "page_layout": ["vocabularies.md"],
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the tree to be changed."""
    for name in COPIED:
        source, copy = PROJECT / name, tmp_path / name
        copy.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    return tmp_path


def run(tree: Path, *command: str) -> str:
    """What a program prints when run in the copy, with the copy's own code; it must end well."""
    environment = os.environ | {"PYTHONPATH": str(tree), "ECOURTS_DATA": str(tree / "data")}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_every_commit_has_its_page_and_its_trial() -> None:
    patches = {patch.stem for patch in (HOW_TO / "patches").glob("*.patch")}
    assert patches == set(TESTS) == set(STALE_PAGES)
    for name in patches:
        page = (HOW_TO / f"{name}.md").read_text(encoding="utf-8")
        assert f"patches/{name}.patch" in page
        for part in [*TESTS[name], *COMMANDS.get(name, ([], ""))[0]]:
            assert part in page, f"how_to/{name}.md does not say {part}"


@pytest.mark.parametrize("name", TESTS)
def test_a_page_names_every_file_its_commit_touches(name: str) -> None:
    patch = (HOW_TO / "patches" / f"{name}.patch").read_text(encoding="utf-8")
    page = (HOW_TO / f"{name}.md").read_text(encoding="utf-8").partition("```diff")[0]
    touched = [line.split(" b/")[1] for line in patch.splitlines() if line.startswith("diff --git ")]
    saved_pages = ("tests/pages/case_page/",)
    unnamed = [
        file for file in touched if file not in page and Path(file).name not in page
        and not file.startswith(saved_pages)
    ]  # fmt: skip
    assert (unnamed, len(touched) > 1) == ([], True)


@pytest.mark.parametrize("name", TESTS)
def test_a_worked_commit_works(name: str, tree: Path) -> None:
    run(tree, "git", "apply", "--check", str(HOW_TO / "patches" / f"{name}.patch"))
    run(tree, "git", "apply", str(HOW_TO / "patches" / f"{name}.patch"))
    run(tree, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS[name])
    if name in COMMANDS:
        arguments, printed = COMMANDS[name]
        assert printed in run(tree, str(Path(sys.executable).with_name("ecourts-indicators")), *arguments)
    written = run(tree, sys.executable, "-m", "pipeline.reference")
    assert written.split() == [word for page in STALE_PAGES[name] for word in ("written", "anew:", page)]
