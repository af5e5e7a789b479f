"""Statistics of many labellings at once, against their definition applied to one labelling at a time."""

from __future__ import annotations

from collections import defaultdict
from math import log, sqrt

import numpy as np
import pytest

from pipeline.statistics.permutation import positions_of_pairs, records_of, shuffled_labels
from pipeline.statistics.relabelled import studentised_log_ratio, studentised_nelson

Numbers = np.ndarray


def over_its_error(change: float, influences: Numbers, cases: list[int]) -> float:
    """The change over the root of the squares of the influences, those of one case added first."""
    of_case: dict[int, float] = defaultdict(float)
    for case, influence in zip(cases, influences, strict=True):
        of_case[case] += influence
    return change / sqrt(sum(influence**2 for influence in of_case.values()))


def log_ratio(counts: Numbers, years: Numbers, label: Numbers, cases: list[int]) -> float:
    rates = [counts[side].sum() / years[side].sum() for side in (~label, label)]
    influences = np.zeros(len(counts))
    for side, rate, sign in ((~label, rates[0], -1), (label, rates[1], 1)):
        influences[side] = sign * (counts[side] - rate * years[side]) / counts[side].sum()
    return over_its_error(log(rates[1] / rates[0]), influences, cases)


def nelson(gained: Numbers, at_risk: Numbers, label: Numbers, cases: list[int]) -> float:
    """Lawless and Nadeau 1995, a case and a day at a time."""
    means, influences = [], np.zeros(len(gained))
    for side, sign in ((~label, -1), (label, 1)):
        present, counted = at_risk[side].sum(axis=0), gained[side].sum(axis=0)
        days = np.flatnonzero(present)
        means.append(sum(counted[day] / present[day] for day in days))
        for case in np.flatnonzero(side):
            influences[case] = sign * sum(
                (gained[case, day] - at_risk[case, day] * counted[day] / present[day]) / present[day]
                for day in days
            )
    return over_its_error(means[1] - means[0], influences, cases)


@pytest.mark.parametrize("pairs", [0, 5, 11])
def test_the_statistics_are_their_definitions(pairs: int) -> None:
    random = np.random.default_rng(pairs)
    cases = [*range(11), *range(11 - pairs, 25 - pairs)]
    counts, years = random.poisson(4, 25) + 1.0, random.exponential(2, 25)
    at_risk = (random.random((25, 6)) < 0.8).astype(float)
    gained = at_risk * random.poisson(0.4, (25, 6))
    records, paired = records_of(11, 14, cases=cases), positions_of_pairs(cases)
    assert len(paired) == pairs
    (labels,) = shuffled_labels(records, 3, 20)
    assert studentised_log_ratio(counts, years, labels, paired) == pytest.approx(
        [log_ratio(counts, years, label, cases) for label in labels]
    )
    assert studentised_nelson(gained, at_risk, labels, paired) == pytest.approx(
        [nelson(gained, at_risk, label, cases) for label in labels]
    )
