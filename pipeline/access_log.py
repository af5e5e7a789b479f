"""Who ran which command on a data folder that holds pages of cases, and when (METHODOLOGY R14).

One line a command in ``DATA/raw/access.log``, appended and never rewritten. It says the command, the study
and the timepoint, nothing else: a path or a pseudonym typed on the command line may be about a case. Whoever
can't write into the raw zone can't read pages there either, and is not noted.
"""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from pipeline.paths import data_folder

LOG = "access.log"
COMMAND = re.compile(r"[a-z][a-z-]*")
MOST_WORDS = 2


def note_use(arguments: Sequence[str]) -> None:
    """Append a line about the command that ``arguments`` (without the program's name) call."""
    named = _option(arguments, "--data")
    raw = data_folder(Path(named) if named else None) / "raw"
    words = list(takewhile(COMMAND.fullmatch, arguments))[:MOST_WORDS]
    if not words or "--help" in arguments or not raw.is_dir() or not os.access(raw, os.W_OK):
        return
    told = (
        datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), _account(), " ".join(words),
        _option(arguments, "--study") or "-", _option(arguments, "--timepoint") or "-",
    )  # fmt: skip
    line = "\t".join(re.sub(r"\s", " ", text) for text in told) + "\n"
    with os.fdopen(os.open(raw / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
        log.write(line.encode())


def _option(arguments: Sequence[str], name: str) -> str | None:
    """The value after an option, or after its sign of equality."""
    for position, argument in enumerate(arguments):
        if argument == name:
            return next(iter(arguments[position + 1 :]), None)
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
    return None


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return f"uid {os.getuid()}"
