"""The expected figures themselves, against constants worked out by hand from the rules."""

from __future__ import annotations

from datetime import date

import pytest
from expected_figures import PlacedFigures, baseline, expected_figures
from reference_cases import DISTRICTS, Case, ladder, reference_cases


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return reference_cases()


@pytest.fixture(scope="module")
def figures() -> PlacedFigures:
    return expected_figures(baseline())


def test_the_case_list_is_that_of_the_specification(cases: list[Case]) -> None:
    assert len(cases) == 103
    assert sum(len(case.sittings) for case in cases) == 1130
    assert min(case.registered for case in cases) == date(2017, 4, 21)
    assert max(case.ends for case in cases) == date(2020, 3, 10)
    assert [sum(c.district == d and c.is_disposed for c in cases) for d in DISTRICTS] == [4, 5, 4, 6, 4]
    assert [sum(c.district == d and not c.is_disposed for c in cases) for d in DISTRICTS] == [
        14,
        17,
        16,
        18,
        15,
    ]


def test_first_disposed_case_by_hand(cases: list[Case]) -> None:
    # Decided 22 weeks before the snapshot; 18 adjournments of 26 days; steps of 3, 3, 2, 2, 2, 2, 2, 2.
    first = cases[0]
    assert (first.decision, first.first_hearing) == (date(2019, 10, 8), date(2018, 6, 27))
    assert (first.registered, first.days_open) == (date(2018, 6, 13), 482)
    assert [s.purpose for s in first.sittings].count("Appearance") == 3
    assert [s.purpose for s in first.sittings].count("Arguments") == 2
    assert first.sittings[-2].next_day == first.sittings[-1].day == first.decision


def test_first_pending_case_by_hand(cases: list[Case]) -> None:
    # Two adjournments, the last one day before the snapshot.
    first = cases[23]
    assert [s.day for s in first.sittings] == [date(2020, 1, 24), date(2020, 3, 9)]
    assert [s.purpose for s in first.sittings] == ["Appearance", "Charge"]
    assert first.sittings[-1].next_day == date(2020, 4, 23)


def test_ladder_gives_the_rest_to_the_first_steps() -> None:
    counts = [ladder(29).count(step) for step in dict.fromkeys(ladder(29))]
    assert counts == [4, 4, 4, 4, 4, 3, 3, 3]


@pytest.mark.parametrize(
    ("indicator", "definition", "population", "value"),
    [
        ("I01", "cases", "all cases", 103),
        ("I01", "cases", "disposed cases", 23),
        ("I01", "cases", "pending cases", 80),
        ("I02", "disposed", "all cases", 23 / 103),
        ("I03", "clearance_rate", "cases filed in the window", 23 / 103),
        ("I04", "stock_ratio", "cases of the offences", 80 * 1096 / 23),
        # 14 days to the first hearing and 29 gaps of 26 days; the quartiles are six cases to either side.
        ("I05", "disposed_median", "disposed cases", 14 + 26 * 29),
        ("I05", "disposed_q1", "disposed cases", 14 + 26 * 23.5),
        ("I05", "disposed_q3", "disposed cases", 14 + 26 * 34.5),
        # No pending case is older than the quickest disposal, so Kaplan-Meier sees the 23 alone.
        ("I05", "km_median", "all cases", 14 + 26 * 29),
        ("I05", "rmst_730", "all cases", (sum(14 + 26 * a for a in range(18, 28)) + 13 * 730) / 23),
        ("I10", "median", "all cases", 26),
        ("I10", "over_30_days", "all cases", 440 / 1107),
        ("I12", "A0", "disposed cases", 30),
        ("I12", "A1", "disposed cases", 29),
        ("I12", "A1_median", "disposed cases", 29),
        # Each of the eight steps makes progress once.
        ("I12", "A2", "disposed cases", 21),
        ("I12", "A3", "disposed cases", 0),
        ("I13", "A0", "pending cases", 5.5),
        ("I13", "A1", "pending cases", 5.5),
        ("I13", "A2", "pending cases", 3.5),
        ("I13", "A1_over_5", "pending cases", 0.5),
        ("I13", "A1_at_least_5", "pending cases", 0.7),
        ("I27", "acquitted", "disposed cases", 20),
        ("I27", "acquitted_share", "disposed cases", 20 / 23),
        ("I28", "merits", "cases decided on the merits", 1 / 21),
        ("I28", "all_final", "disposed cases", 1 / 23),
        ("I30", "lower", "disposed cases", 2 / 23),
        ("I47", "stale", "pending cases", 0),
        ("I48", "next_is_following", "history entries", 1),
    ],
)
def test_figure_by_hand(
    figures: PlacedFigures, indicator: str, definition: str, population: str, value: float
) -> None:
    assert figures[indicator, definition, "all", population].value == pytest.approx(value, rel=1e-12)


def test_rate_is_1107_adjournments_over_the_case_years(figures: PlacedFigures) -> None:
    # Days: disposed 23 * 14 + 26 * 667; pending 80 * 14 + 45 * (440 - 80) + the sum of j mod 45, which is
    # 0 + ... + 44 once and 1 + ... + 35 again.
    days = 23 * 14 + 26 * 667 + 80 * 14 + 45 * 360 + 990 + 630
    rate = figures["I14", "A1", "all", "all cases"]
    assert (rate.numerator, rate.denominator) == (1107, pytest.approx(days / 365))


def test_no_adjournment_is_expected_before_the_first_hearing_and_all_cases_have_one_then(
    figures: PlacedFigures,
) -> None:
    # Within six months (182.5 days) nobody has left but young pending cases; the first 14 days bring none.
    curve = figures["I15", "A1_nelson_6_months", "all", "all cases"].value
    assert curve is not None
    # A case adjourned every 45 days has 4 by then (days 14 to 149), one adjourned every 26 days has 7.
    assert 4 < curve < 7
    assert figures["I15", "A1_nelson_36_months", "all", "all cases"].value is None


def test_districts_add_up_to_the_total(figures: PlacedFigures) -> None:
    for indicator, definition, population in (
        ("I01", "cases", "all cases"), ("I12", "A1", "disposed cases"),
        ("I13", "A1_over_5", "pending cases"), ("I27", "acquitted", "disposed cases"),
    ):  # fmt: skip
        parts = [figures[indicator, definition, place, population].numerator or 0 for place in DISTRICTS]
        assert sum(parts) == figures[indicator, definition, "all", population].numerator
