"""What names an indicator row, and what a withheld one looks like: its labels, no figure, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from checks.disclosure.own_rules import has_value
from checks.disclosure.quantities import TOTAL

WITHHELD_FIELDS = ("value", "numerator", "denominator", "n", "ci_low", "ci_high", "ci_method")

Row = dict[str, Any]
RowKey = tuple[str, str, str, str, str]


def row_key(row: Mapping[str, Any]) -> RowKey:
    """What names a row: timepoint, indicator, definition, population, district."""
    return (
        row["timepoint"],
        row["indicator_id"],
        row["definition_id"],
        row["population"],
        row["district"],
    )


def why_silent(row: Row, totals_there: Collection[tuple[str, ...]], threshold: int) -> str | None:
    """A district without a value where the total has one has nobody to count: that too tells something."""
    if has_value(row) or row["district"] == TOTAL or row_key(row)[:-1] not in totals_there:
        return None
    return f"Withheld: it would rest on fewer than {threshold} cases, or on none."


def mark(row: Row, reason: str | None) -> None:
    """Mark a row as withheld for ``reason``, its figures taken out; ``None`` leaves them."""
    row["suppressed"] = reason is not None
    if reason is not None:
        row.update(dict.fromkeys(WITHHELD_FIELDS))
        row["note"] = reason
    elif not has_value(row):
        row.update(dict.fromkeys(("numerator", "denominator", "n")))
