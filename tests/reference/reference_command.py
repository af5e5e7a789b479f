"""The project's own command, run as a user runs it, on the reference study or another one that ships."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import typer

from pipeline.cli import app


def run_command(*arguments: str, data: Path, study: str = "reference") -> str:
    """What the command prints; it must end well."""
    done = ended(*arguments, "--study", study, data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ended(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """The command ended, well or not; nothing of it stands on a terminal."""
    command = str(
        Path(sys.executable).with_name("ecourts-indicators")
    )  # "python -c" makes pyspark end the run
    environment = os.environ | {"ECOURTS_KEY_FILE": str(data.with_name("pseudonym.key"))}
    return subprocess.run(
        [command, *arguments, "--data", str(data)],
        env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def told_as_json(*arguments: str, data: Path, exit_code: int = 0) -> dict[str, Any]:
    """The one object that the command prints with --json; its keys must be those that its help names."""
    done = ended(*arguments, "--json", data=data)
    assert done.returncode == exit_code, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    assert list(told) == documented_keys(*arguments), arguments
    return told


def documented_keys(*arguments: str) -> list[str]:
    """The keys that the help of the command's --json names."""
    command: Any = typer.main.get_command(app)
    for name in arguments:
        if not hasattr(command, "commands"):
            break
        command = command.commands[name]
    (option,) = [one for one in command.params if "--json" in one.opts]
    return option.help.partition("keys: ")[2].removesuffix(".").split(", ")
