from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.interpreting.dates import FULL_MONTHS, UnreadableDateError, parse_printed_date

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def ordinal(day: int) -> str:
    return f"{day:02d}" + ("th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th"))


@given(DAYS)
def test_every_form_names_its_day(day: date) -> None:
    month = FULL_MONTHS[day.month - 1].capitalize()
    forms = [
        day.isoformat(),
        f"{day:%d-%m-%Y}",
        f"\xa0 {day:%d-%m-%Y} \xa0",
        f"{day.day}/{day.month}/{day.year}",
        f"{ordinal(day.day)} {month} {day.year}",
        f"{day.day} {month[:3].upper()} {day.year}",
    ]
    assert {parse_printed_date(form) for form in forms} == {day}


@pytest.mark.parametrize("printed", [None, "", "  ", "\xa0", "-", "--", "---", "0"])
def test_blank_is_not_stated(printed: str | None) -> None:
    assert parse_printed_date(printed) is None


@pytest.mark.parametrize(
    "printed",
    ["30-02-2019", "31st April 2020", "2019-13-01", "00-01-2019", "02-05-2201", "01-01-1899", "2-5-17",
     "tomorrow", "02nd Mai 2017", "2017", "02-05-2017x", "03-04-2019 05-06-2020"],
)  # fmt: skip
def test_what_names_no_day_is_refused_on_one_line(printed: str) -> None:
    with pytest.raises(UnreadableDateError) as fault:
        parse_printed_date(printed)
    assert printed in str(fault.value)
    assert "\n" not in str(fault.value)


@given(st.text(max_size=20))
def test_any_text_is_read_refused_or_not_stated(text: str) -> None:
    try:
        day = parse_printed_date(text)
    except UnreadableDateError:
        return
    assert day is None or 1900 <= day.year <= 2100
