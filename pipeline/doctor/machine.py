"""Python and the disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.doctor.finding import Finding, Level

LEAST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 500 * 1024**2
ENOUGH_FREE_BYTES = 5 * 1024**3


def examine_python(version: tuple[int, ...]) -> Iterator[Finding]:
    """The version of Python that runs this."""
    said = ".".join(str(number) for number in version)
    if version[:2] < LEAST_PYTHON:
        needed = ".".join(str(number) for number in LEAST_PYTHON)
        fix = f"install Python {needed} or newer, then run make clean and make setup"
        yield Finding(Level.FAULT, "Python", f"version {said}; {needed} or newer is needed", fix)
        return
    yield Finding(Level.OK, "Python", f"version {said}")


def examine_disk(data: Path) -> Iterator[Finding]:
    """Free space where the stores lie. A study of five districts takes well under 1 GB."""
    place = next((folder for folder in (data, *data.parents) if folder.is_dir()), data)
    free = shutil.disk_usage(place).free
    said = f"{free / 1024**3:.1f} GB free at {place}"
    if free < LEAST_FREE_BYTES:
        fix = "make room, or name another place with --data or ECOURTS_DATA"
        yield Finding(Level.FAULT, "disk", f"{said}: too little for a pull", fix)
    elif free < ENOUGH_FREE_BYTES:
        fix = "make room before a large pull, or name another place with --data or ECOURTS_DATA"
        yield Finding(Level.WARNING, "disk", f"{said}: little", fix)
    else:
        yield Finding(Level.OK, "disk", said)
