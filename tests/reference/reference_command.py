"""The project's own command, run as a user runs it, on the reference study or another one that ships."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run_command(*arguments: str, data: Path, study: str = "reference") -> str:
    """What the command prints; it must end well."""
    command = [
        str(Path(sys.executable).with_name("ecourts-indicators")),  # "python -c" makes pyspark end the run
        *arguments, "--study", study, "--data", str(data),
    ]  # fmt: skip
    environment = os.environ | {"ECOURTS_KEY_FILE": str(data.with_name("pseudonym.key"))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
