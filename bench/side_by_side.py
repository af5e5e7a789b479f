"""One way of working over made-up tables beside another: seconds, memory and growth at each size.

Both run as processes of their own with the same memory limit, by turns. Growth is the slope of the cost over
the number of cases on logarithms: 1 is growth in step with the data.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path

from bench.figures import ROUNDS, Figure, Wanted
from bench.made_tables import make_tables
from bench.processes import Cost, run_measured
from bench.sizes import Size
from transform.indicators.many_cases import MANY_CASES

MEMORY = "4GB"
"""For the database; the process may hold 6 GB, which leaves room for what DuckDB does not count."""


@dataclass(frozen=True, slots=True)
class Pair:
    """``ours`` and ``reference`` are modules of ``bench``, each with its name in words.

    ``times`` is how often the reference's cost ours may be. Above ``repeated_up_to_cases`` each runs once.
    """

    ours: str
    ours_named: str
    reference: str
    reference_named: str
    times: float
    repeated_up_to_cases: int


def side_by_side(pair: Pair, size: Size, costs: dict[int, float]) -> Iterator[Figure]:
    """Seconds and memory at each size, and how the seconds grow; fills ``costs``, seconds by cases."""
    for cases in sizes(size.table_cases):
        tables = size.scratch / f"tables_{cases}"
        make_tables(tables, cases)
        rounds = ROUNDS if cases <= pair.repeated_up_to_cases else 1
        runs = [(_run(pair.ours, tables), _run(pair.reference, tables)) for _ in range(rounds)]
        ours, reference = (statistics.median(cost.seconds for cost in one) for one in zip(*runs, strict=True))
        costs[cases] = ours
        yield Figure(
            f"{pair.ours_named}, {cases:,} cases", ours, "s", ours / reference,
            Wanted("at most", pair.times, "times"), f"{pair.reference_named}, s", reference,
        )  # fmt: skip
        peak = max(cost.peak_bytes for cost, _ in runs) / 10**9
        yield Figure(f"memory, {cases:,} cases", peak, "GB", peak, Wanted("at most", 6, "GB"))
    if len(costs) > 1:
        slope = growth(costs)
        yield Figure("growth of cost with cases", slope, "slope", slope, Wanted("at most", 1, "(log-log)"))


def sizes(largest: int) -> list[int]:
    """Numbers of cases to measure at, above MANY_CASES: a study's own way resamples and costs otherwise."""
    steps = (4, 3, 2, 1, 0) if largest > 10**6 else (2, 1, 0)
    return [cases for step in steps if (cases := largest // 3**step) > MANY_CASES or not step]


def growth(costs: dict[int, float]) -> float:
    """Least-squares slope of log seconds over log cases."""
    points = [(log(cases), log(seconds)) for cases, seconds in costs.items()]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def _run(module: str, tables: Path) -> Cost:
    return run_measured([sys.executable, "-m", f"bench.{module}", tables, MEMORY])
