"""Every indicator over made-up tables, set beside one plain pass of DuckDB over the same hearings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from bench.side_by_side import Pair, side_by_side
from bench.sizes import Size

TITLE = "Indicators"
PAIR = Pair(
    "all_indicators", "all indicators", "bare_pass", "bare pass over the hearings", 3, 1_000_000,
    reference_memory="80%", again_named="all indicators again, from kept facts",
)  # fmt: skip
"""Again: as after a changed indicator, when the tables have not changed.

In one go the bare pass over 81 million cases fits neither 4 nor 6 GB: it may take most of the machine's.
"""


def measure(size: Size) -> Iterator[Figure]:
    """Seconds and memory at each size, and how the seconds grow; with a picture of that."""
    costs: dict[int, float] = {}
    yield from side_by_side(PAIR, size, costs)
    if len(costs) > 1:
        draw(costs, Path("bench/indicators_growth.svg"))


def draw(costs: dict[int, float], path: Path) -> None:
    """Cost against size on logarithms, as SVG."""
    import altair
    import pandas as pd

    frame = pd.DataFrame({"cases": list(costs), "seconds": list(costs.values())})
    scale = altair.Scale(type="log")
    chart = altair.Chart(frame, title="All indicators").mark_line(point=True)
    chart.encode(x=altair.X("cases", scale=scale), y=altair.Y("seconds", scale=scale)).save(str(path))
