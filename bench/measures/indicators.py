"""Every indicator over made-up tables, set beside one plain pass of DuckDB over the same hearings.

Both run as processes of their own with the same memory limit, by turns. Growth is the slope of the cost over
the number of cases on logarithms: 1 is growth in step with the data.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from math import log
from pathlib import Path

from bench.figures import ROUNDS, Figure, Wanted
from bench.made_tables import make_tables
from bench.processes import Cost, run_measured
from bench.sizes import Size
from transform.indicators.many_cases import MANY_CASES

TITLE = "Indicators"
MEMORY = "4GB"
"""For the database; the process may hold 6 GB, which leaves room for what DuckDB does not count."""
REPEATED_UP_TO_CASES = 1_000_000


def measure(size: Size) -> Iterator[Figure]:
    """Seconds and memory at each size, and how they grow."""
    costs: dict[int, float] = {}
    for cases in sizes(size.table_cases):
        tables = size.scratch / f"tables_{cases}"
        make_tables(tables, cases)
        rounds = ROUNDS if cases <= REPEATED_UP_TO_CASES else 1
        pairs = [(_run("all_indicators", tables), _run("bare_pass", tables)) for _ in range(rounds)]
        ours, bare = (statistics.median(cost.seconds for cost in one) for one in zip(*pairs, strict=True))
        costs[cases] = ours
        yield Figure(
            f"all indicators, {cases:,} cases", ours, "s", ours / bare, Wanted("at most", 3, "times"),
            "bare pass over the hearings, s", bare,
        )  # fmt: skip
        peak = max(cost.peak_bytes for cost, _ in pairs) / 10**9
        yield Figure(f"memory, {cases:,} cases", peak, "GB", peak, Wanted("at most", 6, "GB"))
    if len(costs) > 1:
        slope = growth(costs)
        yield Figure("growth of cost with cases", slope, "slope", slope, Wanted("at most", 1, "(log-log)"))
        draw(costs, Path("bench/indicators_growth.svg"))


def sizes(largest: int) -> list[int]:
    """Numbers of cases to measure at, above MANY_CASES: a study's own way resamples and costs otherwise."""
    steps = (4, 3, 2, 1, 0) if largest > 10**6 else (2, 1, 0)
    return [cases for step in steps if (cases := largest // 3**step) > MANY_CASES or not step]


def growth(costs: dict[int, float]) -> float:
    """Least-squares slope of log seconds over log cases."""
    points = [(log(cases), log(seconds)) for cases, seconds in costs.items()]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def draw(costs: dict[int, float], path: Path) -> None:
    """Cost against size on logarithms, as SVG."""
    import altair
    import pandas as pd

    frame = pd.DataFrame({"cases": list(costs), "seconds": list(costs.values())})
    scale = altair.Scale(type="log")
    chart = altair.Chart(frame, title="All indicators").mark_line(point=True)
    chart.encode(x=altair.X("cases", scale=scale), y=altair.Y("seconds", scale=scale)).save(str(path))


def _run(module: str, tables: Path) -> Cost:
    return run_measured([sys.executable, "-m", f"bench.{module}", tables, MEMORY])
