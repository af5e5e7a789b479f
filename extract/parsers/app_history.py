"""The history of a parsed app record: its hearings, and the entry that a study published with each day.

What the parsed form doesn't hold stays empty: the links of the hearings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.parsers.app_values import known_object, known_objects, printed, texts_of
from extract.records import DailyStatus, HearingRow

_HEARING_KEYS = ("Judge", "Business On Date", "Hearing Date", "Purpose of hearing")
_DAY_FIELDS = {
    "Business": "business",
    "Next Purpose": "next_purpose",
    "Next Hearing Date": "next_hearing_date",
    "Reason for Adjournment": "adjournment_reason",
    "Nature of Disposal": "nature_of_disposal",
    "Disposal Date": "disposal_date",
}
_DAY_OTHERS = ("Presentee", "Exhibits", "Short Order")


def read_hearings(value: Any) -> tuple[HearingRow, ...]:
    """The case history."""
    hearings: list[HearingRow] = []
    for entry in known_objects(value, (*_HEARING_KEYS, "business_details"), "history"):
        judge, business_date, hearing_date, purpose = texts_of(entry, _HEARING_KEYS)
        hearings.append(HearingRow(len(hearings) + 1, judge, business_date, hearing_date, purpose))
    return tuple(hearings)


def read_days(value: Any, cnr: str) -> tuple[DailyStatus, ...]:
    """One daily status for each hearing, in the same order; without texts where none was published."""
    entries = known_objects(value, (*_HEARING_KEYS, "business_details"), "history")
    return tuple(_day(entry, cnr) for entry in entries)


def _day(entry: Mapping[str, Any], cnr: str) -> DailyStatus:
    details = known_object(entry.get("business_details"), (*_DAY_FIELDS, *_DAY_OTHERS), "daily status")
    texts = {name: printed(details.get(key)) for key, name in _DAY_FIELDS.items()}
    return DailyStatus(
        cnr=cnr,
        business_date=printed(entry.get("Business On Date")),
        judge=printed(entry.get("Judge")),
        others=tuple((key, printed(details[key]) or "") for key in _DAY_OTHERS if key in details),
        **texts,
    )
