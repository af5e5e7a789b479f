"""Which indicator rows may leave the building: the whole of disclosure control, in the order it is done.

1. Some rows rest on too little by themselves: a percentile of few units, a point of a curve with few cases at
   risk, a sum to which one or two cases contribute nearly everything (``own_rules``).
2. Counts under the threshold are withheld, zeros included (METHODOLOGY R8).
3. So is whatever would give them away, chosen by the optimiser against the attacker, who also knows all that
   was released before (``suppression``, ``attacker``, ``ledger``).
4. Figures of the study's ``release_exceptions.csv`` pass: someone has answered for them (``exceptions``).

A row is published whole or not at all: value, numerator, denominator, n and interval belong together. What
only withheld rows state is therefore withheld itself, and protected like a small count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from checks.disclosure.decision import Control, Decision
from checks.disclosure.ledger import Release
from checks.disclosure.relations import Known
from checks.disclosure.withheld_rows import Row, RowKey


def control(rows: Iterable[Mapping[str, Any]], threshold: int) -> list[Row]:
    """Copies of indicator rows (contract columns plus ``disclosure``), withheld ones emptied and marked."""
    return controlled(rows, threshold).rows


def controlled(
    rows: Iterable[Mapping[str, Any]],
    threshold: int,
    *,
    exceptions: Collection[RowKey] = (),
    withheld_before: Collection[RowKey] = (),
    released_before: Known | None = None,
    last: Release | None = None,
) -> Control:
    """Decide on every row.

    ``exceptions`` are rows that pass; ``withheld_before`` are rows that another file of the same release
    withholds; ``released_before`` is what the ledger holds, and ``last`` its last release of the same thing:
    where figures are unchanged, so is the choice. A withheld row keeps its labels, has ``suppressed``
    true and says why in ``note``.
    """
    decision = Decision([dict(row) for row in rows], threshold, frozenset(exceptions))
    decision.refuse(withheld_before)
    narrowed = decision.protect(released_before or {}, decision.withheld_in(last))
    return decision.control(narrowed)
