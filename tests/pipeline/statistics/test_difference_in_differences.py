"""Difference in differences: against statsmodels with dummies, panels of known effect, level of its test."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
import statsmodels.api as sm

from pipeline.statistics.difference_in_differences import difference_in_differences, two_sided
from pipeline.statistics.panel_regression import Panel, PanelError, event_study, two_way_fixed_effects

NAMES = tuple(f"District {letter}" for letter in "ABCDEFGHIJ")
TREATED = NAMES[:5]
START = 6


def made_panel(
    seed: int, effect: float = 0.0, noise: float = 0.5, trend: float = 0.0, **choices: int
) -> Panel:
    """Ten districts, twelve quarters, the programme from the seventh on in the first five."""
    random = np.random.default_rng(seed)
    quarters, missing = choices.get("quarters", 12), choices.get("missing", 0)
    districts = np.repeat(np.arange(10), quarters)
    periods = np.tile(np.arange(quarters), 10)
    rates = random.normal(8, 2, 10)[districts] + random.normal(0, 1, quarters)[periods]
    rates += effect * ((districts < 5) & (periods >= START)) + trend * (districts < 5) * periods
    rates += random.normal(0, noise, len(rates))
    kept = np.sort(random.permutation(len(rates))[missing:])
    mix = random.random((len(rates), choices.get("adjusters", 0)))
    return Panel(
        tuple(NAMES[at] for at in districts[kept]), periods[kept], rates[kept],
        random.uniform(1, 20, len(rates))[kept], mix[kept],
    )  # fmt: skip


def dummies(panel: Panel) -> list[np.ndarray]:
    columns = [np.array([name == other for name in panel.districts]) for other in NAMES]
    columns += [panel.periods == quarter for quarter in np.unique(panel.periods)[1:]]
    return [column.astype(float) for column in columns] + list(panel.adjusters.T)


@pytest.mark.parametrize(("seed", "missing", "adjusters"), [(1, 0, 0), (2, 15, 0), (3, 10, 2)])
def test_estimate_agrees_with_least_squares_on_dummies(seed: int, missing: int, adjusters: int) -> None:
    panel = made_panel(seed, effect=-1, missing=missing, adjusters=adjusters)
    is_own = np.array([name in TREATED for name in panel.districts])
    column = (is_own & (panel.periods >= START)).astype(float)
    expected = sm.WLS(panel.rates, np.column_stack([column, *dummies(panel)]), weights=panel.weights).fit()
    assert two_way_fixed_effects(panel, TREATED, START) == pytest.approx(expected.params[0], abs=1e-9)


def test_event_study_agrees_with_least_squares_on_dummies() -> None:
    panel = made_panel(4, effect=-1)
    is_own = np.array([name in TREATED for name in panel.districts])
    steps = [quarter for quarter in range(12) if quarter != START - 1]
    columns = [(is_own & (panel.periods == quarter)).astype(float) for quarter in steps]
    expected = sm.WLS(panel.rates, np.column_stack([*columns, *dummies(panel)]), weights=panel.weights).fit()
    found = event_study(panel, TREATED, START)
    assert list(found) == [quarter - START for quarter in steps]
    assert list(found.values()) == pytest.approx(expected.params[: len(steps)].tolist(), abs=1e-9)


def test_a_known_effect_without_noise_is_found_exactly() -> None:
    found = difference_in_differences(made_panel(5, effect=-2.5, noise=0), TREATED, START, seed=1)
    assert found.estimate == pytest.approx(-2.5)
    assert set(found.without_each) == set(TREATED)
    assert list(found.without_each.values()) == pytest.approx([-2.5] * 5)
    assert [value for step, value in found.coefficients.items() if step < 0] == pytest.approx([0] * 5)
    assert [value for step, value in found.coefficients.items() if step >= 0] == pytest.approx([-2.5] * 6)


def test_a_known_effect_with_noise_is_recovered_and_reaches_the_floor() -> None:
    found = difference_in_differences(made_panel(6, effect=-3), TREATED, START, seed=1)
    assert found.assignments == comb(10, 5) == 252
    assert found.is_exhaustive
    assert found.floor == pytest.approx(0.0079, abs=5e-5)
    assert found.p_value == pytest.approx(found.floor)
    assert found.interval.low is not None
    assert found.interval.high is not None
    assert found.interval.low < -3 < found.interval.high < 0
    assert found.pre_trend_p_value is not None
    assert found.pre_trend_p_value > 0.05


def test_diverging_paths_before_the_start_are_told() -> None:
    found = difference_in_differences(made_panel(7, trend=1.0), TREATED, START, seed=1)
    assert found.pre_trend_p_value == pytest.approx(2 / 252)


def test_the_permutation_test_keeps_its_level_and_its_interval_covers() -> None:
    # Four of eight districts: 70 assignments, so that the test rejects 2 of 70 where there is no effect.
    studies, covered, rejected = 200, 0, 0
    for at in range(studies):
        panel = made_panel(1000 + at, effect=1.0 if at % 2 else 0.0, quarters=8)
        panel = panel.chosen(np.isin(panel.districts, NAMES[1:9]))
        found = difference_in_differences(panel, TREATED, START, seed=at)
        covered += (found.interval.low or 0) <= at % 2 <= (found.interval.high or 0)
        rejected += found.p_value <= 0.05 and at % 2 == 0
    assert found.assignments == 70
    assert 188 <= covered <= 199
    assert rejected <= 8


def test_the_interval_holds_what_the_test_does_not_reject() -> None:
    panel = made_panel(8, effect=1.0)
    found = difference_in_differences(panel, TREATED, START, seed=1)
    is_after = np.array([name in TREATED for name in panel.districts]) & (panel.periods >= START)
    low, high = found.interval.low or 0.0, found.interval.high or 0.0
    for effect, is_inside in (
        (low - 0.01, False),
        (low + 0.01, True),
        (high - 0.01, True),
        (high + 0.01, False),
    ):
        freed = Panel(
            panel.districts, panel.periods, panel.rates - effect * is_after, panel.weights, panel.adjusters
        )
        p_value = difference_in_differences(freed, TREATED, START, seed=1).p_value
        assert (p_value > 0.05) == is_inside, effect


def test_too_few_districts_give_no_interval_and_say_what_p_can_be_reached() -> None:
    panel = made_panel(9, effect=-5)
    kept = np.isin(panel.districts, NAMES[3:7])
    found = difference_in_differences(panel.chosen(kept), TREATED, START, seed=1)
    assert (found.assignments, found.floor) == (6, pytest.approx(1 / 3))
    assert found.interval.note == "no interval: 6 assignments of districts are too few"


def test_more_assignments_than_can_be_tried_are_sampled_with_the_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.statistics.difference_in_differences.MOST_ASSIGNMENTS", 100)
    monkeypatch.setattr("pipeline.statistics.difference_in_differences.RESAMPLES", 199)
    panel = made_panel(6, effect=-3)
    found = [difference_in_differences(panel, TREATED, START, seed=3) for _ in range(2)]
    assert found[0] == found[1]
    assert (found[0].assignments, found[0].is_exhaustive) == (200, False)


def test_two_sided_counts_the_observed_and_its_ties() -> None:
    assert two_sided(np.array([3.0, 1.0, 2.0, 3.0])) == 1.0
    assert two_sided(np.array([5.0, *range(4), *range(-4, 0)])) == pytest.approx(2 / 9)


def test_a_group_that_was_not_observed_is_refused() -> None:
    panel = made_panel(10)
    with pytest.raises(PanelError, match="comparison districts have no time under observation before"):
        two_way_fixed_effects(panel, NAMES, START)
    with pytest.raises(PanelError, match=r"districts of the programme have no time .* before"):
        two_way_fixed_effects(panel.chosen(panel.periods >= START), TREATED, START)
