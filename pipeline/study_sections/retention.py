"""``[retention]``: how long raw pages are kept."""

from __future__ import annotations

from pipeline.study_reading import Section

USUAL_RAW_MONTHS = 24
"""METHODOLOGY R13: raw pages go 24 months after the endline."""


def read_raw_months(retention: Section) -> int:
    """Months after the endline's snapshot day; one at least."""
    months = int(retention.take_or("raw_months", int, USUAL_RAW_MONTHS))
    retention.refuse_unknown()
    if months < 1:
        raise retention.fault(f"[retention] raw_months is {months}; it must be 1 or more.")
    return months
