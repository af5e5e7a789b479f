"""The calendar of the pandemic's closures: what it says, and what a calendar may not say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from transform.court_calendar import CalendarError, calendar_from, calendar_names, load_calendar

ROW = {
    "from_date": "2021-04-08", "to_date": "2021-04-16", "districts": "all", "status": "closed",
    "certainty": "verified", "what": "shut", "source": "a circular",
}  # fmt: skip


def test_every_calendar_shipped_can_be_read() -> None:
    assert "maharashtra_covid" in calendar_names()
    for name in calendar_names():
        assert load_calendar(name).periods


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2020, 3, 16), "normal"),
        (date(2020, 3, 17), "urgent_only"),
        (date(2020, 6, 7), "urgent_only"),
        (date(2020, 6, 8), "restricted"),
        (date(2021, 3, 30), "restricted"),
        (date(2021, 4, 8), "closed"),
        (date(2021, 4, 16), "closed"),
        (date(2021, 4, 19), "urgent_only"),
        (date(2021, 10, 8), "restricted"),
        (date(2021, 10, 9), "normal"),
        (date(2022, 1, 15), "normal"),
    ],
)
def test_courts_of_the_studys_districts(day: date, status: str) -> None:
    calendar = load_calendar("maharashtra_covid")
    for district in ("Aurangabad", "Ahmednagar", "Kolhapur", "Nashik", "Solapur"):
        assert calendar.status_on(district, day) == status


def test_the_third_wave_closed_the_courts_of_four_other_districts_only() -> None:
    calendar = load_calendar("maharashtra_covid")
    for district in ("Mumbai", "Pune", "Raigad", "Thane"):
        assert calendar.status_on(district, date(2022, 1, 15)) == "urgent_only"
        assert calendar.status_on(district, date(2022, 1, 29)) == "normal"


def test_the_pandemic_is_covered_without_a_gap() -> None:
    (span,) = load_calendar("maharashtra_covid").spans("Nashik", ("closed", "urgent_only", "restricted"))
    assert span == (date(2020, 3, 17), date(2021, 10, 8))


def test_stretches_that_touch_are_joined() -> None:
    first = {**ROW, "from_date": "2021-04-01", "to_date": "2021-04-07", "status": "restricted"}
    later = {**ROW, "from_date": "2021-04-18", "to_date": "2021-04-18"}
    calendar = calendar_from("made", [later, ROW, first])
    assert calendar.spans("Nashik", ("closed", "restricted")) == (
        (date(2021, 4, 1), date(2021, 4, 16)),
        (date(2021, 4, 18), date(2021, 4, 18)),
    )
    assert calendar.spans("Nashik", ("restricted",)) == ((date(2021, 4, 1), date(2021, 4, 7)),)
    days = [date(2021, 4, 1) + timedelta(days=at) for at in range(18)]
    assert [calendar.status_on("Nashik", day) for day in days] == (
        ["restricted"] * 7 + ["closed"] * 9 + ["normal", "closed"]
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{**ROW, "to_date": "8 April"}], "line 2: from_date and to_date must be days like"),
        ([{**ROW, "to_date": "2021-04-01"}], "to_date is before from_date"),
        ([ROW, {**ROW, "status": "shut"}], "line 3: status 'shut' is not one of closed, urgent_only"),
        ([{**ROW, "certainty": "sure"}], "certainty 'sure' is not one of"),
        ([{**ROW, "districts": "all;Pune"}], "districts must be all, or names"),
        ([{**ROW, "source": " "}], "source is empty"),
        ([ROW, {**ROW, "districts": "Pune", "from_date": "2021-04-16", "to_date": "2021-04-20"}],
         "two rows speak of 2021-04-16 in Pune"),
    ],
)  # fmt: skip
def test_a_row_that_can_not_be_used_is_refused(rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(CalendarError, match=message):
        calendar_from("made", rows)


def test_an_unknown_calendar_is_refused() -> None:
    with pytest.raises(CalendarError, match="no calendar 'elsewhere'; there is: maharashtra_covid"):
        load_calendar("elsewhere")
