"""One way of working over made-up tables beside another: seconds, memory and growth at each size.

Both run as processes of their own, by turns, within the same memory unless the pair says otherwise. Growth is
the slope of the cost over the number of cases on logarithms: 1 is growth in step with the data.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence
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
    reference_memory: str = MEMORY
    again_named: str = ""
    """What it is to run ``ours`` again on what its first run has kept; not measured where it has no name."""


def side_by_side(pair: Pair, size: Size, costs: dict[int, float]) -> Iterator[Figure]:
    """Seconds and memory at each size, and how the seconds grow; fills ``costs``, seconds by cases."""
    for cases in sizes(size.table_cases):
        tables = size.scratch / f"tables_{cases}"
        make_tables(tables, cases)
        rounds = ROUNDS if cases <= pair.repeated_up_to_cases else 1
        runs = [_round(pair, tables) for _ in range(rounds)]
        ours, again, reference = ([run[place] for run in runs] for place in range(3))
        costs[cases] = _seconds(ours)
        yield _beside(pair, f"{pair.ours_named}, {cases:,} cases", ours, reference)
        if pair.again_named:
            yield _beside(pair, f"{pair.again_named}, {cases:,} cases", again, reference)
        peak = max(cost.peak_bytes for cost in (*ours, *again)) / 10**9
        yield Figure(f"memory, {cases:,} cases", peak, "GB", peak, Wanted("at most", 6, "GB"))
    if len(costs) > 1:
        slope = growth(costs)
        yield Figure("growth of cost with cases", slope, "slope", slope, Wanted("at most", 1, "(log-log)"))


def _beside(pair: Pair, name: str, ours: Sequence[Cost], reference: Sequence[Cost]) -> Figure:
    used = statistics.median(cost.processor_seconds for cost in ours)
    used_by_reference = statistics.median(cost.processor_seconds for cost in reference)
    seconds, wanted = (_seconds(ours), _seconds(reference)), Wanted("at most", pair.times, "times")
    return Figure(
        name, seconds[0], "s", seconds[0] / seconds[1], wanted, f"{pair.reference_named}, s", seconds[1],
        note=f"processor seconds {used:,.4g}, {used_by_reference:,.4g}",
    )  # fmt: skip


def _round(pair: Pair, tables: Path) -> tuple[Cost, Cost, Cost]:
    """What ours cost, ours again (the same where that is not asked for) and the reference."""
    ours = _run(pair.ours, tables, MEMORY)
    again = _run(pair.ours, tables, MEMORY, "again") if pair.again_named else ours
    return ours, again, _run(pair.reference, tables, pair.reference_memory)


def sizes(largest: int) -> list[int]:
    """Numbers of cases to measure at, above MANY_CASES: a study's own way resamples and costs otherwise."""
    steps = (4, 3, 2, 1, 0) if largest > 10**6 else (2, 1, 0)
    return [cases for step in steps if (cases := largest // 3**step) > MANY_CASES or not step]


def growth(costs: dict[int, float]) -> float:
    """Least-squares slope of log seconds over log cases."""
    points = [(log(cases), log(seconds)) for cases, seconds in costs.items()]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def _seconds(costs: Sequence[Cost]) -> float:
    return statistics.median(cost.seconds for cost in costs)


def _run(module: str, tables: Path, *more: str) -> Cost:
    return run_measured([sys.executable, "-m", f"bench.{module}", tables, *more])
