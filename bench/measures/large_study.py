"""A study of some thousand cases in as many districts as a large state has, the way studies of any size go.

Its intervals are resampled and its small counts protected by the attacker's programmes, neither of which very
many cases cost more: intervals then come from formulas, and programmes grow with districts, not with cases.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator

from bench.figures import ROUNDS, Figure
from bench.made_tables import make_tables
from bench.processes import Cost, run_measured
from bench.side_by_side import MEMORY
from bench.sizes import Size

TITLE = "A study of a whole state"


def measure(size: Size) -> Iterator[Figure]:
    """Seconds and memory of all indicators with their intervals, then of disclosure control over them."""
    tables = size.scratch / f"tables_{size.study_cases}"
    make_tables(tables, size.study_cases)
    yield from _figures("all indicators", size, "all_indicators", tables, MEMORY)
    yield from _figures("disclosure control", size, "disclosure_control", tables)


def _figures(named: str, size: Size, module: str, *arguments: object) -> Iterator[Figure]:
    command = [sys.executable, "-m", f"bench.{module}", *map(str, arguments)]
    costs: list[Cost] = [run_measured(command) for _ in range(ROUNDS)]
    seconds = statistics.median(cost.seconds for cost in costs)
    yield Figure(f"{named}, {size.study_cases:,} cases", seconds, "s")
    yield Figure("  peak memory", max(cost.peak_bytes for cost in costs) / 1e9, "GB")
