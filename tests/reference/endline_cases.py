"""The 175 cases of the reference endline, worked out from its specification with plain dates.

The rules. Snapshot day S1 = 31 March 2022. The portal shows the baseline's 103 cases and 72 new ones; in
frame are those filed, or decided, after S0 and up to S1.

* 30 decided cases i = 0..29 have 20, 21, 22, 23, 24 adjournments in turn. Outcomes in order: 18 acquitted, 8
  convicted, 2 discharged, 1 quashed, 1 transferred (which is no disposal).
* i = 0..23 are the baseline's pending cases j = i + 1 carried on: from their last next date on, days in court
  30 days apart, all for evidence; the closing entry and the decision fall on the last date given.
* i = 24..29 are new: decided 7 * (29 - i) days before S1, 26 days between days in court, up the ladder.
* 66 pending cases j = 0..65, all new, have 3, 4, 5 adjournments in turn, 45 days apart, the last one given
  (j mod 45) days before S1; the first half of the purposes (rounded down) is Appearance, the rest Charge.
* New cases are filed 14 days before their first hearing, in the districts in turn, the decided first.
* The baseline's other 56 pending cases have no entry after S0; its 23 decided ones are unchanged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle

from reference_cases import DISTRICTS, Case, Sitting, ladder, reference_cases, sittings

S1 = date(2022, 3, 31)
WINDOW = (date(2020, 3, 11), S1)
OUTCOMES = ("acquitted",) * 18 + ("convicted",) * 8 + ("discharged",) * 2 + ("quashed_hc", "transferred")


def cases_on_the_portal() -> list[Case]:
    """All 175: the baseline's in their order, the new decided ones, the new pending ones."""
    before = [replace(case, seen_until=S1) for case in reference_cases()]
    disposed, pending = before[:23], before[23:]
    districts = cycle(DISTRICTS)
    return [
        *disposed,
        *(carried_on(i, pending[i]) for i in range(24)),
        *pending[24:],
        *(new_decided(i, next(districts)) for i in range(24, 30)),
        *(new_pending(j, next(districts)) for j in range(66)),
    ]


def endline_cases() -> list[Case]:
    """The 96 in frame."""
    return [case for case in cases_on_the_portal() if inside(case.registered) or inside(case.decision)]


def inside(day: date | None) -> bool:
    return day is not None and WINDOW[0] <= day <= WINDOW[1]


def carried_on(i: int, case: Case) -> Case:
    further = 20 + i % 5 - len(case.sittings)
    begins = case.sittings[-1].next_day
    assert begins is not None
    decision = begins + timedelta(days=30 * further)
    return replace(
        case,
        name=f"decided {i}",
        sittings=(
            *case.sittings,
            *sittings(begins, 30, ["Evidence"] * further),
            Sitting(decision, None, "Disposed"),
        ),
        decision=decision,
        outcome=OUTCOMES[i],
    )


def new_decided(i: int, district: str) -> Case:
    adjournments = 20 + i % 5
    decision = S1 - timedelta(days=7 * (29 - i))
    first = decision - timedelta(days=26 * adjournments)
    return Case(
        name=f"decided {i}",
        district=district,
        registered=first - timedelta(days=14),
        first_hearing=first,
        sittings=(*sittings(first, 26, ladder(adjournments)), Sitting(decision, None, "Disposed")),
        decision=decision,
        outcome=OUTCOMES[i],
        seen_until=S1,
    )


def new_pending(j: int, district: str) -> Case:
    adjournments = 4 + (j % 3 - 1)
    first = S1 - timedelta(days=45 * (adjournments - 1) + j % 45)
    half = adjournments // 2
    return Case(
        name=f"new pending {j}",
        district=district,
        registered=first - timedelta(days=14),
        first_hearing=first,
        sittings=sittings(first, 45, ["Appearance"] * half + ["Charge"] * (adjournments - half)),
        decision=None,
        outcome=None,
        seen_until=S1,
    )
