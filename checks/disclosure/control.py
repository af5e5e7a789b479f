"""Which indicator rows may leave the building: the whole of disclosure control, in the order it is done.

1. Some rows rest on too little by themselves: a percentile of few units, a point of a curve with few cases at
   risk, a sum to which one or two cases contribute nearly everything.
2. Counts under the threshold are withheld, and zeros where others are not zero (METHODOLOGY R8).
3. So is whatever would give them away, chosen by the optimiser against the attacker, who also knows all that
   was released before (``suppression``, ``attacker``, ``ledger``).
4. Figures of the study's ``release_exceptions.csv`` pass: someone has answered for them (``exceptions``).

A row is published whole or not at all: value, numerator, denominator, n and interval belong together.
Rows about data quality describe registers, not people, and pass.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checks.disclosure.quantities import TOTAL, Quantities
from checks.disclosure.suppression import suppress

PERCENTILE_MINIMUM = 20
DOMINANCE_SHARE = 0.9
WITHHELD_FIELDS = ("value", "numerator", "denominator", "n", "ci_low", "ci_high", "ci_method")

Row = dict[str, Any]
RowKey = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Control:
    """Rows as they may be published, and what an attacker learns from figures that pass as exceptions.

    ``released`` has the value of every cell given away; ``exposed`` names cells that those figures, with what
    was released before, narrow to less than the threshold.
    """

    rows: list[Row]
    released: Mapping[str, float]
    exposed: frozenset[str]


def control(rows: Iterable[Mapping[str, Any]], threshold: int) -> list[Row]:
    """Copies of indicator rows (contract columns plus ``disclosure``), withheld ones emptied and marked."""
    return controlled(rows, threshold).rows


def controlled(
    rows: Iterable[Mapping[str, Any]],
    threshold: int,
    *,
    exceptions: Collection[RowKey] = (),
    released_before: Mapping[str, float] | None = None,
) -> Control:
    """Decide on every row. ``exceptions`` are rows that pass; ``released_before`` is what the ledger holds.

    A withheld row keeps its labels, has ``suppressed`` true and says why in ``note``.
    """
    copies = [dict(row) for row in rows]
    reasons = {id(row): _own_reason(row, threshold) for row in copies}
    stated = [row for row in copies if _is_about_cases(row) and _has_value(row) and not reasons[id(row)]]
    excepted = {id(row) for row in stated if row_key(row) in exceptions}
    quantities = Quantities(stated, threshold)
    fixed = {key for row in stated if id(row) in excepted for key in quantities.cells_of(row)}
    found = suppress(quantities.system(fixed, released_before or {}), threshold)
    for row in stated:
        if id(row) not in excepted:
            reasons[id(row)] = _given_away(row, quantities, found.withheld, threshold)
    released = {
        name: value for row in stated if reasons[id(row)] is None for name, value in quantities.stated_by(row)
    }
    totals_there = {_across_districts(row) for row in copies if row["district"] == TOTAL and _has_value(row)}
    for row in copies:
        _mark(row, reasons[id(row)] or _why_silent(row, totals_there))
    return Control(copies, released, found.exposed)


def row_key(row: Mapping[str, Any]) -> RowKey:
    """What names a row: timepoint, indicator, definition, population, district."""
    return (
        row["timepoint"],
        row["indicator_id"],
        row["definition_id"],
        row["population"],
        row["district"],
    )


def _own_reason(row: Row, threshold: int) -> str | None:
    """Why a row may not be published whatever the others say."""
    if not _is_about_cases(row) or not _has_value(row):
        return None
    if row["is_percentile"] and row["n"] < PERCENTILE_MINIMUM:
        return f"Withheld: a percentile of fewer than {PERCENTILE_MINIMUM} units can be one person's value."
    if row.get("at_risk") is not None and row["at_risk"] < threshold:
        return f"Withheld: fewer than {threshold} cases were followed for so long."
    if (row.get("top_two_share") or 0.0) > DOMINANCE_SHARE:
        return f"Withheld: two units make up more than {DOMINANCE_SHARE:.0%} of the sum."
    return None


def _is_about_cases(row: Row) -> bool:
    return bool(row["disclosure"] != "data quality")


def _has_value(row: Row) -> bool:
    return row["value"] is not None


def _across_districts(row: Row) -> tuple[str, ...]:
    return row_key(row)[:-1]


def _why_silent(row: Row, totals_there: Collection[tuple[str, ...]]) -> str | None:
    """A district without a value where the total has one has nobody to count: that too tells something."""
    if _has_value(row) or not _is_about_cases(row):
        return None
    if row["district"] != TOTAL and _across_districts(row) in totals_there:
        return "Withheld: too few cases."
    return None


def _given_away(row: Row, quantities: Quantities, withheld: Collection[str], threshold: int) -> str | None:
    hidden = [key for key in quantities.cells_of(row) if key in withheld]
    if not hidden:
        return None
    if quantities.is_small(row):
        return f"Withheld: it counts or leaves out fewer than {threshold}, which could point to persons."
    return f"Withheld: with the other rows it would give away a figure under {threshold}."


def _mark(row: Row, reason: str | None) -> None:
    row["suppressed"] = reason is not None
    if reason is not None:
        row.update(dict.fromkeys(WITHHELD_FIELDS))
        row["note"] = reason
    elif not _has_value(row):
        row.update(dict.fromkeys(("numerator", "denominator", "n")))
