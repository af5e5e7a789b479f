"""Mean cumulative adjournments in SQL against an independent computation over weighted cases.

A case's influence on an estimate is its derivative by that case's weight; here it is taken numerically.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from random_cases import FollowedCase, random_cases, warehouse_of
from twelve_cases import AS_OF as TWELVE_AS_OF
from twelve_cases import CASES, DISPOSED, HEARINGS

from transform.indicators.computing import compute_one
from transform.indicators.definitions import load_indicators
from transform.indicators.values import IndicatorValue

HORIZONS = {6: 182.5, 12: 365.0, 24: 730.0, 36: 1095.0}


def estimate(cases: list[FollowedCase], weights: list[float], horizon: float) -> tuple[float, float]:
    """Nelson's and Ghosh and Lin's mean number of adjournments by ``horizon``, from the records."""
    nelson = ghosh_lin = 0.0
    survival = 1.0
    for day in sorted({day for case in cases for day in (*case.adjourned, case.end) if day <= horizon}):
        at_risk = sum(w for case, w in zip(cases, weights, strict=True) if case.entry <= day <= case.end)
        adjourned = sum(
            w * case.adjourned.count(day)
            for case, w in zip(cases, weights, strict=True)
            if case.entry <= day <= case.end
        )
        disposed = sum(
            w for case, w in zip(cases, weights, strict=True) if case.is_disposed and case.end == day
        )
        if at_risk:
            nelson += adjourned / at_risk
            ghosh_lin += survival * adjourned / at_risk
            survival *= 1 - disposed / at_risk
    return nelson, ghosh_lin


def influences(cases: list[FollowedCase], horizon: float, which: int) -> list[float]:
    step = 1e-5
    found = []
    for at in range(len(cases)):
        up, down = [1.0] * len(cases), [1.0] * len(cases)
        up[at] += step
        down[at] -= step
        found.append(
            (estimate(cases, up, horizon)[which] - estimate(cases, down, horizon)[which]) / (2 * step)
        )
    return sorted(found)


@pytest.mark.parametrize(
    ("frame_rule", "is_delayed"), [("filed_in_window", False), ("active_in_window", True)]
)
def test_estimates_and_influences_agree_with_the_independent_computation(
    one_place: Path, frame_rule: str, is_delayed: bool
) -> None:
    cases = random_cases(11, 40, is_delayed=is_delayed)
    with warehouse_of(cases, one_place, frame_rule) as connection:
        rows = {
            row.definition_id: row
            for row in compute_one(connection, load_indicators()["I15"])
            if row.district == "all"
        }
    for months, horizon in HORIZONS.items():
        expected = estimate(cases, [1.0] * len(cases), horizon)
        for which, name in enumerate(("nelson", "ghosh_lin")):
            row = rows[f"A1_{name}_{months}_months"]
            assert row.value == pytest.approx(expected[which], abs=1e-9)
            assert np.allclose(row.sample, influences(cases, horizon, which), atol=1e-6), (name, months)


def test_twelve_cases_agree_with_the_independent_computation(twelve_values: list[IndicatorValue]) -> None:
    cases = [
        FollowedCase(
            start, 0, (TWELVE_AS_OF - start).days if end is None else end, name in DISPOSED,
            tuple(day for day, *_ in HEARINGS.get(name, ())),
        )
        for name, start, end, _ in CASES
    ]  # fmt: skip
    found = {
        row.definition_id: row.value
        for row in twelve_values
        if row.indicator_id == "I15" and row.district == "all"
    }
    for months in (6, 12, 24):
        nelson, ghosh_lin = estimate(cases, [1.0] * 12, HORIZONS[months])
        assert found[f"A1_nelson_{months}_months"] == pytest.approx(nelson, abs=1e-9)
        assert found[f"A1_ghosh_lin_{months}_months"] == pytest.approx(ghosh_lin, abs=1e-9)
    assert found["A1_nelson_36_months"] is None


def test_rate_under_delayed_entry_counts_only_what_was_under_observation(one_place: Path) -> None:
    cases = random_cases(12, 60, is_delayed=True)
    inside = sum(day >= case.entry for case in cases for day in case.adjourned)
    years = sum(case.end - case.entry for case in cases) / 365
    assert inside < sum(len(case.adjourned) for case in cases)
    with warehouse_of(cases, one_place, "active_in_window") as connection:
        (row,) = (
            row
            for row in compute_one(connection, load_indicators()["I14"])
            if (row.definition_id, row.district) == ("A1", "all")
        )
    assert (row.numerator, row.denominator) == (inside, pytest.approx(years))
    assert row.value == pytest.approx(inside / years)
