"""The cumulative incidence of outcomes in SQL against the estimator that agrees with the libraries."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from random_cases import random_cases, warehouse_of

from pipeline.statistics.competing import cumulative_incidence, incidence_at, incidence_interval
from pipeline.statistics.intervals import add_intervals
from transform.indicators.computing import compute_one
from transform.indicators.definitions import load_indicators

CAUSES = {"convicted": 1, "split": 1, "acquitted": 2, "discharged": 3, "quashed_hc": 3, "filed": 4}
NAMES = {1: "convicted", 2: "acquitted", 3: "other", 4: "unknown"}
HORIZONS = {"1_year": 365, "2_years": 730, "3_years": 1095}


@pytest.mark.parametrize(
    ("frame_rule", "is_delayed"), [("filed_in_window", False), ("active_in_window", True)]
)
def test_values_and_intervals_agree_with_the_estimator(
    one_place: Path, frame_rule: str, is_delayed: bool
) -> None:
    cases = random_cases(21, 150, is_delayed=is_delayed)
    outcomes = [str(name) for name in np.random.default_rng(3).choice(list(CAUSES), len(cases))]
    cause = np.array(
        [CAUSES[name] if case.is_disposed else 0 for name, case in zip(outcomes, cases, strict=True)]
    )
    end, entry = (np.array([getattr(case, name) for case in cases], dtype=float) for name in ("end", "entry"))
    curves = cumulative_incidence(end, cause, entry)
    with warehouse_of(cases, one_place, frame_rule, outcomes) as connection:
        rows = add_intervals(compute_one(connection, load_indicators()["I34"]), seed=1)
    found = {row.definition_id: row for row in rows if row.district == "all"}
    assert len(found) == 12
    for code, name in NAMES.items():
        for label, horizon in HORIZONS.items():
            row = found[f"{name}_by_{label}"]
            share, _ = incidence_at(curves[code], horizon) or (None, None)
            assert row.value == pytest.approx(share, abs=1e-9)
            expected = incidence_interval(end, cause, horizon, entry, code)
            assert (row.ci_low, row.ci_high) == pytest.approx((expected.low, expected.high), abs=1e-9)
            assert row.ci_method == "aalen_johansen_loglog_95"
            assert row.numerator == ((cause == code) & (end <= horizon)).sum()
            assert row.n == row.denominator == (entry <= horizon).sum()


def test_the_four_ends_and_the_undecided_share_add_up_to_one(one_place: Path) -> None:
    cases = random_cases(22, 80, is_delayed=True)
    outcomes = [str(name) for name in np.random.default_rng(4).choice(list(CAUSES), len(cases))]
    with warehouse_of(cases, one_place, "active_in_window", outcomes) as connection:
        rows = compute_one(connection, load_indicators()["I34"])
        (undecided,) = connection.execute(
            "select min(survival) from disposal_survival where district = 'all' and days <= 730"
        ).fetchall()[0]
    ended = sum(
        row.value or 0 for row in rows if row.district == "all" and row.definition_id.endswith("by_2_years")
    )
    assert ended + undecided == pytest.approx(1, abs=1e-9)
