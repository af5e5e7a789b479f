"""The whole chain on the reference study, as ``make baseline`` runs it, into a fresh folder each time."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, median_seconds
from bench.processes import run_measured
from bench.sizes import Size

TITLE = "Reference study"
COMMAND = Path(sys.executable).with_name("ecourts-indicators")


def measure(size: Size) -> Iterator[Figure]:
    """Seconds of the baseline from nothing to publication, and of a second run that finds all done."""
    data = size.scratch / "reference"

    def from_nothing() -> None:
        shutil.rmtree(data, ignore_errors=True)
        _run(data)

    rounds = 3 if size.name == "quick" else 5
    yield Figure("baseline from nothing", median_seconds(from_nothing, rounds), "s")
    yield Figure("baseline again", median_seconds(lambda: _run(data), rounds), "s")
    shutil.rmtree(data)


def _run(data: Path) -> None:
    os.environ["ECOURTS_KEY_FILE"] = str(data / "key" / "pseudonym.key")
    run_measured([COMMAND, "run", "--study", "reference", "--timepoint", "baseline", "--data", data])
