"""The three analyses of the pandemic's days on four cases, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.comparison.followed import FollowedCase
from pipeline.comparison.pandemic import PANDEMIC_ANALYSES, Followed, pandemic_values
from transform.court_calendar import CourtCalendar, calendar_from, load_calendar
from transform.indicators.values import IndicatorValue


def period(first: str, last: str, status: str, districts: str = "all") -> dict[str, str]:
    return {
        "from_date": first, "to_date": last, "districts": districts, "status": status,
        "certainty": "verified", "what": "made", "source": "made",
    }  # fmt: skip


# Restricted from 10 to 19 April, closed from 20 to 29 April; the year has 100 days.
CALENDAR = calendar_from(
    "made",
    [period("2020-04-10", "2020-04-19", "restricted"), period("2020-04-20", "2020-04-29", "closed")],
)


def case(name: str, start: date, end: int, *adjourned: int, entry: int = 0) -> FollowedCase:
    days = tuple(day for day in adjourned if entry <= day <= end)
    return FollowedCase(name, "North", "court", "pending", entry, end, len(days), days, start)


CASES = (
    # From 1 April (day 0): 9 is 10 April, 19 is 20 April, 28 is 29 April; seen to 1 May (30).
    case("a", date(2020, 4, 1), 30, 5, 9, 20, 29),
    # From 21 March: day 20 is 10 April, day 30 is 20 April; seen from day 10 (31 March) to day 30.
    case("b", date(2020, 3, 21), 30, 15, 25, 30, entry=10),
)


def values(cases: tuple[FollowedCase, ...], calendar: CourtCalendar = CALENDAR) -> dict[str, IndicatorValue]:
    found = pandemic_values(Followed("made", "endline", 100, cases), calendar)
    return {value.definition_id: value for value in found}


@pytest.mark.parametrize(
    ("name", "adjournments", "days", "cases"),
    [
        # Case a: 30 days, of which 10 closed with day 20. Case b: 20 days, one of them (day 30) closed.
        ("closed_days_dropped", 3 + 2, 20 + 19, 2),
        # Case a keeps days 5 and 29 in 10 days; case b keeps day 15 in days 11 to 19.
        ("restricted_days_dropped", 2 + 1, 10 + 9, 2),
        # Case a: day 5 in days 1 to 8. Case b: day 15 in days 11 to 19.
        ("pre_pandemic", 1 + 1, 8 + 9, 2),
        # Case a: days 9 and 20 in days 9 to 28. Case b: days 25 and 30 in days 20 to 30.
        ("restricted_period", 2 + 2, 20 + 11, 2),
        # Case a alone: day 29 in days 29 and 30.
        ("post_restrictions", 1, 2, 1),
    ],
)
def test_rates_by_hand(name: str, adjournments: int, days: int, cases: int) -> None:
    found = values(CASES)[f"A1_{name}"]
    assert (found.numerator, found.denominator, found.n) == (adjournments, pytest.approx(days / 100), cases)
    assert found.value == pytest.approx(adjournments / (days / 100))
    assert (found.indicator_id, found.interval, found.district) == ("I14", "bootstrap_ratio", "all")


def test_the_strata_add_up_to_the_whole() -> None:
    strata = [
        values(CASES)[f"A1_{name}"] for name in ("pre_pandemic", "restricted_period", "post_restrictions")
    ]
    assert sum(value.numerator or 0 for value in strata) == sum(len(one.adjournment_days) for one in CASES)
    assert sum(value.denominator or 0 for value in strata) == pytest.approx(
        sum(one.end_days - one.entry_days for one in CASES) / 100
    )


def test_mean_by_age_on_the_clock_of_open_days() -> None:
    # Twelve months are the year's 100 days. Adjourned on day 50 of the calendar, which is day 40 when the ten
    # closed days do not count; the adjournment of a closed day is gone.
    long = case("c", date(2020, 3, 1), 120, 45, 50, 52, 90)
    found = values((long, case("d", date(2020, 3, 1), 120, 100)))
    # Day 50 is 20 April and day 52 falls into the closure; day 90 is 80, day 100 is 90: within the horizon.
    dropped = found["A1_nelson_12_months_closed_days_dropped"]
    assert dropped.value == pytest.approx((1 + 1 + 1) / 2)
    assert dropped.interval == "robust_mean"
    assert len(dropped.sample) == 2


def test_an_age_not_seen_in_a_stratum_has_no_mean() -> None:
    found = values(CASES)["A1_nelson_12_months_post_restrictions"]
    assert found.value is None
    assert (found.note or "").startswith("not available: at some age no case was seen")


def test_without_restrictions_in_a_district_all_of_it_is_before() -> None:
    elsewhere = calendar_from("made", [period("2020-04-10", "2020-04-19", "closed", "South")])
    found = values(CASES, elsewhere)
    assert found["A1_pre_pandemic"].numerator == sum(len(one.adjournment_days) for one in CASES)
    assert found["A1_post_restrictions"].value is None


def test_the_calendars_unchecked_periods_are_said() -> None:
    note = values(CASES, load_calendar("maharashtra_covid"))["A1_pre_pandemic"].note or ""
    assert "maharashtra_covid, 2 of whose 11 periods are still to be checked" in note


def test_every_analysis_is_known_by_its_name() -> None:
    assert {name.removeprefix("A1_") for name in values(CASES) if "nelson" not in name} == set(
        PANDEMIC_ANALYSES
    )
