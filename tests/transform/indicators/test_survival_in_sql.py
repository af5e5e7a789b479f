"""The Kaplan-Meier curve in SQL against lifelines, with and without delayed entry."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time
from random_cases import random_cases, warehouse_of

from transform.indicators.computing import compute_one
from transform.indicators.definitions import load_indicators


@pytest.mark.parametrize(
    ("frame_rule", "is_delayed"), [("filed_in_window", False), ("active_in_window", True)]
)
@pytest.mark.parametrize("seed", [1, 2])
def test_curve_median_and_restricted_mean_agree_with_lifelines(
    one_place: Path, frame_rule: str, is_delayed: bool, seed: int
) -> None:
    cases = random_cases(seed, 150, is_delayed=is_delayed)
    # lifelines takes a case in after the day of its entry, this project on it.
    entry = [case.entry - 0.5 if case.entry else 0 for case in cases]
    fitter = KaplanMeierFitter().fit(
        [case.end for case in cases],
        [case.is_disposed for case in cases],
        entry=entry if is_delayed else None,
    )
    with warehouse_of(cases, one_place, frame_rule) as connection:
        curve = connection.execute(
            "select days, survival from disposal_survival where district = 'all' and disposals > 0 order by 1"
        ).fetchall()
        values = {
            row.definition_id: row.value
            for row in compute_one(connection, load_indicators()["I05"])
            if row.district == "all"
        }
    assert len(curve) > 20
    expected = fitter.survival_function_at_times([days for days, _ in curve])
    assert np.allclose([survival for _, survival in curve], expected, rtol=0, atol=1e-9)
    assert values["km_median"] == fitter.median_survival_time_
    for horizon in (730, 1095):
        area = restricted_mean_survival_time(fitter, t=horizon)
        assert values[f"rmst_{horizon}"] == pytest.approx(area, abs=1e-6)


def test_a_case_disposed_of_on_its_first_day_counts(one_place: Path) -> None:
    cases = random_cases(3, 9, is_delayed=False)
    first = type(cases[0])(cases[0].start, 0, 0, True, ())
    with warehouse_of([first, *cases], one_place, "filed_in_window") as connection:
        found = connection.execute(
            "select at_risk, survival from disposal_survival where district = 'all' and days = 0"
        ).fetchall()
    assert found == [(10, pytest.approx(0.9))]
