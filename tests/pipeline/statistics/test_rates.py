"""Rate models: what a Poisson regression on one group must give by hand, adjustment, spread, refusals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.extras import MissingExtraError
from pipeline.statistics.rates import (
    CountedCases,
    RateModelError,
    negative_binomial_rate_ratio,
    poisson_rate_ratio,
)


def made(seed: int, ratio: float, spread: float = 0.0, count: int = 150) -> CountedCases:
    """Counts at 6 a year and ``ratio`` times that, with a gamma factor of variance ``spread`` per case."""
    random = np.random.default_rng(seed)
    years = random.uniform(0.2, 3, 2 * count)
    is_endline = np.repeat([0.0, 1.0], count)
    factor = random.gamma(1 / spread, spread, 2 * count) if spread else np.ones(2 * count)
    counts = random.poisson(6 * years * factor * np.where(is_endline > 0, ratio, 1))
    return CountedCases(counts.astype(float), years, is_endline, tuple(range(2 * count)))


def test_poisson_ratio_is_the_ratio_of_the_rates() -> None:
    cases = made(1, 1.5)
    sums = [
        cases.counts[cases.is_endline == when].sum() / cases.years[cases.is_endline == when].sum()
        for when in (0, 1)
    ]
    found = poisson_rate_ratio(cases)
    assert found.ratio == pytest.approx(sums[1] / sums[0])
    assert found.low < 1.5 < found.high
    assert found.clusters == 300


def test_overdispersion_is_pearsons_by_hand() -> None:
    # Rates 2 and 4 a year over one year each: (1-2)^2/2 + (3-2)^2/2 + (2-4)^2/4 + (6-4)^2/4 = 3 on 2 degrees.
    cases = CountedCases(np.array([1.0, 3, 2, 6]), np.ones(4), np.array([0.0, 0, 1, 1]), ("a", "b", "c", "d"))
    found = poisson_rate_ratio(cases)
    assert found.ratio == pytest.approx(2)
    assert found.overdispersion == pytest.approx(1.5)


def test_spread_is_recovered_and_taken_into_account() -> None:
    cases = made(2, 1.3, spread=0.5, count=400)
    found = negative_binomial_rate_ratio(cases)
    assert found.alpha == pytest.approx(0.5, abs=0.12)
    assert found.low < 1.3 < found.high
    assert poisson_rate_ratio(cases).overdispersion > 2
    assert found.overdispersion == pytest.approx(1, abs=0.25)


def test_no_spread_is_said() -> None:
    cases = replace(made(3, 1.0), counts=np.round(made(3, 1.0).years * 6))
    with pytest.raises(RateModelError, match="Poisson's law is enough"):
        negative_binomial_rate_ratio(cases)


def test_a_spread_that_is_not_found_is_refused_without_a_word_on_the_terminal(
    recwarn: pytest.WarningsRecorder,
) -> None:
    """Counts by Poisson's law in ten districts: the likelihood climbs towards a spread of 0."""
    refused = 0
    for seed in range(8):
        cases = made(seed, 1.0, count=20)
        districts = {f"district {at}": (np.arange(40) % 10 == at).astype(float) for at in range(9)}
        try:
            found = negative_binomial_rate_ratio(replace(cases, adjusted_for=districts))
        except RateModelError as error:
            refused += "spread can't be estimated" in str(error)
        else:
            assert found.alpha is not None
            assert found.alpha > 0
    assert refused
    assert not recwarn.list


def test_adjustment_takes_off_what_the_mix_of_cases_makes() -> None:
    # Cases under POCSO have twice the rate and are 20 % at baseline, 80 % at endline; nothing else changed.
    random = np.random.default_rng(4)
    is_endline = np.repeat([0.0, 1.0], 400)
    is_pocso = (random.random(800) < np.where(is_endline > 0, 0.8, 0.2)).astype(float)
    counts = random.poisson(6 * np.where(is_pocso > 0, 2, 1)).astype(float)
    cases = CountedCases(counts, np.ones(800), is_endline, tuple(range(800)))
    assert poisson_rate_ratio(cases).low > 1.2
    adjusted = poisson_rate_ratio(replace(cases, adjusted_for={"is_pocso": is_pocso}))
    assert adjusted.low < 1 < adjusted.high


def test_courts_that_differ_widen_the_interval() -> None:
    random = np.random.default_rng(5)
    courts = np.tile(np.arange(10), 40)
    is_endline = np.where(courts % 2 == 0, 0.0, 1.0)
    counts = random.poisson(6 * np.linspace(0.5, 2, 10)[courts]).astype(float)
    cases = CountedCases(counts, np.ones(400), is_endline, tuple(range(400)))
    single, by_court = poisson_rate_ratio(cases), poisson_rate_ratio(replace(cases, clusters=tuple(courts)))
    assert by_court.clusters == 10
    assert by_court.high / by_court.low > 1.5 * single.high / single.low


def test_cases_without_time_at_risk_change_nothing() -> None:
    cases = made(6, 1.2)
    with_empty = CountedCases(
        np.append(cases.counts, 0.0),
        np.append(cases.years, 0.0),
        np.append(cases.is_endline, 1.0),
        (*cases.clusters, 999),
    )
    assert poisson_rate_ratio(with_empty) == poisson_rate_ratio(cases)


def test_what_no_model_can_tell_is_refused() -> None:
    cases = made(7, 1.0, count=10)
    with pytest.raises(RateModelError, match=r"no adjournment .* endline"):
        poisson_rate_ratio(replace(cases, counts=np.where(cases.is_endline > 0, 0, cases.counts)))
    with pytest.raises(RateModelError, match="adjuster"):
        poisson_rate_ratio(replace(cases, adjusted_for={"is_pocso": np.ones(20)}))
    with pytest.raises(RateModelError, match="clusters"):
        poisson_rate_ratio(replace(cases, clusters=("one court",) * 20))


def test_missing_library_names_the_target_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}", name="statsmodels")

    monkeypatch.setattr("pipeline.extras.import_module", absent)
    with pytest.raises(MissingExtraError, match=r"statsmodels is not installed.*make compare"):
        poisson_rate_ratio(made(8, 1.0))
