"""Every check over made-up tables, set beside every indicator over the same tables.

Both run as processes of their own with the same memory limit, by turns.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.figures import ROUNDS, Figure, Wanted
from bench.made_tables import make_tables
from bench.measures.indicators import MEMORY, growth, sizes
from bench.processes import Cost, run_measured
from bench.sizes import Size

TITLE = "Checks"
REPEATED_UP_TO_CASES = 100_000
"""Above, the indicators take minutes, long enough to be steady."""


def measure(size: Size) -> Iterator[Figure]:
    """Seconds and memory at each size, and how the seconds grow."""
    costs: dict[int, float] = {}
    for cases in sizes(size.table_cases):
        tables = size.scratch / f"tables_{cases}"
        make_tables(tables, cases)
        rounds = ROUNDS if cases <= REPEATED_UP_TO_CASES else 1
        pairs = [(_run("all_checks", tables), _run("all_indicators", tables)) for _ in range(rounds)]
        ours, indicators = (
            statistics.median(cost.seconds for cost in one) for one in zip(*pairs, strict=True)
        )
        costs[cases] = ours
        yield Figure(
            f"all checks, {cases:,} cases", ours, "s", ours / indicators, Wanted("at most", 1, "times"),
            "all indicators, s", indicators,
        )  # fmt: skip
        peak = max(cost.peak_bytes for cost, _ in pairs) / 10**9
        yield Figure(f"memory, {cases:,} cases", peak, "GB", peak, Wanted("at most", 6, "GB"))
    if len(costs) > 1:
        slope = growth(costs)
        yield Figure("growth of cost with cases", slope, "slope", slope, Wanted("at most", 1, "(log-log)"))


def _run(module: str, tables: Path) -> Cost:
    return run_measured([sys.executable, "-m", f"bench.{module}", tables, MEMORY])
