"""``[calendar]``: the calendar of days on which the study's courts did not work as usual."""

from __future__ import annotations

from pipeline.study_reading import Section
from transform.court_calendar import calendar_names


def read_calendar(calendar: Section) -> str | None:
    """Name of the calendar (``transform/vocab/calendar_NAME.csv``); none where the section is absent."""
    name = calendar.take_or("name", str, None)
    calendar.refuse_unknown()
    return None if name is None else calendar.allowed(name, "calendar.name", calendar_names())
