"""The change of one indicator value, by what kind of value it is: difference or ratio, interval, test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from pipeline.statistics.competing import cumulative_incidence
from pipeline.statistics.differences import (
    cliffs_delta,
    clustered_mean_difference,
    mean_difference,
    median_difference,
    share_difference,
)
from pipeline.statistics.interval import NORMAL_QUANTILE, Interval, no_interval
from pipeline.statistics.survival import kaplan_meier, restricted_mean
from pipeline.statistics.testing import (
    minimum_detectable_difference,
    permutation_of_means,
    shares_tested,
)
from transform.indicators.values import IndicatorValue

Numbers = npt.NDArray[np.float64]
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


def change_of(pair: Pair) -> Change:
    """The change, or the reason why there is none."""
    for value, name in ((pair.baseline, "baseline"), (pair.endline, "endline")):
        if value.value is None:
            return no_change(pair.baseline.unit, f"no change: no value at {name}")
    if pair.baseline.interval in CHANGES:
        return CHANGES[pair.baseline.interval](pair)
    return _plain(pair)


def no_change(unit: str, reason: str) -> Change:
    return Change(None, unit, no_interval(reason), note=reason)


def seed_of(seed: int, *labels: str) -> int:
    """A row's own stream of random numbers, the same whatever other rows there are."""
    return int.from_bytes(hashlib.sha256("\x1f".join((str(seed), *labels)).encode()).digest()[:8], "big")


def difference_unit(unit: str) -> str:
    return f"difference, {unit}"


def _plain(pair: Pair) -> Change:
    """Values without an interval of their own: full counts, descriptions of a register, bounds."""
    reason = pair.baseline.interval.removeprefix("none because ")
    if "bound" in reason:
        return no_change(pair.baseline.unit, f"no change: {reason}")
    return _difference(pair, no_interval(reason))


def _difference(pair: Pair, interval: Interval, **found: float | str | None) -> Change:
    value = float(pair.endline.value or 0) - float(pair.baseline.value or 0)
    return Change(
        value, difference_unit(pair.baseline.unit), interval, note=interval.note, **found,  # type: ignore[arg-type]
    )  # fmt: skip


def _share(pair: Pair) -> Change:
    counts = (
        pair.baseline.numerator, pair.baseline.denominator, pair.endline.numerator, pair.endline.denominator,
    )  # fmt: skip
    hits0, units0, hits1, units1 = (float(count or 0) for count in counts)
    found = share_difference(hits0, units0, hits1, units1)
    if not pair.is_tested:
        return _difference(pair, found.interval)
    tested = shares_tested(int(hits0), int(units0), int(hits1), int(units1))
    return _difference(pair, found.interval, p_value=tested.p_value, test_method=tested.method)


def _mean(pair: Pair) -> Change:
    first, second = np.array(pair.baseline.sample), np.array(pair.endline.sample)
    labels = pair.labels
    if labels is not None and labels.has_clusters:
        interval = clustered_mean_difference(first, second, labels.clusters, pair.seed).interval
    else:
        interval = mean_difference(first, second, pair.seed).interval
    extra: dict[str, float | str | None] = {"cliffs_delta": cliffs_delta(first, second)}
    if min(len(first), len(second)) >= 2:
        spread = float(first.std(ddof=1))
        extra["minimum_detectable"] = minimum_detectable_difference(spread, len(first), len(second))
        if pair.is_tested:
            tested = permutation_of_means(
                first, second, pair.seed,
                labels.districts if labels else None, labels.cases if labels else None,
            )  # fmt: skip
            extra |= {"p_value": tested.p_value, "test_method": tested.method}
    return _difference(pair, interval, **extra)


def _median(pair: Pair) -> Change:
    first, second = np.array(pair.baseline.sample), np.array(pair.endline.sample)
    return _difference(pair, median_difference(first, second, pair.seed).interval)


def _ratio(pair: Pair) -> Change:
    """Ratio of two rates of independent cases, on the logarithm, with the cases' influences."""
    sides = [
        (np.array(value.sample), np.array(value.sample_weight)) for value in (pair.baseline, pair.endline)
    ]
    if any(counts.sum() == 0 for counts, _ in sides):
        return _difference(pair, no_interval("a rate of 0 has no ratio"))
    variance = sum(_log_rate_variance(counts, weights) for counts, weights in sides)
    ratio = float(pair.endline.value or 0) / float(pair.baseline.value or 1)
    if variance == 0:
        return Change(ratio, RATIO_UNIT, no_interval("no variation"), note="no interval: no variation")
    error = sqrt(variance)
    low, high = (exp(log(ratio) + sign * NORMAL_QUANTILE * error) for sign in (-1, 1))
    p_value = _normal_p(log(ratio), error) if pair.is_tested else None
    method = "normal_log_ratio" if pair.is_tested else None
    return Change(ratio, RATIO_UNIT, Interval(low, high, "robust_log_95"), p_value, method)


def _log_rate_variance(counts: Numbers, weights: Numbers) -> float:
    deviations = (counts - counts.sum() / weights.sum() * weights) / counts.sum()
    return float((deviations**2).sum()) * len(counts) / max(1, len(counts) - 1)


def _curve(pair: Pair) -> Change:
    """Difference of two mean cumulative counts; their samples are the cases' influences."""
    variance = sum(float((np.array(value.sample) ** 2).sum()) for value in (pair.baseline, pair.endline))
    return _normal(pair, sqrt(variance), "robust_95")


def _restricted_mean(pair: Pair) -> Change:
    horizon = float(pair.baseline.definition_id.rsplit("_", maxsplit=1)[1])
    variance = 0.0
    for value in (pair.baseline, pair.endline):
        entry = np.array(value.sample_entry) if value.sample_entry else None
        curve = kaplan_meier(np.array(value.sample), np.array(value.sample_weight), entry)
        variance += restricted_mean(curve, horizon)[1] ** 2
    return _normal(pair, sqrt(variance), "greenwood_95")


def _incidence(pair: Pair) -> Change:
    """Difference of two incidences of one kind of end; weight 1 marks it, 2 any other, 0 none by then."""
    variance = 0.0
    for value in (pair.baseline, pair.endline):
        curves = cumulative_incidence(
            np.array(value.sample), np.array(value.sample_weight), np.array(value.sample_entry)
        )
        variance += float(curves[1].variance[-1]) if 1 in curves else 0.0
    return _normal(pair, sqrt(variance), "aalen_johansen_95")


def _normal(pair: Pair, error: float, method: str) -> Change:
    estimate = float(pair.endline.value or 0) - float(pair.baseline.value or 0)
    if error == 0:
        return _difference(pair, no_interval("no variation"))
    half = NORMAL_QUANTILE * error
    interval = Interval(estimate - half, estimate + half, method)
    if not pair.is_tested:
        return _difference(pair, interval)
    return _difference(pair, interval, p_value=_normal_p(estimate, error), test_method="normal")


def _normal_p(estimate: float, error: float) -> float:
    return 2 * NormalDist().cdf(-abs(estimate / error))


def _survival_median(pair: Pair) -> Change:
    return _difference(
        pair, no_interval("medians of two curves; compare the restricted means, which have one")
    )


CHANGES: Mapping[str, Callable[[Pair], Change]] = {
    "wilson": _share,
    "bootstrap_mean": _mean,
    "bootstrap_median": _median,
    "bootstrap_ratio": _ratio,
    "km_median": _survival_median,
    "km_rmst": _restricted_mean,
    "robust_mean": _curve,
    "aalen_johansen": _incidence,
}
