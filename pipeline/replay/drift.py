"""One difference between what was known at a cut-off and what a later pull says about the same day."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {
    "case_vanished": "cases that the later pull does not show",
    "case_unreadable": "cases whose later page can't be read (see its quarantine)",
    "case_found_late": "cases filed by then that were not seen then",
    "party_masked": "cases with a party masked since",
    "party_unmasked": "cases with a masked party named since",
    "outcome_changed": "facts of the outcome that say something else now",
    "fact_changed": "other facts of a case that say something else now",
    "row_back_filled": "rows back-filled",
    "row_changed": "rows changed",
    "row_gone": "rows gone",
}


@dataclass(frozen=True, slots=True)
class Drift:
    """``kind`` is one of ``KINDS``; ``what`` is the column or the row's place in ``table``.

    ``case_id`` is a pseudonym; ``earlier`` and ``later`` are table values, so neither may be published.
    """

    kind: str
    case_id: str
    table: str
    what: str
    earlier: str | None
    later: str | None
