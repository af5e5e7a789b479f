"""How long a person waits for an answer: interpreter start and imports are most of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, Wanted, median_seconds
from bench.processes import run_measured
from bench.sizes import Size

TITLE = "Command line"
COMMAND = Path(sys.executable).with_name("ecourts-indicators")


def measure(size: Size) -> Iterator[Figure]:
    """Seconds until ``--help`` has answered."""
    seconds = median_seconds(lambda: run_measured([COMMAND, "--help"]))
    yield Figure("--help answers", seconds, "s", seconds, Wanted("at most", 0.4, "s"))
