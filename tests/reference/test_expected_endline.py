"""The expected figures of the endline, against constants worked out by hand from the rules."""

from __future__ import annotations

from datetime import date

import pytest
from endline_cases import cases_on_the_portal, endline_cases
from expected_figures import PlacedFigures, endline, expected_figures
from reference_cases import DISTRICTS, Case

S0 = date(2020, 3, 10)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return endline_cases()


@pytest.fixture(scope="module")
def figures() -> PlacedFigures:
    return expected_figures(endline())


def test_the_case_list_is_that_of_the_specification(cases: list[Case]) -> None:
    assert len(cases_on_the_portal()) == 175
    assert len(cases) == 96
    assert [sum(case.is_disposed for case in cases), sum(case.has_left for case in cases)] == [29, 1]
    assert sum(case.is_pending for case in cases) == 66
    assert sum(case.registered > S0 for case in cases) == 72


def test_first_carried_on_case_by_hand(cases: list[Case]) -> None:
    # The baseline's first pending case; from 23 April 2020 on 18 more days in court, 540 days to the end.
    first = cases[0]
    assert [s.day for s in first.sittings[:3]] == [date(2020, 1, 24), date(2020, 3, 9), date(2020, 4, 23)]
    assert (first.decision, len(first.adjourned)) == (date(2021, 10, 15), 20)


@pytest.mark.parametrize(
    ("indicator", "definition", "population", "value"),
    [
        ("I01", "cases", "all cases", 96),
        ("I01", "cases", "cases that left the court", 1),
        ("I02", "disposed", "all cases", 29 / 96),
        ("I03", "clearance_rate", "cases filed in the window", 29 / 72),
        # Brought forward: the baseline's 80 pending cases.
        ("I03", "disposal_rate", "cases filed in the window or brought forward", 29 / 152),
        # 66 new and 56 stale cases are pending; the window has 751 days.
        ("I04", "stock_ratio", "cases of the offences", 122 * 751 / 29),
        # 20 + 21 + 22 + 23 + 24 six times over, less the transferred case's 24.
        ("I12", "A1", "disposed cases", (6 * 110 - 24) / 29),
        ("I12", "A0", "disposed cases", (6 * 110 - 24) / 29 + 1),
        ("I12", "A1_median", "disposed cases", 22),
        ("I13", "A1", "pending cases", 4),
        ("I13", "A1_over_5", "pending cases", 0),
        ("I13", "A1_at_least_5", "pending cases", 1 / 3),
        # Of the six new decided cases only the one with 20 adjournments has two dates on the evidence step.
        # The carried on ones have 402, and no step after them: nothing shows that evidence was recorded.
        ("I16", "within_2_listings", "cases in which evidence was recorded", 1 / 6),
        ("I16", "mean_listings", "cases listed for evidence", (402 + 17) / 30),
        ("I27", "acquitted", "disposed cases", 18),
        ("I27", "quashed_hc", "disposed cases", 1),
        ("I28", "merits", "cases decided on the merits", 8 / 26),
        ("I28", "merits_abated_discharged", "cases decided on the merits, abated or discharged", 8 / 28),
        ("I28", "all_final", "disposed cases", 8 / 29),
        ("I30", "lower", "disposed cases", 3 / 29),
        ("I47", "stale", "pending cases", 0),
        ("I48", "next_is_following", "history entries", 1),
    ],
)
def test_figure_by_hand(
    figures: PlacedFigures, indicator: str, definition: str, population: str, value: float
) -> None:
    assert figures[indicator, definition, "all", population].value == pytest.approx(value, rel=1e-12)


def test_the_transferred_case_counts_in_rates_up_to_its_last_day(figures: PlacedFigures) -> None:
    rate = figures["I14", "A1", "all", "all cases"]
    assert rate.numerator == 6 * 110 + 22 * (3 + 4 + 5)


def test_districts_add_up_to_the_total(figures: PlacedFigures) -> None:
    for indicator, definition, population in (
        ("I01", "cases", "all cases"),
        ("I12", "A1", "disposed cases"),
        ("I27", "convicted", "disposed cases"),
    ):
        parts = [figures[indicator, definition, place, population].numerator or 0 for place in DISTRICTS]
        assert sum(parts) == figures[indicator, definition, "all", population].numerator
