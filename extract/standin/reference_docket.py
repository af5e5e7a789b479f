"""The reference baseline: 103 made-up cases whose every figure can be worked out by hand.

23 are disposed, 80 pending; all dates follow from the counts below. The snapshot day is 10 March 2020, and no
case was filed before 21 April 2017. ``variants`` changes what must not matter, ``faulty_variants`` breaks
what must be noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import chain, repeat

from extract.records import Layout
from extract.standin.docket import DocketCase, DocketHearing
from extract.standin.places import AHMEDNAGAR, AURANGABAD, KOLHAPUR, NASHIK, SOLAPUR, Complex
from extract.standin.reference_case import CaseOutline, describe_case

SNAPSHOT_DAY = date(2020, 3, 10)
LAYOUTS = (Layout.V4, Layout.V6_2025, Layout.V6_2026)

DISPOSED_BY_COMPLEX = ((AURANGABAD, 4), (AHMEDNAGAR, 5), (KOLHAPUR, 4), (NASHIK, 6), (SOLAPUR, 4))
PENDING_BY_COMPLEX = ((AURANGABAD, 14), (AHMEDNAGAR, 17), (KOLHAPUR, 16), (NASHIK, 18), (SOLAPUR, 15))

LADDER = (
    "Appearance",
    "First Order",
    "Charge",
    "Plea",
    "Evidence",
    "Evidence Part Heard",
    "Statement U/s 313",
    "Arguments",
)
PENDING_ADJOURNMENTS = (2, 3, 4, 5, 5, 6, 6, 7, 8, 9)
DISPOSAL_GAP_DAYS = 26
PENDING_GAP_DAYS = 45
DAYS_FROM_FILING_TO_FIRST_HEARING = 14


def baseline_docket(
    *,
    layouts: Sequence[Layout] = LAYOUTS,
    is_strict: bool = False,
    variants: Sequence[Callable[[list[DocketCase]], list[DocketCase]]] = (),
) -> list[DocketCase]:
    """All 103 cases, the disposed ones first; case i is printed in layout i mod the number of ``layouts``.

    ``is_strict`` gives every pending case four adjournments more, so that all 80 have over five. ``variants``
    (functions of ``variants`` and ``faulty_variants``) are applied in order.
    """
    outlines = [*map(disposed_outline, range(1, 24)), *(pending_outline(j, is_strict) for j in range(1, 81))]
    docket = [
        describe_case(index, outline, layouts[index % len(layouts)])
        for index, outline in enumerate(outlines, start=1)
    ]
    for variant in variants:
        docket = variant(docket)
    return docket


def disposed_outline(index: int) -> CaseOutline:
    """Disposed case ``index`` of 1..23: 17 + index adjournments, 26 days apart, one decision a week."""
    adjournments = 17 + index
    decision = SNAPSHOT_DAY - timedelta(days=7 * (23 - index))
    first = decision - timedelta(days=DISPOSAL_GAP_DAYS * adjournments)
    rows = hearings_from(first, DISPOSAL_GAP_DAYS, ladder_purposes(adjournments))
    last = DocketHearing(serial=adjournments + 1, business_date=decision, next_date=None, purpose="Disposed")
    return CaseOutline(
        complex=spread(DISPOSED_BY_COMPLEX)[index - 1],
        filing_date=first - timedelta(days=DAYS_FROM_FILING_TO_FIRST_HEARING),
        first_hearing_date=first,
        hearings=(*rows, last),
        decision_date=decision,
        nature_of_disposal=nature_of_disposal(index),
    )


def pending_outline(index: int, is_strict: bool) -> CaseOutline:
    """Pending case ``index`` of 1..80: 2 to 9 adjournments, 45 days apart, the last beyond the snapshot."""
    adjournments = PENDING_ADJOURNMENTS[(index - 1) % 10] + (4 if is_strict else 0)
    days = PENDING_GAP_DAYS * (adjournments - 1) + index % PENDING_GAP_DAYS
    first = SNAPSHOT_DAY - timedelta(days=days)
    purposes = [
        *repeat("Appearance", adjournments // 2),
        *repeat("Charge", adjournments - adjournments // 2),
    ]
    return CaseOutline(
        complex=spread(PENDING_BY_COMPLEX)[index - 1],
        filing_date=first - timedelta(days=DAYS_FROM_FILING_TO_FIRST_HEARING),
        first_hearing_date=first,
        hearings=hearings_from(first, PENDING_GAP_DAYS, purposes),
    )


def nature_of_disposal(index: int) -> str:
    """The portal's wording, with the prefix it puts before every disposal."""
    if index <= 20:
        return "Contested--ACQUITTED"
    return {21: "Contested--CONVICTED", 22: "Uncontested--DISCHARGED", 23: "Uncontested--ABATED"}[index]


def ladder_purposes(count: int) -> list[str]:
    """``count`` purposes up the eight steps, as evenly as they go, the first steps taking the rest."""
    return [
        purpose
        for step, purpose in enumerate(LADDER)
        for _ in range(count // len(LADDER) + (step < count % len(LADDER)))
    ]


def hearings_from(
    first: date, gap_days: int, purposes: Sequence[str], first_serial: int = 1
) -> tuple[DocketHearing, ...]:
    """One day in court a purpose, each adjourned to the next; serials count on from ``first_serial``."""
    return tuple(
        DocketHearing(
            serial=first_serial + number,
            business_date=first + timedelta(days=gap_days * number),
            next_date=first + timedelta(days=gap_days * (number + 1)),
            purpose=purpose,
        )
        for number, purpose in enumerate(purposes)
    )


def spread(counts: tuple[tuple[Complex, int], ...]) -> list[Complex]:
    """The complex of case 1, 2, ...: as many in a row as each complex has."""
    return list(chain.from_iterable(repeat(place, count) for place, count in counts))
