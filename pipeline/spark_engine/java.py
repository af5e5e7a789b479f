"""Spark runs on Java: is there one, and is it new enough."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from pipeline.run import RunError

OLDEST = 17
"""Spark 4 needs Java 17."""
VERSION = re.compile(r'version "(?:1\.)?(\d+)')
WHAT_TO_DO = (
    "On Debian and Ubuntu: apt install default-jre-headless; elsewhere see adoptium.net. "
    "JAVA_HOME names one that is not found by itself."
)


class JavaError(RunError):
    """No Java, or one that is too old for Spark: says what to do."""


def require_java() -> None:
    """Raises ``JavaError`` unless Spark will find a Java that can run it."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    try:
        said = subprocess.run([java or "java", "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        where = f" under JAVA_HOME ({home})" if home else ""
        raise JavaError(
            f"--engine spark needs Java {OLDEST} or newer; there is none{where}. {WHAT_TO_DO}"
        ) from None
    found = VERSION.search(said)
    if found is None or int(found[1]) < OLDEST:
        version = said.split("\n", maxsplit=1)[0]
        raise JavaError(f"--engine spark needs Java {OLDEST} or newer; {java} is {version}. {WHAT_TO_DO}")
