"""Random draws that come out alike on every machine and Python version.

Only ``Random.random()`` is used, whose sequence for a given seed Python promises to keep; its other methods
may change from version to version.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from math import cos, exp, log, pi, sqrt
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


class Draws:
    """A stream of draws named by ``seed``: two streams of one name are the same."""

    __slots__ = ("uniform",)

    def __init__(self, seed: str) -> None:
        self.uniform = Random(seed).random

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.uniform() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included, all equally likely."""
        return low + int(self.uniform() * (high - low + 1))

    def one_of(self, items: Sequence[Item]) -> Item:
        """One item, all equally likely."""
        return items[int(self.uniform() * len(items))]

    def weighted(self, items: Sequence[Item], weights: Sequence[float]) -> Item:
        """One item, as likely as its weight."""
        sums = list(accumulate(weights))
        return items[min(bisect(sums, self.uniform() * sums[-1]), len(items) - 1)]

    def normal(self) -> float:
        """Standard normal (Box and Muller 1958)."""
        return sqrt(-2 * log(1 - self.uniform())) * cos(2 * pi * self.uniform())

    def positive(self, spread: float) -> float:
        """Log-normal with mean 1; ``spread`` is the standard deviation of the logarithm."""
        return exp(spread * self.normal() - spread * spread / 2)
