"""One expected figure, and the few ways to make one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Figure:
    """``value`` is None where there is nothing to compute it from; quantiles have no numerator."""

    value: float | None
    numerator: float | None
    denominator: float


# (indicator, definition, population) -> figure
Figures = dict[tuple[str, str, str], Figure]


def shared(part: float, whole: float) -> Figure:
    return Figure(part / whole if whole else None, part, whole)


def share(items: Sequence[Item], holds: Callable[[Item], bool]) -> Figure:
    return shared(sum(holds(item) for item in items), len(items))


def mean_of(counts: Sequence[int]) -> Figure:
    return shared(sum(counts), len(counts))
