"""What a measurement says: a value, the reference measured in the same run, what was wanted of the two."""

from __future__ import annotations

import operator
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

ROUNDS = 5
"""Every figure is the median of so many measurements, ours and the reference's by turns."""

_HOLDS = {"at least": operator.ge, "at most": operator.le}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a figure must be: ``Wanted("at least", 10, "times")``."""

    bound: Literal["at least", "at most"]
    amount: float
    of: str

    def __str__(self) -> str:
        return f"{self.bound} {self.amount:g} {self.of}".strip()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``judged`` is what ``wanted`` speaks of: a ratio to the reference, or the value itself."""

    name: str
    value: float
    unit: str
    judged: float | None = None
    wanted: Wanted | None = None
    reference: str = ""
    reference_value: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether it is what was wanted; ``None`` where nothing was."""
        if self.wanted is None or self.judged is None:
            return None
        return bool(_HOLDS[self.wanted.bound](self.judged, self.wanted.amount))


def median_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median wall-clock seconds of ``work``."""
    return statistics.median(_seconds(work) for _ in range(rounds))


def paired_seconds(
    ours: Callable[[], object], reference: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Median seconds of both, measured by turns, so that what else the machine does meets both alike."""
    pairs = [(_seconds(ours), _seconds(reference)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
