"""Changes computed from the cases themselves: primaries, rates, windows of one length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.comparison.followed import FollowedCase, arrays, window_before, within_window
from pipeline.comparison.pairs import RATIO_UNIT, Change, difference_unit, no_change, seed_of
from pipeline.comparison.reading import Snapshot
from pipeline.comparison.rows import ComparisonRow, change_row
from pipeline.statistics.estimands import (
    Effect,
    adjournment_rate_ratio,
    conviction_share_difference,
    mean_adjournments_difference,
)
from pipeline.statistics.followed_cases import FollowedCases
from pipeline.statistics.interval import Interval
from pipeline.statistics.resampling import ratio_interval
from pipeline.study_sections.estimands import Estimand
from transform.indicators.values import IndicatorValue

RATE_UNIT = "adjournments per case-year"


def primary_change(
    estimand: Estimand,
    baseline: Snapshot,
    endline: Snapshot,
    pair: tuple[IndicatorValue, IndicatorValue],
    seed: int,
) -> Change:
    """The change of a primary estimand, from case-level arrays."""
    indicator_id, definition_id = estimand.indicator_id, estimand.definition_id
    if indicator_id == "I14":
        return rate_change(baseline, endline, definition_id, seed)
    if indicator_id == "I28":
        counts = [int(number or 0) for value in pair for number in (value.numerator, value.denominator)]
        return _change(conviction_share_difference(*counts), pair[0].unit)
    adjournments, _, months, _ = definition_id.split("_")
    year = float(baseline.parameters["year_length_days"])
    sides = [arrays(part.followed[adjournments]) for part in (baseline, endline)]
    found = mean_adjournments_difference(sides[0], sides[1], year * int(months) / 12, seed)
    return _change(found, pair[0].unit)


def rate_change(baseline: Snapshot, endline: Snapshot, definition_id: str, seed: int) -> Change:
    """Ratio of the adjournment rates (I14) under one definition, over all districts."""
    sides = [arrays(part.followed[definition_id]) for part in (baseline, endline)]
    return _rate_change(sides[0], sides[1], float(baseline.parameters["year_length_days"]), seed)


def matched_window_rows(baseline: Snapshot, endline: Snapshot, seed: int) -> Iterator[ComparisonRow]:
    """Adjournment rate (A1) in windows of one length before each cut-off, and its ratio.

    Only what happened within the window counts, so a case seen at both timepoints lends each its own time.
    """
    length = min(baseline.window_days, endline.window_days)
    definition_id = f"A1_last_{length}_days"
    year = float(baseline.parameters["year_length_days"])
    sides = []
    for part in (baseline, endline):
        cases = within_window(part.followed["A1"], *window_before(part.as_of, length))
        sides.append(arrays(cases))
        yield _window_row(part, cases, definition_id, year, seed)
    change = _rate_change(sides[0], sides[1], year, seed)
    yield change_row(baseline.parameters["study"], "I14", definition_id, "all cases", change,
                     min(map(len, sides)))  # fmt: skip


def _rate_change(baseline: FollowedCases, endline: FollowedCases, year: float, seed: int) -> Change:
    if not len(baseline) or not len(endline):
        return no_change(RATIO_UNIT, "no change: no case of a timepoint whose adjournments are known")
    return _change(adjournment_rate_ratio(baseline, endline, year, seed), RATE_UNIT)


def _change(effect: Effect, unit: str) -> Change:
    interval = Interval(effect.low, effect.high, effect.interval_method)
    named = RATIO_UNIT if effect.scale == "ratio" else difference_unit(unit)
    if effect.estimate is None:
        return no_change(named, f"no change: {effect.note}")
    return Change(
        effect.estimate, named, interval, effect.p_value, effect.test_method,
        minimum_detectable=effect.minimum_detectable, note=effect.note,
    )  # fmt: skip


def _window_row(
    part: Snapshot, cases: Sequence[FollowedCase], definition_id: str, year: float, seed: int
) -> ComparisonRow:
    counts = np.array([float(case.adjournment_count) for case in cases])
    years = np.array([(case.end_days - case.entry_days) / year for case in cases])
    value = float(counts.sum() / years.sum()) if years.sum() > 0 else None
    interval = (
        ratio_interval(counts, years, seed_of(seed, definition_id, part.timepoint))
        if value is not None
        else Interval(None, None, "none", "not available: no time under observation")
    )
    return ComparisonRow(
        study=part.parameters["study"], indicator_id="I14", definition_id=definition_id,
        timepoint=part.timepoint, district="all", population="all cases", value=value, unit=RATE_UNIT,
        n=len(cases), disclosure="cases", is_count=False, is_percentile=False,
        numerator=float(counts.sum()), denominator=float(years.sum()), ci_low=interval.low,
        ci_high=interval.high, ci_method=interval.method, note=interval.note,
    )  # fmt: skip
