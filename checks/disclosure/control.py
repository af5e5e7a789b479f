"""Which values may leave the building: small counts are withheld, and so is whatever would give them away.

The rules fail closed (METHODOLOGY R8). A row about cases is withheld when it rests on fewer units than the
study's threshold, when the count it states is under the threshold (zero included), or when it is a percentile
of fewer than twenty units. District rows are withheld altogether as soon as one district has too few disposed
or too few pending cases: the remaining rows, taken with the totals, would give the small ones away.
Rows about data quality describe registers, not people, and are not withheld for their counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

PERCENTILE_MINIMUM = 20
WITHHELD_FIELDS = ("value", "numerator", "denominator", "n", "ci_low", "ci_high", "ci_method")

Row = dict[str, Any]


def control(rows: Iterable[Mapping[str, Any]], threshold: int) -> list[Row]:
    """Copies of indicator rows (contract columns plus ``disclosure``), withheld ones emptied and marked.

    A withheld row keeps its labels, has ``suppressed`` true and says why in ``note``.
    """
    copies = [dict(row) for row in rows]
    small_districts = _districts_with_few_cases(copies, threshold)
    return [_controlled(row, threshold, small_districts) for row in copies]


def _districts_with_few_cases(rows: list[Row], threshold: int) -> bool:
    """Whether any district's disposed or pending cases (I01 by status) are under the threshold."""
    counts = [
        row["numerator"] or 0
        for row in rows
        if row["indicator_id"] == "I01"
        and row["district"] != "all"
        and row["population"] in ("disposed cases", "pending cases")
    ]
    return any(count < threshold for count in counts)


def _controlled(row: Row, threshold: int, small_districts: bool) -> Row:
    reason = _reason_to_withhold(row, threshold, small_districts)
    row["suppressed"] = reason is not None
    if reason is not None:
        row.update(dict.fromkeys(WITHHELD_FIELDS))
        row["note"] = reason
    return row


def _reason_to_withhold(row: Row, threshold: int, small_districts: bool) -> str | None:
    if row["value"] is None or row["disclosure"] == "data quality":
        return None
    if row["district"] != "all" and small_districts:
        return (
            f"Withheld: some district has fewer than {threshold} disposed or pending cases, "
            "and its figures could be worked out from the other rows."
        )
    if (row["n"] or 0) < threshold:
        return f"Withheld: rests on fewer than {threshold} {row['population']}."
    if row["is_count"] and (row["numerator"] or 0) < threshold:
        return f"Withheld: the count is under {threshold}; published, it could point to persons."
    if row["is_percentile"] and row["n"] < PERCENTILE_MINIMUM:
        return f"Withheld: a percentile of fewer than {PERCENTILE_MINIMUM} units can be one person's value."
    return None
