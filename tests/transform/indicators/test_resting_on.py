"""The fewest at risk under a curve and the two largest units of a sum, counted by hand."""

from __future__ import annotations

import pytest

from transform.indicators.resting_on import fewest_at_risk, top_two_share

DAYS = (10.0, 20.0, 20.0, 30.0, 40.0, 50.0)
ENDED = (1.0, 1.0, 0.0, 0.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("interval", "definition_id", "value", "fewest"),
    [
        ("km_median", "km_median", 20.0, 5),  # two of six steps: all six at risk on day 10, five on day 20
        ("km_median", "km_median", 40.0, 2),
        ("km_rmst", "rmst_30", 25.0, 5),  # nobody's end lies between day 20 and the horizon
        ("aalen_johansen", "acquitted_by_1_year", 0.5, 2),
        ("bootstrap_mean", "A1", 3.0, None),
        ("km_median", "km_median", None, None),
    ],
)
def test_fewest_at_risk(interval: str, definition_id: str, value: float | None, fewest: int | None) -> None:
    assert fewest_at_risk(interval, definition_id, value, DAYS, ENDED) == fewest


def test_a_case_not_yet_under_observation_is_not_at_risk() -> None:
    entries = (0.0, 15.0, 15.0, 15.0, 15.0, 15.0)
    assert fewest_at_risk("km_median", "km_median", 20.0, DAYS, ENDED, entries) == 1


def test_without_any_step_those_followed_to_the_horizon_count() -> None:
    assert fewest_at_risk("km_rmst", "rmst_30", 30.0, DAYS, (0.0,) * 6) == 3
    assert fewest_at_risk("aalen_johansen", "other_by_1_year", 0.0, DAYS, (0.0,) * 6) == 1


def test_top_two_share() -> None:
    assert top_two_share("bootstrap_mean", (60.0, 1.0, 35.0, 4.0)) == pytest.approx(0.95)
    assert top_two_share("bootstrap_ratio", (1.0,) * 40) == pytest.approx(0.05)
    assert top_two_share("bootstrap_mean", (0.0, 0.0)) is None
    assert top_two_share("robust_mean", (60.0, 1.0)) is None
