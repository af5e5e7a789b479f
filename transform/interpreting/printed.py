"""Reading single values off a record: a value without a known meaning stops its case, with the reason."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from transform.errors import TransformError
from transform.interpreting.dates import UnreadableDateError, parse_printed_date

WHOLE_NUMBER = re.compile(r"\s*0*(\d{1,9})\s*")
COURT_NUMBER = re.compile(r"^\s*\d+\s*-\s*")
HONORIFIC = re.compile(r"\b(shri|smt|sri|mr|mrs|ms|dr|hon|kum|श्री|श्रीमती)\b[\s.]", re.IGNORECASE)
NUMBER_AND_YEAR = re.compile(r"(?P<kind>.*?)\s*[-/]?\s*\b0*(?P<number>\d+)\s*[-/]\s*(?P<year>\d{4})\s*$")


class InterpretationError(TransformError):
    """A value of a record has no meaning we know; its case goes to quarantine with what was expected."""

    def __init__(self, reason: str, expected: str, found: str) -> None:
        super().__init__(f"{reason}: expected {expected}, found {found}")
        self.reason = reason
        self.expected = expected
        self.found = found


def read_date(text: str | None, what: str) -> date | None:
    """Printed date, ``None`` if not stated; raises ``InterpretationError`` naming ``what`` if unreadable."""
    try:
        return parse_printed_date(text)
    except UnreadableDateError as error:
        raise InterpretationError(f"{what} can't be read", "a date", error.printed) from error


def read_number(text: str | None, what: str) -> int | None:
    """Printed whole number, ``None`` if not stated; raises ``InterpretationError`` if it is none."""
    printed = stated(text)
    if printed is None:
        return None
    match = WHOLE_NUMBER.fullmatch(printed)
    if match is None:
        raise InterpretationError(f"{what} can't be read", "a whole number", "other text")
    return int(match[1])


def stated(text: str | None) -> str | None:
    """The text, or ``None`` where nothing is stated: no such place, blank, or only dashes."""
    return text if text is not None and text.strip(" -–_.\xa0") else None


@lru_cache(maxsize=100_000)
def read_designation(text: str | None) -> str | None:
    """Designation of a judge without the court number in front ("1-District Judge-1" -> "District Judge-1").

    A text with an honorific may hold a name, so none of it is kept.
    """
    printed = stated(text)
    if printed is None or HONORIFIC.search(printed):
        return None
    return stated(COURT_NUMBER.sub("", printed))


def read_case_reference(text: str | None) -> tuple[str, int, int] | None:
    """Case type, number and year of "R.C.C. - 0000068 - 2016", "Bail 438/46/2016" or "97/2017" (type "")."""
    match = NUMBER_AND_YEAR.fullmatch(text or "")
    if match is None:
        return None
    return match["kind"].strip(), int(match["number"]), int(match["year"])
