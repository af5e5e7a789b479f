"""The pace of a pull, by a clock that the test turns."""

from __future__ import annotations

import pytest

from extract.pulling.request import Progress
from pipeline.pull_status.pace import MeasuredPace
from pipeline.pulling.plan import Assumptions

ASSUMED = Assumptions(seconds_between_requests=3.0, cases_a_list=None, lists_had=0)


class Clock:
    """Stands still until told otherwise."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def step(pace: MeasuredPace, clock: Clock, seconds: float, *, lists: int, pages: int) -> None:
    """``seconds`` later the portal has given so many lists and, lists included, so many pages."""
    clock.now += seconds
    pace.step(Progress(pages, 99, "", 1, lists_asked=lists, pages_asked=pages))


def test_before_anything_is_measured_the_plan_s_assumptions_hold() -> None:
    pace = MeasuredPace(ASSUMED, Clock())
    assert pace.pages_a_minute is None
    # A list: two requests 3 s apart, 20 s of typing, 10 s of searching, 2 s for the picture.
    assert pace.seconds_for(lists=1, pages=0) == 2 * 3 + 20 + 10 + 2
    assert pace.seconds_for(lists=0, pages=10) == 10 * (3 + 2)


def test_lists_and_pages_are_timed_apart() -> None:
    clock = Clock()
    pace = MeasuredPace(ASSUMED, clock)
    step(pace, clock, 40.0, lists=1, pages=1)
    for number in (2, 3, 4):
        step(pace, clock, 4.0, lists=1, pages=number)
    assert pace.seconds_for(lists=2, pages=10) == 2 * 40.0 + 10 * 4.0
    assert pace.pages_a_minute == pytest.approx(4 * 60 / 52)


def test_a_long_pause_before_one_captcha_says_nothing_about_the_next() -> None:
    clock = Clock()
    pace = MeasuredPace(ASSUMED, clock)
    for number, seconds in enumerate((30.0, 1800.0, 34.0), start=1):
        step(pace, clock, seconds, lists=number, pages=number)
    assert pace.seconds_for(lists=1, pages=0) == 34.0


def test_dropdowns_and_pages_already_there_are_no_pages_of_this_pace() -> None:
    clock = Clock()
    pace = MeasuredPace(ASSUMED, clock)
    step(pace, clock, 50.0, lists=0, pages=0)
    assert pace.pages_a_minute is None
    step(pace, clock, 6.0, lists=0, pages=1)
    assert pace.pages_a_minute == 10.0


def test_a_rest_is_not_counted() -> None:
    clock = Clock()
    pace = MeasuredPace(ASSUMED, clock)
    clock.now += 900.0
    pace.rest()
    step(pace, clock, 5.0, lists=0, pages=1)
    assert pace.seconds_for(lists=0, pages=1) == 5.0


def test_only_the_latest_pages_count() -> None:
    clock = Clock()
    pace = MeasuredPace(ASSUMED, clock)
    for number in range(1, 101):
        step(pace, clock, 10.0 if number <= 60 else 2.0, lists=0, pages=number)
    assert pace.pages_a_minute == 30.0
    assert pace.seconds_for(lists=0, pages=1) == 2.0
