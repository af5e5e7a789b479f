"""Commands that a message names, to be pasted as they are: of the same study, timepoint and data folder."""

from __future__ import annotations

import shlex
from pathlib import Path

from pipeline.paths import data_folder
from pipeline.study_files import study_named

PROGRAM = "ecourts-indicators"


def typed(command: str, study: str, file: Path, data: Path, *options: str) -> str:
    """A command about a study; ``--data`` only where another folder would be taken without it."""
    named = () if data == data_folder(None) else ("--data", str(data))
    of_study = f"{PROGRAM} {command} --study {study_named(study, file, data)}"
    return f"{of_study} {shlex.join([*options, *named])}".rstrip()
