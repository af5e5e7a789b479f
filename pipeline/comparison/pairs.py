"""The two values of one indicator, and the change between them: what it is stated with, and in which unit."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass
from statistics import NormalDist

from pipeline.statistics.interval import Interval, no_interval
from transform.indicators.values import IndicatorValue

RATIO_UNIT = "ratio endline / baseline"


@dataclass(frozen=True, slots=True)
class Change:
    """The change from baseline to endline; ``value`` is null where it makes no sense, ``note`` says why.

    Not tested: ``p_value`` null.
    """

    value: float | None
    unit: str
    interval: Interval
    p_value: float | None = None
    test_method: str | None = None
    cliffs_delta: float | None = None
    minimum_detectable: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CaseLabels:
    """Of the samples' members, baseline first: district, case, and court or case as the cluster drawn.

    ``has_clusters`` says that clusters hold several members, so that drawing single members would be wrong.
    """

    districts: tuple[Hashable, ...]
    cases: tuple[Hashable, ...]
    clusters: tuple[Hashable, ...]
    has_clusters: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """The two values of one indicator, definition, district and population; the samples' labels if known."""

    baseline: IndicatorValue
    endline: IndicatorValue
    kind: str
    is_tested: bool
    seed: int
    labels: CaseLabels | None = None


def no_change(unit: str, reason: str) -> Change:
    """A change that is not stated, and why."""
    return Change(None, unit, no_interval(reason), note=reason)


def seed_of(seed: int, *labels: str) -> int:
    """A row's own stream of random numbers, the same whatever other rows there are."""
    return int.from_bytes(hashlib.sha256("\x1f".join((str(seed), *labels)).encode()).digest()[:8], "big")


def neutral_of(unit: str) -> float:
    """The change of this unit that is none: a ratio of 1, a difference of 0."""
    return 1.0 if unit == RATIO_UNIT else 0.0


def difference_unit(unit: str) -> str:
    """Unit of a difference of values of this unit."""
    return f"difference, {unit}"


def plain_difference(pair: Pair, interval: Interval, **found: float | str | None) -> Change:
    """Endline less baseline with this interval; ``found`` are further fields of the change."""
    value = float(pair.endline.value or 0) - float(pair.baseline.value or 0)
    return Change(
        value, difference_unit(pair.baseline.unit), interval, note=interval.note, **found,  # type: ignore[arg-type]
    )  # fmt: skip


def normal_p(estimate: float, error: float) -> float:
    """Two-sided p-value of an estimate over its error, by the normal law."""
    return 2 * NormalDist().cdf(-abs(estimate / error))
