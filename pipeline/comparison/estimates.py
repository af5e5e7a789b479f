"""Changes computed from the cases themselves: primaries, rates, models, windows of one length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.comparison.followed import FollowedCase, arrays, window_before, within_window
from pipeline.comparison.pairs import RATIO_UNIT, Change, difference_unit, no_change, seed_of
from pipeline.comparison.reading import Snapshot
from pipeline.comparison.rows import DIFFERENCE, ComparisonRow
from pipeline.statistics.estimands import (
    Effect,
    FollowedCases,
    adjournment_rate_ratio,
    conviction_share_difference,
    mean_adjournments_difference,
)
from pipeline.statistics.interval import Interval
from pipeline.statistics.rates import (
    CountedCases,
    RateModelError,
    negative_binomial_rate_ratio,
    poisson_rate_ratio,
)
from pipeline.statistics.resampling import degenerate_draws_expected, ratio_interval
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


def model_rows(baseline: Snapshot, endline: Snapshot) -> Iterator[ComparisonRow]:
    """Rate ratios of A1 by regression: Poisson, negative binomial, Poisson adjusted for the case mix."""
    counted = _counted(baseline, endline)
    adjusters = {
        name: np.array(
            [float(getattr(case, name)) for part in (baseline, endline) for case in part.followed["A1"]]
        )
        for name in ("is_pocso", "is_sessions")
    }
    mixed = {name: column for name, column in adjusters.items() if np.ptp(column) > 0}
    for name, model, adjusted_for in (
        ("A1_poisson", poisson_rate_ratio, {}),
        ("A1_negative_binomial", negative_binomial_rate_ratio, {}),
        ("A1_adjusted", poisson_rate_ratio, mixed),
    ):
        cases = CountedCases(*counted, adjusted_for)
        try:
            if name == "A1_adjusted" and not mixed:
                raise RateModelError("all cases are of one court level, and all or none under POCSO")
            found = model(cases)
        except RateModelError as reason:
            change = no_change(RATIO_UNIT, f"no model: {reason}")
        else:
            said = f"Overdispersion {found.overdispersion:.2f}; {found.clusters} clusters."
            if adjusted_for:
                said += f" Adjusted for: {', '.join(adjusted_for)}."
            change = Change(found.ratio, RATIO_UNIT, Interval(found.low, found.high, found.method), note=said)
        smaller = min(len(part.followed["A1"]) for part in (baseline, endline))
        yield change_row(baseline.parameters["study"], "I14", name, "all cases", change, smaller)


def change_row(
    study: str,
    indicator_id: str,
    definition_id: str,
    population: str,
    change: Change,
    n: int,
    district: str = "all",
) -> ComparisonRow:
    """A change as a row of the comparison, about cases."""
    return ComparisonRow(
        study=study,
        indicator_id=indicator_id,
        definition_id=definition_id,
        timepoint=DIFFERENCE,
        district=district,
        population=population,
        value=change.value,
        unit=change.unit,
        n=n,
        disclosure="cases",
        is_count=False,
        is_percentile=False,
        ci_low=change.interval.low,
        ci_high=change.interval.high,
        ci_method=change.interval.method,
        note=change.note,
        role="descriptive" if change.p_value is None else "secondary",
        p_value=change.p_value,
        test_method=change.test_method,
        cliffs_delta=change.cliffs_delta,
        minimum_detectable=change.minimum_detectable,
    )


def _rate_change(baseline: FollowedCases, endline: FollowedCases, year: float, seed: int) -> Change:
    if not len(baseline) or not len(endline):
        return no_change(RATIO_UNIT, "no change: no case of a timepoint whose adjournments are known")
    return _change(adjournment_rate_ratio(baseline, endline, year, seed), RATE_UNIT)


def _change(effect: Effect, unit: str) -> Change:
    interval = Interval(effect.low, effect.high, effect.interval_method)
    named = RATIO_UNIT if effect.scale == "ratio" else difference_unit(unit)
    if effect.estimate is None:
        return no_change(named, f"no change: {effect.note}")
    return Change(effect.estimate, named, interval, effect.p_value, effect.test_method, note=effect.note)


def _window_row(
    part: Snapshot, cases: Sequence[FollowedCase], definition_id: str, year: float, seed: int
) -> ComparisonRow:
    counts = np.array([float(case.adjournment_count) for case in cases])
    years = np.array([(case.end_days - case.entry_days) / year for case in cases])
    value = float(counts.sum() / years.sum()) if years.sum() > 0 else None
    with degenerate_draws_expected():
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


def _counted(
    baseline: Snapshot, endline: Snapshot
) -> tuple[np.ndarray, np.ndarray, np.ndarray, tuple[str, ...]]:
    """Counts, years, timepoint and cluster (court where there are enough, else case) of every record."""
    from pipeline.statistics.differences import COURTS_ENOUGH

    parts = [part.followed["A1"] for part in (baseline, endline)]
    year = float(baseline.parameters["year_length_days"])
    cases = [case for part in parts for case in part]
    by_court = min(len({case.court for case in part}) for part in parts) >= COURTS_ENOUGH
    return (
        np.array([float(len(case.adjournment_days)) for case in cases]),
        np.array([(case.end_days - case.entry_days) / year for case in cases]),
        np.repeat([0.0, 1.0], [len(part) for part in parts]),
        tuple(case.court if by_court else case.case_id for case in cases),
    )
