"""Rules that a row breaks by itself, whatever the others say (METHODOLOGY R8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.disclosure.quantities import DATA_QUALITY

PERCENTILE_MINIMUM = 20
DOMINANCE_SHARE = 0.9


def has_value(row: Mapping[str, Any]) -> bool:
    """Whether there is anything to publish."""
    return row["value"] is not None


def own_reason(row: Mapping[str, Any], threshold: int) -> str | None:
    """Why a row may not be published, in words for its reader; null if it may.

    A row about data quality describes the register; only how many cases it looked at matters, elsewhere.
    """
    if row["disclosure"] == DATA_QUALITY or not has_value(row):
        return None
    if row["is_percentile"] and row["n"] < PERCENTILE_MINIMUM:
        return f"Withheld: a percentile of fewer than {PERCENTILE_MINIMUM} units can be one person's value."
    if row.get("at_risk") is not None and row["at_risk"] < threshold:
        return f"Withheld: fewer than {threshold} cases were followed for so long."
    if (row.get("top_two_share") or 0.0) > DOMINANCE_SHARE:
        return f"Withheld: two units make up more than {DOMINANCE_SHARE:.0%} of the sum."
    return None
