"""The reference endline: 175 made-up cases on the portal of 31 March 2022, 96 of them in the study's frame.

All 103 cases of the baseline are still there. 24 of its pending ones went on and were decided, under their
old numbers; 56 stand as they stood; its 23 decided ones are unchanged. 72 are new: 6 decided, 66 pending. In
frame are the 30 with a decision entry since the baseline (one a transfer, which is no disposal) and the 66.

Bail, legal aid, witnesses and refused adjournments are not on these pages: coders enter them on forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import repeat

from extract.records import Layout
from extract.standin.docket import DocketCase, DocketHearing
from extract.standin.places import AHMEDNAGAR, AURANGABAD, KOLHAPUR, NASHIK, SOLAPUR, Complex
from extract.standin.reference_case import CaseOutline, describe_case
from extract.standin.reference_docket import (
    DAYS_FROM_FILING_TO_FIRST_HEARING,
    DISPOSAL_GAP_DAYS,
    LAYOUTS,
    PENDING_GAP_DAYS,
    disposed_outline,
    hearings_from,
    ladder_purposes,
    pending_outline,
)

ENDLINE_DAY = date(2022, 3, 31)
CARRIED_ON = 24
DECIDED = 30
PENDING = 66
CARRIED_ON_GAP_DAYS = 30

BASELINE_DISPOSED = 23
BASELINE_PENDING = 80
BASELINE_CASES = BASELINE_DISPOSED + BASELINE_PENDING
PLACES = (AURANGABAD, AHMEDNAGAR, KOLHAPUR, NASHIK, SOLAPUR)
NATURES = (
    *repeat("Contested--ACQUITTED", 18),
    *repeat("Contested--CONVICTED", 8),
    *repeat("Uncontested--DISCHARGED", 2),
    "Uncontested--QUASHED",
    "Uncontested--TRANSFER",
)


def endline_docket(*, layouts: Sequence[Layout] = LAYOUTS) -> list[DocketCase]:
    """All 175 cases: the baseline's 103 in their order, then 6 new decided and 66 new pending ones."""
    outlines = [
        *map(disposed_outline, range(1, BASELINE_DISPOSED + 1)),
        *map(carried_on_outline, range(CARRIED_ON)),
        *(pending_outline(j, is_strict=False) for j in range(CARRIED_ON + 1, BASELINE_PENDING + 1)),
        *map(new_decided_outline, range(CARRIED_ON, DECIDED)),
        *map(new_pending_outline, range(PENDING)),
    ]
    return [
        describe_case(index, outline, layouts[index % len(layouts)])
        for index, outline in enumerate(outlines, start=1)
    ]


def decided_cases(docket: Sequence[DocketCase]) -> list[DocketCase]:
    """D01 to D30: the cases decided since the baseline, in the order of their index 0..29."""
    new = docket[BASELINE_CASES : BASELINE_CASES + DECIDED - CARRIED_ON]
    return [*docket[BASELINE_DISPOSED : BASELINE_DISPOSED + CARRIED_ON], *new]


def pending_cases(docket: Sequence[DocketCase]) -> list[DocketCase]:
    """P01 to P66: the new pending cases, in the order of their index 0..65."""
    return list(docket[BASELINE_CASES + DECIDED - CARRIED_ON :])


def carried_on_outline(index: int) -> CaseOutline:
    """Decided case ``index`` of 0..23: the baseline's pending case ``index + 1``, gone on to its decision."""
    begun = pending_outline(index + 1, is_strict=False)
    next_day = begun.hearings[-1].next_date
    assert next_day is not None
    further = adjournments_before_decision(index) - len(begun.hearings)
    rows = (
        *begun.hearings,
        *hearings_from(next_day, CARRIED_ON_GAP_DAYS, ["Evidence"] * further, len(begun.hearings) + 1),
    )
    decision = next_day + timedelta(days=CARRIED_ON_GAP_DAYS * further)
    return CaseOutline(
        complex=begun.complex,
        filing_date=begun.filing_date,
        first_hearing_date=begun.first_hearing_date,
        hearings=(*rows, closing_entry(len(rows) + 1, decision)),
        decision_date=decision,
        nature_of_disposal=NATURES[index],
    )


def new_decided_outline(index: int) -> CaseOutline:
    """Decided case ``index`` of 24..29, filed since the baseline: one decision a week, as in the baseline."""
    adjournments = adjournments_before_decision(index)
    decision = ENDLINE_DAY - timedelta(days=7 * (DECIDED - 1 - index))
    first = decision - timedelta(days=DISPOSAL_GAP_DAYS * adjournments)
    rows = hearings_from(first, DISPOSAL_GAP_DAYS, ladder_purposes(adjournments))
    return CaseOutline(
        complex=place_in_rotation(index - CARRIED_ON),
        filing_date=first - timedelta(days=DAYS_FROM_FILING_TO_FIRST_HEARING),
        first_hearing_date=first,
        hearings=(*rows, closing_entry(adjournments + 1, decision)),
        decision_date=decision,
        nature_of_disposal=NATURES[index],
    )


def new_pending_outline(index: int) -> CaseOutline:
    """Pending case ``index`` of 0..65: 3 to 5 adjournments, 45 days apart, the last beyond the snapshot."""
    adjournments = 3 + index % 3
    days = PENDING_GAP_DAYS * (adjournments - 1) + index % PENDING_GAP_DAYS
    first = ENDLINE_DAY - timedelta(days=days)
    half = adjournments // 2
    return CaseOutline(
        complex=place_in_rotation(DECIDED - CARRIED_ON + index),
        filing_date=first - timedelta(days=DAYS_FROM_FILING_TO_FIRST_HEARING),
        first_hearing_date=first,
        hearings=hearings_from(
            first, PENDING_GAP_DAYS, ["Appearance"] * half + ["Charge"] * (adjournments - half)
        ),
    )


def adjournments_before_decision(index: int) -> int:
    """20 to 24 in turn."""
    return 20 + index % 5


def closing_entry(serial: int, decision: date) -> DocketHearing:
    """The row that a decided case's history ends with."""
    return DocketHearing(serial=serial, business_date=decision, next_date=None, purpose="Disposed")


def place_in_rotation(number: int) -> Complex:
    """The complex of new case ``number`` of 0..71, the decided ones first: the five districts in turn."""
    return PLACES[number % len(PLACES)]
