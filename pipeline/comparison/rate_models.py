"""Ratios of the adjournment rate by regression: Poisson, negative binomial, adjusted for the case mix."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.comparison.pairs import RATIO_UNIT, Change, no_change
from pipeline.comparison.reading import Snapshot
from pipeline.comparison.rows import ComparisonRow, change_row
from pipeline.statistics.differences import COURTS_ENOUGH
from pipeline.statistics.interval import Interval
from pipeline.statistics.rates import (
    CountedCases,
    RateModelError,
    negative_binomial_rate_ratio,
    poisson_rate_ratio,
)


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


def _counted(
    baseline: Snapshot, endline: Snapshot
) -> tuple[np.ndarray, np.ndarray, np.ndarray, tuple[str, ...]]:
    """Counts, years, timepoint and cluster (court where there are enough, else case) of every record."""
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
