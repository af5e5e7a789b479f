"""Every command says how it is used, by examples that work; help costs nothing; a shell can complete."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from pipeline.cli import app

ROOT: Any = typer.main.get_command(app)
PROGRAM = str(Path(sys.executable).with_name("ecourts-indicators"))
HEAVY = {
    "altair", "bs4", "duckdb", "flask", "great_expectations", "highspy", "numpy", "pandas", "playwright",
    "pyarrow", "pyspark", "rapidfuzz", "requests", "scipy", "selectolax", "sqlcipher3", "statsmodels",
    "warcio", "zstandard",
}  # fmt: skip
WALK_ALL_HELP = """
import sys
from typer.testing import CliRunner
from pipeline.cli import app
for command in sys.argv[1:]:
    assert CliRunner().invoke(app, [*command.split(), "--help"]).exit_code == 0, command
print(*sys.modules)
"""


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with its path, the groups among them."""
    yield path, group
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, name))


EVERY = dict(commands(ROOT))
LEAVES = {path: command for path, command in EVERY.items() if not hasattr(command, "commands")}
IDS = [" ".join(path) for path in LEAVES]


def help_of(path: tuple[str, ...]) -> str:
    command = EVERY[path]
    with typer.Context(command, info_name=" ".join(("ecourts-indicators", *path))) as context:
        return str(command.get_help(context))


def examples_in(text: str) -> list[list[str]]:
    lines = [line.strip() for line in text.partition("Examples:")[2].splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("ecourts-indicators ")]


def test_the_walk_finds_commands_and_those_in_groups() -> None:
    assert len(LEAVES) > 25
    assert {("run",), ("keys", "show"), ("vocab", "list"), ("simulate", "coverage")} <= set(LEAVES)


@pytest.mark.parametrize("path", LEAVES, ids=IDS)
def test_each_command_has_examples_of_itself_that_can_be_typed(path: tuple[str, ...]) -> None:
    examples = examples_in(help_of(path))
    assert 1 <= len(examples) <= 3
    for words in examples:
        assert tuple(words[: len(path)]) == path
        LEAVES[path].make_context("example", words[len(path) :])  # parses; raises for an option not there


def test_an_example_with_an_option_that_is_not_there_would_be_found() -> None:
    with pytest.raises(Exception, match="No such option"):
        LEAVES["plan",].make_context("example", ["--study", "reference", "--nowhere"])


def test_the_programs_own_help_leads_on() -> None:
    text = help_of(())
    for words in examples_in(text):
        assert (words[0],) in LEAVES
    assert examples_in(text)


@pytest.mark.parametrize("path", [path for path in EVERY if path not in LEAVES], ids=str)
def test_no_list_of_commands_is_cut_short(path: tuple[str, ...]) -> None:
    assert "..." not in help_of(path).partition("Commands:")[2]


@pytest.mark.parametrize("path", LEAVES, ids=IDS)
def test_the_same_word_stands_for_the_same_thing(path: tuple[str, ...]) -> None:
    words = {"--study": "STUDY", "--timepoint": "TIMEPOINT", "--data": "DIR", "--since": "TIMEPOINT"}
    for option in LEAVES[path].params:
        for name in option.opts:
            assert option.help, f"{name} is not explained"
            assert option.metavar == words.get(name, option.metavar)
            if name == "--json":
                assert option.help.startswith("Print one JSON object instead, with the keys: ")


def test_no_help_brings_a_heavy_library_along() -> None:
    done = subprocess.run([sys.executable, "-c", WALK_ALL_HELP, "", *IDS], capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert HEAVY & set(done.stdout.split()) == set()
    assert "typer" in done.stdout.split()


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    done = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"ecourts-indicators {project['project']['version']}\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("plan", "error: ecourts-indicators plan: missing option '--study'"),
        ("nonsense", "error: ecourts-indicators: no such command 'nonsense'"),
        ("plan --study reference --tmepoint x", "possible options: --timepoint"),
        ("plan --study reference --timepoint x", "no timepoint 'x'; it has: baseline, endline"),
        ("forms new --study reference --form x", "there are: case_review,"),
        ("standin --port abc", "error: ecourts-indicators standin: invalid value for '--port'"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(typed: str, said: str) -> None:
    done = subprocess.run([PROGRAM, *typed.split()], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said.lower() in done.stderr.lower()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("status --study ", ["cse_maharashtra", "ddl_maharashtra", "mine", "reference", "simulated"]),
        ("status --study ref", ["reference"]),
        ("status --study mine --timepoint ", ["first_look"]),
        ("plan --study reference --timepoint e", ["endline"]),
        ("replay --study reference --from ", ["baseline", "endline"]),
        ("pull --through ", ["browser", "http"]),
        ("forms new --form vic", ["victim_review"]),
    ],
)
def test_the_shell_completes(typed: str, offered: list[str], tmp_path: Path) -> None:
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "mine.toml").write_text("[timepoints.first_look]\n", encoding="utf-8")
    words = ["ecourts-indicators", *typed.split(" ")]
    asked = {
        "_ECOURTS_INDICATORS_COMPLETE": "complete_bash", "ECOURTS_DATA": str(tmp_path),
        "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1),
    }  # fmt: skip
    done = subprocess.run([PROGRAM], env=os.environ | asked, capture_output=True, text=True, check=False)
    assert done.stdout.split() == offered, done.stderr
