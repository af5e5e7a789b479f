"""Krippendorff's alpha against the library and by hand; its interval keeps cases whole."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest

from pipeline.statistics.agreement import agreement, alpha_interval, nominal_alpha


@pytest.mark.parametrize("seed", range(20))
def test_alpha_is_that_of_the_library(seed: int) -> None:
    draw = np.random.default_rng(seed)
    first = draw.integers(0, 4, 30).astype(float)
    second = np.where(draw.random(30) < 0.7, first, draw.integers(0, 4, 30)).astype(float)
    expected = krippendorff.alpha(reliability_data=[first, second], level_of_measurement="nominal")
    assert nominal_alpha(first, second) == pytest.approx(expected, abs=1e-12)


def test_alpha_by_hand() -> None:
    # Four units, one disagreement: observed 1/4. Eight codes, y 5 and n 3: expected 1 - (20 + 6) / 56.
    found = agreement(["y", "y", "n", "y"], ["y", "y", "n", "n"], ["a", "b", "c", "d"], seed=1)
    assert found.alpha == pytest.approx(1 - 0.25 / (1 - 26 / 56))
    assert (found.units, found.agreed) == (4, 3)


def test_a_unit_that_one_coder_left_empty_is_not_compared() -> None:
    found = agreement(["y", None, "n"], ["y", "n", "n"], ["a", "b", "c"], seed=1)
    assert (found.units, found.agreed, found.alpha) == (2, 2, 1.0)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [(["y", "y"], ["y", "y"], "one code throughout"), ([None], ["y"], "no unit was coded by both")],
)
def test_alpha_that_is_not_defined_says_why(first: list[str], second: list[str], reason: str) -> None:
    found = agreement(first, second, ["a", "b"][: len(first)], seed=1)
    assert found.alpha is None
    assert reason in (found.interval.note or "")


def test_the_interval_is_wider_when_units_lie_in_few_cases() -> None:
    first = np.tile([0.0, 1.0, 0.0, 1.0], 10)
    second = first.copy()
    second[:10] = 1 - second[:10]
    apart = alpha_interval(first, second, np.arange(40.0), seed=7)
    together = alpha_interval(first, second, np.repeat(np.arange(4.0), 10), seed=7)
    assert apart.low is not None
    assert apart.high is not None
    assert together.low is not None
    assert together.high is not None
    assert together.high - together.low > 1.5 * (apart.high - apart.low)
    assert apart.low < 0.5 < apart.high


def test_full_agreement_and_a_single_case_have_no_interval() -> None:
    codes = np.array([0.0, 1.0, 0.0])
    assert alpha_interval(codes, codes, np.arange(3.0), seed=1).method == "none"
    assert alpha_interval(codes, codes[::-1].copy(), np.zeros(3), seed=1).method == "none"
