"""Dates as courts print them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
NOT_STATED = frozenset({"", "-", "--", "---", "0", "00-00-0000", "0000-00-00"})
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00:00)?")
IN_WORDS = re.compile(r"(\d{1,2})(st|nd|rd|th)? ([a-z]+),? (\d{4})")
FIRST_YEAR, LAST_YEAR = 1900, 2100


class UnreadableDateError(ValueError):
    """A printed date that names no day: one line with the text as printed."""

    def __init__(self, printed: str, reason: str) -> None:
        super().__init__(
            f"date {printed!r}: {reason}; correct it in data/raw/STUDY/corrections.csv or add its form"
        )
        self.printed = printed
        self.reason = reason


@lru_cache(maxsize=100_000)
def parse_printed_date(text: str | None) -> date | None:
    """Day named by a printed date; ``None`` where none is stated (blank, "-", "--", "0").

    Reads "17-03-2021" (also with / or .), "2021-03-17" and "17th March 2021", "02nd May 2017", "2 May 2017".
    Raises UnreadableDateError for anything else, for days that do not exist and for years out of 1900-2100.
    """
    plain = " ".join((text or "").replace("\xa0", " ").split())
    if text is None or plain in NOT_STATED:
        return None
    year, month, day = _parts(plain.lower(), text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDateError(text, f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDateError(text, "there is no such day") from None


def _parts(plain: str, printed: str) -> tuple[int, int, int]:
    if match := DAY_FIRST.fullmatch(plain):
        return int(match[3]), int(match[2]), int(match[1])
    if match := YEAR_FIRST.fullmatch(plain):
        return int(match[1]), int(match[2]), int(match[3])
    if (match := IN_WORDS.fullmatch(plain)) and (month := _month(match[3])):
        return int(match[4]), month, int(match[1])
    raise UnreadableDateError(printed, "not a form of date that is known")


def _month(name: str) -> int | None:
    for names in (FULL_MONTHS, MONTHS):
        if name in names:
            return names.index(name) + 1
    return None
