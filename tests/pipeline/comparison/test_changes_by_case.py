"""Changes in which a case seen at both timepoints counts as one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pipeline.comparison.by_case import by_case_rows
from pipeline.comparison.followed import FollowedCase
from pipeline.comparison.reading import Snapshot
from pipeline.statistics.survival import kaplan_meier, restricted_mean

START = date(2018, 1, 1)


def cases(seed: int, count: int, gap: float, first: int) -> tuple[FollowedCase, ...]:
    random = np.random.default_rng(seed)
    found = []
    for at in range(count):
        end = int(random.integers(400, 1200))
        days = tuple(int(day) for day in np.cumsum(random.exponential(gap, 60)) if day <= end)
        status = "disposed" if random.random() < 0.5 else "pending"
        found.append(FollowedCase(f"case {first + at}", "North", "k", status, 0, end, len(days), days, START))
    return tuple(found)


def rows(baseline: tuple[FollowedCase, ...], endline: tuple[FollowedCase, ...]):  # type: ignore[no-untyped-def]
    parameters = {"study": "made", "year_length_days": 365}
    snapshots = [
        Snapshot(name, parameters, (), {"A1": part})
        for name, part in (("baseline", baseline), ("endline", endline))
    ]
    return {row.definition_id: row for row in by_case_rows(*snapshots, seed=1, resamples=499)}


def test_means_fall_where_dates_are_given_further_apart() -> None:
    found = rows(cases(1, 60, 30, 0), cases(2, 60, 45, 60))
    for name in ("A1_nelson_12_months_by_case", "A1_ghosh_lin_12_months_by_case"):
        row = found[name]
        # 365 / 45 less 365 / 30 is -4.06.
        assert row.value == pytest.approx(-4.06, abs=1)
        assert row.ci_low is not None
        assert row.ci_high is not None
        assert row.ci_low < row.value < row.ci_high < 0
        assert (row.timepoint, row.role, row.ci_method) == (
            "difference",
            "descriptive",
            "case_bootstrap_95_499",
        )


def test_restricted_mean_agrees_with_greenwood_for_different_cases_and_is_narrower_for_the_same() -> None:
    one, other = cases(3, 50, 30, 0), cases(4, 50, 30, 50)
    found = rows(one, other)["rmst_730_by_case"]
    errors = []
    for part in (one, other):
        days = np.array([case.end_days for case in part], dtype=float)
        ended = np.array([float(case.status == "disposed") for case in part])
        errors.append(restricted_mean(kaplan_meier(days, ended), 730)[1])
    half = 1.959964 * np.hypot(*errors)
    assert found.ci_high - found.value == pytest.approx(half, rel=1e-6)
    same = rows(one, one)["rmst_730_by_case"]
    assert (same.value, same.ci_method) == (0, "none")


def test_an_age_no_case_was_seen_at_has_no_change() -> None:
    short = tuple(case for case in cases(5, 40, 30, 0) if case.end_days < 700)
    found = rows(short, cases(6, 40, 30, 40))
    for name in ("A1_nelson_24_months_by_case", "rmst_730_by_case"):
        assert found[name].value is None
        assert "no case of a timepoint was seen" in (found[name].note or "")
