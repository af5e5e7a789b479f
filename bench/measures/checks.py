"""Every check over made-up tables, set beside every indicator over the same tables."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figure
from bench.side_by_side import Pair, side_by_side
from bench.sizes import Size

TITLE = "Checks"
PAIR = Pair("all_checks", "all checks", "all_indicators", "all indicators", 1, 100_000)
"""Above 100,000 cases the indicators take minutes, long enough to be steady."""


def measure(size: Size) -> Iterator[Figure]:
    """Seconds and memory at each size, and how the seconds grow."""
    yield from side_by_side(PAIR, size, {})
