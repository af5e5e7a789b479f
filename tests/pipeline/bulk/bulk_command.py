"""The installed command, for the bulk study."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

STUDY = "ddl_maharashtra"


def command(*arguments: str, data: Path, expect: int = 0) -> str:
    """What the installed command prints about the bulk study."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("ecourts-indicators")), *arguments,
         "--study", STUDY, "--timepoint", "baseline", "--data", str(data)],
        env=os.environ | {"ECOURTS_KEY_FILE": str(data.with_name("pseudonym.key"))},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == expect, done.stdout + done.stderr
    return done.stdout + done.stderr
