"""The level of a court: magistrate, sessions or juvenile board."""

from __future__ import annotations

import re

from extract.records import CaseRecord
from transform.interpreting.printed import read_designation
from transform.vocabulary import vocabulary

LEVEL_WORDINGS = (
    ("juvenile_board", re.compile(r"juvenile", re.IGNORECASE)),
    ("magistrate", re.compile(r"magistrate|\bj\.?\s?m\.?\s?f\.?\s?c|\bc\.?j\.?m\b", re.IGNORECASE)),
    ("sessions", re.compile(r"session|special judge|\bdist(\.|rict)? judge", re.IGNORECASE)),
)


def court_level(record: CaseRecord, case_type_code: str | None) -> str:
    """By the case type, else by what the judge or the court is called."""
    level = "" if case_type_code is None else vocabulary("case_types").codes[case_type_code]["court_level"]
    if level:
        return level
    texts = (read_designation(record.court_number_and_judge), record.court_name)
    return next(filter(None, map(worded_level, texts)), "not_stated")


def worded_level(text: str | None) -> str:
    """Level of court that the designation of a judge or the name of a court tells; empty if it tells none."""
    return next((level for level, wording in LEVEL_WORDINGS if wording.search(text or "")), "")
