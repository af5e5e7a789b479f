"""The notebooks as they lie in the project: nothing of ours in them, nothing of a run or of a machine."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MAY_IMPORT = {"os", "pathlib", "duckdb", "matplotlib", "numpy", "pandas"}
OURS = {"extract", "transform", "checks", "pipeline", "ecourts_indicators"}
ABSOLUTE = re.compile(r"""["'`(\s]/(?!/)[A-Za-z][\w.-]*/|[A-Za-z]:\\\\""")


def test_there_are_five() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_imports_nothing_of_ours(path: Path) -> None:
    imported = {name for cell in code_of(path) for name in imports_of(cell)}
    assert "duckdb" in imported
    assert imported <= MAY_IMPORT


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_what_runs_them_imports_nothing_of_ours_either(path: Path) -> None:
    assert not set(imports_of(path.read_text(encoding="utf-8"))) & OURS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_keeps_nothing_of_a_run(path: Path) -> None:
    notebook = read(path)
    assert set(notebook["metadata"]) <= {"kernelspec", "language_info"}
    for cell in notebook["cells"]:
        assert cell["metadata"] == {}
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_names_no_place_of_a_machine(path: Path) -> None:
    assert ABSOLUTE.findall("\n".join("".join(cell["source"]) for cell in read(path)["cells"])) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_says_first_what_one_learns_and_what_it_needs(path: Path) -> None:
    opening = "".join(read(path)["cells"][0]["source"])
    for said in ("What you will learn", "What it needs", "not for publication"):
        assert said in opening


@pytest.mark.parametrize("text", ["open('/home/x/y')", "read `/tmp/a/b`", "C:\\\\data"])
def test_an_absolute_path_is_seen(text: str) -> None:
    assert ABSOLUTE.search(text)


def read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def code_of(path: Path) -> Iterator[str]:
    return ("".join(cell["source"]) for cell in read(path)["cells"] if cell["cell_type"] == "code")


def imports_of(source: str) -> Iterator[str]:
    """Top names of everything imported, wherever in the code it is."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else str(node.module).partition(".")[0]
