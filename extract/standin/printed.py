"""How the portal prints dates, names and link arguments; shared by all page layouts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from extract.standin.docket import DateStyle, DocketCase, DocketHearing, DocketParty, HistoryOrder

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def text(value: str | None) -> str:
    """Text for the inside of an element; nothing for ``None``."""
    return escape(value or "", quote=False)


def numeric(day: date | None) -> str:
    """24-04-2017, or nothing."""
    return f"{day:%d-%m-%Y}" if day else ""


def ordinal(day: date | None) -> str:
    """02nd May 2017, or nothing: the day has two digits and an ending."""
    if day is None:
        return ""
    ending = "th" if day.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day:02}{ending} {MONTHS[day.month - 1]} {day.year}"


def detail_date(case: DocketCase, day: date | None) -> str:
    """A date of the case details."""
    return ordinal(day) if case.date_style is DateStyle.ORDINAL else numeric(day)


def registration_date(case: DocketCase) -> str:
    """The registration date of the case details, which some pages leave blank."""
    return "" if case.is_registration_date_blank else detail_date(case, case.registration_date)


def status_date(case: DocketCase, day: date | None) -> str:
    """A date of the case status."""
    return numeric(day) if case.date_style is DateStyle.NUMERIC else ordinal(day)


def court_and_judge(case: DocketCase) -> str:
    """Court number, hyphen, designation."""
    return f"{case.court_number}-{text(case.judge)}"


def ordered_hearings(case: DocketCase, *, is_newest_first: bool) -> Sequence[DocketHearing]:
    """The history rows as the page prints them; ``is_newest_first`` is the layout's own habit."""
    match case.history_order:
        case HistoryOrder.AS_GIVEN:
            return case.hearings
        case HistoryOrder.NEWEST_FIRST:
            is_newest_first = True
        case HistoryOrder.OLDEST_FIRST:
            is_newest_first = False
        case HistoryOrder.AS_LAYOUT:
            pass
    return sorted(case.hearings, key=lambda hearing: hearing.serial, reverse=is_newest_first)


def is_final_row(case: DocketCase, hearing: DocketHearing) -> bool:
    """The day the case was disposed of: nothing was fixed after it."""
    return case.is_disposed and hearing.next_date is None


def business_arguments(case: DocketCase, hearing: DocketHearing) -> list[str]:
    """The first eight arguments of a row's viewBusiness link, which every layout has."""
    flag = "Disposed" if is_final_row(case, hearing) else "DisposedP" if case.is_disposed else "Pending"
    next_day = f"{hearing.next_date:%Y%m%d}" if hearing.next_date else ""
    return [
        case.court_code,
        case.district_code,
        next_day,
        case.cnr,
        case.state_code,
        flag,
        numeric(hearing.business_date),
        str(case.court_number),
    ]


def v6_business_link(case: DocketCase, hearing: DocketHearing, search_by: str) -> str:
    """The link of the v6 layouts: eleven arguments, in an attribute without quotes."""
    serial = "0" if is_final_row(case, hearing) else str(hearing.serial)
    arguments = [*business_arguments(case, hearing), case.establishment_code, search_by, serial]
    return f"<a href='#' onclick=viewBusiness({quoted(arguments)})>{numeric(hearing.business_date)}</a>"


def quoted(arguments: Sequence[str]) -> str:
    """Arguments of a script call, each in single quotes."""
    return ",".join(f"'{argument}'" for argument in arguments)


def judge_of(case: DocketCase, hearing: DocketHearing) -> str:
    """Who sat that day."""
    return text(hearing.judge or case.judge)


def numbered(parties: Sequence[DocketParty]) -> list[tuple[int, str, list[str]]]:
    """(number on the page, name, advocates) of each party."""
    return [
        (number, text(party.name), [text(advocate) for advocate in party.advocates])
        for number, party in enumerate(parties, start=1)
    ]


def subordinate_rows(case: DocketCase) -> list[tuple[str, str]]:
    """Label and value of the subordinate court's section; empty when the page has none."""
    below = case.subordinate_court
    if below is None:
        return []
    return [
        ("Court Number and Name", text(below.court)),
        ("Case Number and Year", f"{text(below.case_type)} - {below.number:07} - {below.year}"),
        ("Case Decision Date", numeric(below.decision_date) or "---"),
    ]


def fir_rows(case: DocketCase) -> list[tuple[str, str]]:
    """Label and value of the FIR section; empty when the page has none."""
    if case.fir is None:
        return []
    return [
        ("Police Station", text(case.fir.station)),
        ("FIR Number", str(case.fir.number)),
        ("Year", str(case.fir.year)),
    ]


def order_file(case: DocketCase, number: int) -> str:
    """Path of an order's PDF as the clear-text links give it."""
    return f"/orders/{case.registration_date.year}/{case.case_no}_{number}.pdf"
