"""Adjournments and exposure on chosen days, counted by hand and day by day."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.statistics.court_days import DatedCase, DayList, on_days, skipping_days

START = date(2020, 3, 1)


def days(*spans: tuple[int, int]) -> DayList:
    """Days counted from 1 March 2020, which is day 0."""
    return DayList.of((START + timedelta(days=one), START + timedelta(days=other)) for one, other in spans)


CASE = DatedCase("North", START, 2, 20, (1, 2, 6, 8, 12, 20, 25))


def test_dropped_days_count_neither_above_nor_below() -> None:
    # Seen on days 2 to 20, 18 days of exposure; days 5 to 9 are dropped, with the adjournments of 6 and 8.
    found = skipping_days([CASE], {"North": days((5, 9))})
    assert found.exposure_days.tolist() == [13]
    assert found.adjournments.tolist() == [3]
    assert found.adjournment_days[0].tolist() == [2, 7, 15]
    assert (found.entry_days.tolist(), found.end_days.tolist()) == ([2], [15])


def test_days_before_the_clock_started_and_after_the_end_change_nothing() -> None:
    found = skipping_days([CASE], {"North": days((-30, -1), (21, 90))})
    assert found.exposure_days.tolist() == [18]
    assert found.adjournment_days[0].tolist() == [2, 6, 8, 12, 20]


def test_a_stretch_of_chosen_days_is_a_late_entry() -> None:
    found = on_days([CASE], {"North": days((5, 9), (19, 40))})
    assert found.position.tolist() == [0, 0]
    assert (found.entry_days.tolist(), found.end_days.tolist()) == ([5, 19], [9, 20])
    assert found.exposure_days.tolist() == [5, 2]
    assert [inside.tolist() for inside in found.adjournment_days] == [[6, 8], [20]]


def test_the_first_day_seen_is_no_exposure() -> None:
    found = on_days([CASE], {"North": days((0, 4))})
    assert (found.exposure_days.tolist(), found.adjournments.tolist()) == ([2], [1])


def test_a_case_outside_the_days_has_no_span() -> None:
    assert len(on_days([CASE], {"North": days((30, 40))}).position) == 0


def test_districts_have_their_own_days() -> None:
    other = DatedCase("South", START, 0, 10, (5,))
    found = skipping_days([CASE, other], {"North": days(), "South": days((5, 5))})
    assert found.exposure_days.tolist() == [18, 9]
    assert found.adjournments.tolist() == [5, 0]


@st.composite
def cases_and_days(draw: st.DrawFn) -> tuple[list[DatedCase], DayList]:
    cases = []
    for _ in range(draw(st.integers(1, 6))):
        start, entry, length = draw(st.integers(0, 30)), draw(st.integers(0, 8)), draw(st.integers(0, 40))
        adjourned = draw(st.lists(st.integers(0, 50), max_size=5))
        cases.append(
            DatedCase("North", START + timedelta(days=start), entry, entry + length, tuple(adjourned))
        )
    listed = sorted(draw(st.sets(st.integers(0, 90), max_size=40)))
    return cases, days(*_joined(listed))


def _joined(listed: list[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for day in listed:
        if spans and spans[-1][1] == day - 1:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


@settings(max_examples=100, deadline=None)
@given(cases_and_days())
def test_both_ways_of_counting_agree_with_counting_day_by_day(drawn: tuple[list[DatedCase], DayList]) -> None:
    cases, listed = drawn
    inside, outside = on_days(cases, {"North": listed}), on_days(cases, {"North": listed.complement()})
    skipped = skipping_days(cases, {"North": listed})
    for at, case in enumerate(cases):
        start = case.clock_start.toordinal()
        is_listed = {
            day: any(one <= start + day <= other for one, other in listed.spans) for day in range(100)
        }
        exposed = range(case.entry_days + 1, case.end_days + 1)
        seen = [day for day in case.adjournment_days if case.entry_days <= day <= case.end_days]
        for found, wanted in ((inside, True), (outside, False)):
            own = found.position == at
            assert found.exposure_days[own].sum() == sum(is_listed[day] == wanted for day in exposed)
            assert found.adjournments[own].sum() == sum(is_listed[day] == wanted for day in seen)
        assert skipped.exposure_days[at] == sum(not is_listed[day] for day in exposed)
        assert sorted(skipped.adjournment_days[at]) == sorted(
            day - sum(is_listed[earlier] for earlier in range(1, day + 1))
            for day in seen
            if not is_listed[day]
        )
        assert np.all(skipped.adjournment_days[at] >= skipped.entry_days[at])
        assert np.all(skipped.adjournment_days[at] <= skipped.end_days[at])
