"""Entry, exit and end of cases under both frame rules, by hand and against the frame of the tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.statistics.observation import COMPARABLE_RULES, CaseDates, Observed, Window, observe
from transform.interpreting.case_state import CaseDates as DatesOfPage
from transform.interpreting.frame import is_in_window
from transform.parameters import TableParameters

FIRST, LAST, AS_OF = date(2018, 1, 1), date(2020, 12, 31), date(2021, 1, 31)


def window(rule: str) -> Window:
    return Window(rule, FIRST, LAST, AS_OF)  # type: ignore[arg-type]


def case(filed: date, decision: date | None = None, *, started: date | None = None) -> CaseDates:
    return CaseDates(filed, started or filed, decision, decision is not None)


@pytest.mark.parametrize(
    ("dates", "cohort", "period"),
    [
        # Filed in the window and decided: both rules see all of it.
        (case(date(2018, 3, 1), date(2018, 3, 31)), Observed(0, 30, True), Observed(0, 30, True)),
        # Filed in the window, open: seen up to the cut-off.
        (case(date(2020, 12, 31)), Observed(0, 31, False), Observed(0, 31, False)),
        # Filed 31 days before the window and decided in it: only the period rule takes it, from day 31.
        (case(date(2017, 12, 1), date(2018, 1, 11)), None, Observed(31, 41, True)),
        # Decided on the window's first day: seen on that day alone.
        (case(date(2017, 12, 1), date(2018, 1, 1)), None, Observed(31, 31, True)),
        # Decided the day before the window opened: never seen.
        (case(date(2017, 12, 1), date(2017, 12, 31)), None, None),
        # Filed before, registered in the window: the clock starts inside, nothing is late.
        (case(date(2017, 12, 1), date(2018, 2, 1), started=date(2018, 1, 2)), None, Observed(0, 30, True)),
        # Filed after the window closed, before the cut-off: in neither.
        (case(date(2021, 1, 10)), None, None),
        # Decided after the cut-off: still open on it.
        (case(date(2021, 1, 1), date(2021, 2, 10)), None, None),
        (case(date(2020, 12, 1), date(2021, 2, 10)), Observed(0, 61, False), Observed(0, 61, False)),
        # Clock not started by the cut-off.
        (case(date(2020, 12, 1), started=date(2021, 2, 1)), None, None),
    ],
)  # fmt: skip
def test_by_hand(dates: CaseDates, cohort: Observed | None, period: Observed | None) -> None:
    assert observe(dates, window("filed_in_window")) == cohort
    assert observe(dates, window("active_in_window")) == period


def test_a_transfer_ends_what_is_seen_but_is_no_disposal() -> None:
    left = CaseDates(date(2018, 3, 1), date(2018, 3, 1), date(2018, 3, 31), is_disposed=False)
    assert observe(left, window("filed_in_window")) == Observed(0, 30, False)


def test_no_durations_where_cases_are_taken_because_they_ended() -> None:
    with pytest.raises(ValueError, match="because they ended"):
        observe(case(date(2018, 3, 1)), window("filed_or_disposed_in_window"))


DAYS = st.integers(-400, 1300).map(lambda days: FIRST + timedelta(days=days))


@settings(max_examples=200, deadline=None)
@given(DAYS, st.none() | DAYS, st.sampled_from(COMPARABLE_RULES))
def test_takes_the_cases_that_the_frame_of_the_tables_takes(
    filed: date, decision: date | None, rule: str
) -> None:
    if decision is not None and not filed <= decision <= AS_OF:
        decision = None
    parameters = TableParameters(
        study="made", timepoint="baseline", as_of=AS_OF, window_start=FIRST, window_end=LAST,
        frame_rule=rule,  # type: ignore[arg-type]
        clock_start="filing_date", year_length_days=365, reporting_lag_days=0, offences=frozenset(),
        districts={}, suppression_threshold=10, is_synthetic=True,
    )  # fmt: skip
    is_taken = is_in_window(DatesOfPage(filed, filed, None, None, decision), decision, parameters)
    assert (observe(case(filed, decision), window(rule)) is not None) == is_taken
