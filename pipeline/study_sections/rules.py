"""``[rules]``: from which day the study counts, how long its year is, which counts are too small to state."""

from __future__ import annotations

from typing import Any

from pipeline.study_reading import Section


def read_rules(rules: Section) -> dict[str, Any]:
    """Fields of the study that section ``[rules]`` states."""
    read = {
        "clock_start": rules.coded("clock_start", "clock_starts"),
        "year_length_days": rules.take("year_length_days", int),
        "reporting_lag_days": rules.take("reporting_lag_days", int),
        "suppression_threshold": rules.take("suppression_threshold", int),
    }
    rules.refuse_unknown()
    return read
