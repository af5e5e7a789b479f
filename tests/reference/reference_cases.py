"""The 103 cases of the reference baseline, worked out from its specification with plain dates.

Nothing of the project is imported here or in the ``expected_*`` modules: they are the second opinion that the
pipeline's figures are compared with.

The rules. Snapshot day S0 = 10 March 2020. District order Aurangabad, Ahmednagar, Kolhapur, Nashik, Solapur:
4, 5, 4, 6, 4 disposed and 14, 17, 16, 18, 15 pending cases, in the order of their index.

* Disposed case i = 1..23 has 17 + i adjournments of 26 days; it is decided 7 * (23 - i) days before S0, the
  day of its closing entry. Purposes climb eight steps as evenly as they go, the first steps taking the rest.
  Cases 1-20 end in acquittal, 21 in conviction, 22 in discharge, 23 by the accused's death.
* Pending case j = 1..80 has 2, 3, 4, 5, 5, 6, 6, 7, 8, 9 adjournments in turn, 45 days apart, the last one
  given (j mod 45) days before S0. The first half of its purposes (rounded down) is Appearance, the rest
  Charge.
* Every case is filed and registered 14 days before its first hearing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

S0 = date(2020, 3, 10)
DISTRICTS = ("Aurangabad", "Ahmednagar", "Kolhapur", "Nashik", "Solapur")
DISPOSED_BY_DISTRICT = (4, 5, 4, 6, 4)
PENDING_BY_DISTRICT = (14, 17, 16, 18, 15)
LADDER = (
    "Appearance", "First Order", "Charge", "Plea",
    "Evidence", "Evidence Part Heard", "Statement U/s 313", "Arguments",
)  # fmt: skip
PENDING_ADJOURNMENTS = (2, 3, 4, 5, 5, 6, 6, 7, 8, 9)


@dataclass(frozen=True)
class Sitting:
    """A day in court, the date given on it and what that date is for; the closing entry gives none."""

    day: date
    next_day: date | None
    purpose: str


@dataclass(frozen=True)
class Case:
    """``outcome`` and ``decision`` are None while the case is pending; a transfer is no disposal."""

    name: str
    district: str
    registered: date
    first_hearing: date
    sittings: tuple[Sitting, ...]
    decision: date | None
    outcome: str | None
    seen_until: date = S0

    @property
    def is_disposed(self) -> bool:
        return self.decision is not None and not self.has_left

    @property
    def has_left(self) -> bool:
        return self.outcome == "transferred"

    @property
    def is_pending(self) -> bool:
        return self.decision is None

    @property
    def ends(self) -> date:
        return self.decision or self.seen_until

    @property
    def days_open(self) -> int:
        return (self.ends - self.registered).days

    @property
    def adjourned(self) -> tuple[Sitting, ...]:
        """The sittings that gave a later date: all but the closing entry."""
        return tuple(s for s in self.sittings if s.next_day is not None)

    def clock_day(self, day: date) -> int:
        """Day of the case's clock, which starts on registration."""
        return (day - self.registered).days


def reference_cases() -> list[Case]:
    """All 103 cases, the disposed ones first."""
    disposed = zip(range(1, 24), places(DISPOSED_BY_DISTRICT), strict=True)
    pending = zip(range(1, 81), places(PENDING_BY_DISTRICT), strict=True)
    return [disposed_case(i, place) for i, place in disposed] + [
        pending_case(j, place) for j, place in pending
    ]


def places(counts: tuple[int, ...]) -> Iterator[str]:
    for district, count in zip(DISTRICTS, counts, strict=True):
        for _ in range(count):
            yield district


def disposed_case(i: int, district: str) -> Case:
    adjournments = 17 + i
    decision = S0 - timedelta(days=7 * (23 - i))
    first = decision - timedelta(days=26 * adjournments)
    outcome = "acquitted" if i <= 20 else ("convicted", "discharged", "abated_death")[i - 21]
    closing = Sitting(decision, None, "Disposed")
    return Case(
        name=f"disposed {i}",
        district=district,
        registered=first - timedelta(days=14),
        first_hearing=first,
        sittings=(*sittings(first, 26, ladder(adjournments)), closing),
        decision=decision,
        outcome=outcome,
    )


def pending_case(j: int, district: str) -> Case:
    adjournments = PENDING_ADJOURNMENTS[(j - 1) % 10]
    first = S0 - timedelta(days=45 * (adjournments - 1) + j % 45)
    half = adjournments // 2
    purposes = ["Appearance"] * half + ["Charge"] * (adjournments - half)
    return Case(
        name=f"pending {j}",
        district=district,
        registered=first - timedelta(days=14),
        first_hearing=first,
        sittings=sittings(first, 45, purposes),
        decision=None,
        outcome=None,
    )


def ladder(adjournments: int) -> list[str]:
    each, rest = divmod(adjournments, len(LADDER))
    return [purpose for step, purpose in enumerate(LADDER) for _ in range(each + (1 if step < rest else 0))]


def sittings(first: date, gap: int, purposes: list[str]) -> tuple[Sitting, ...]:
    return tuple(
        Sitting(first + timedelta(days=gap * k), first + timedelta(days=gap * (k + 1)), purpose)
        for k, purpose in enumerate(purposes)
    )
