"""The command that goes on with a pull, to be typed or pasted as it is, from whatever folder."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.paths import data_folder
from pipeline.typed_command import PROGRAM


def same_command(arguments: Sequence[str]) -> str:
    """The command that was given (``arguments`` without the program), with its data folder in full."""
    said: list[str] = []
    data: Path | None = None
    rest = iter(arguments)
    for argument in rest:
        if argument == "--data":
            data = Path(next(rest, "data"))
        elif argument.startswith("--data="):
            data = Path(argument.removeprefix("--data="))
        else:
            said.append(_in_full(argument))
    return _joined([*said, "--data", str(data_folder(data))])


def command_for(command: str, study: str, timepoint: str, data: Path, *further: str) -> str:
    """A command on a study's timepoint; ``study`` is its name or its file."""
    return _joined(
        [command, "--study", _in_full(study), "--timepoint", timepoint, *further, "--data", str(data)]
    )


def _in_full(argument: str) -> str:
    """A study file is named with its folder."""
    option, equals, value = argument.partition("=")
    if option.startswith("--") and equals:
        return f"{option}={_in_full(value)}"
    is_file = argument.endswith(".toml") and Path(argument).is_file()
    return str(Path(argument).resolve()) if is_file else argument


def _joined(arguments: Sequence[str]) -> str:
    return shlex.join([_program(), *arguments])


def _program() -> str:
    """By name where the shell finds it, else by its path."""
    called = Path(sys.argv[0])
    if called.name != PROGRAM or shutil.which(PROGRAM) is not None:
        return PROGRAM
    return str(called.resolve())
