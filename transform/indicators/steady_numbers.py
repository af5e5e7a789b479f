"""Numbers that come out the same in whichever order threads add: rounded alike, and compared so."""

from __future__ import annotations

import math


def is_same_value(one: float | None, other: float | None) -> bool:
    """Whether two computations of a value agree: which way its last digit is rounded may differ.

    Threads add fractions in any order; a sum on the edge between two roundings falls now here, now there.
    """
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-10, abs_tol=1e-12)


def steady(number: float) -> float:
    """Twelve digits: sums of fractions differ behind them with the order in which DuckDB's threads add."""
    if number % 1 == 0 and abs(number) < 1e12:
        return float(number)  # days and counts: most units are, and writing them out takes long
    return float(f"{number:.12g}")
