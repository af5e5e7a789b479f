"""Records beside the prosecutions: bail applications, and the magistrates' cases some were committed from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.standin.simulation.drawing import Draws
from extract.standin.simulation.lives import Life, Sitting
from extract.standin.simulation.plans import ENDLINE_DAY, CasePlan
from extract.standin.simulation.seats import seats_in
from extract.standin.simulation.working_days import WorkingDays

COMMITTED_SHARE = 0.12
BAIL_SHARE = 0.35
SECOND_BAIL_SHARE = 0.2
BAIL_OUTCOMES = (
    ("Contested--ALLOWED", 0.46),
    ("Contested--REJECTED", 0.33),
    ("Uncontested--WITHDRAWN", 0.1),
    ("Uncontested--NOT PRESSED", 0.04),
    ("Contested--DISPOSED OFF", 0.07),
)


def companions_of(plans: Sequence[CasePlan]) -> Iterator[CasePlan]:
    """Bail applications and committals of the prosecutions, in their order."""
    calendar = WorkingDays()
    for plan in plans:
        if plan.began is not None:
            continue
        if plan.seat.is_sessions and plan.draws("committal").chance(COMMITTED_SHARE):
            yield _committal(plan, calendar)
        draws = plan.draws("bail")
        if draws.chance(BAIL_SHARE):
            yield from _bail(plan, draws, calendar)


def _committal(plan: CasePlan, calendar: WorkingDays) -> CasePlan:
    """Filed with a magistrate of the district some months before, and committed shortly before filing."""
    draws = plan.draws("committal court")
    seat = draws.one_of(seats_in(plan.seat.place.district_code, is_sessions=False))
    decided = calendar.open_day(plan.life.filed - draws.whole(10, 30))
    first = decided - draws.whole(60, 200)
    days = sorted({calendar.open_day(first), calendar.open_day((first + decided) // 2), decided})
    sittings = tuple(
        Sitting(day, following, 0, is_effective=False, ruling="no_request")
        for day, following in zip(days, [*days[1:], None], strict=True)
    )
    filed = days[0] - draws.whole(5, 15)
    life = Life(filed, filed, sittings, decided, "committed", None)
    return CasePlan(plan.number, "committal", seat, life, "Uncontested--COMMITTED TO SESSIONS COURT")


def _bail(plan: CasePlan, draws: Draws, calendar: WorkingDays) -> Iterator[CasePlan]:
    """One application, or two, before the district's sessions judges, from arrest on."""
    seats = seats_in(plan.seat.place.district_code, is_sessions=True)
    seat = plan.seat if plan.seat.is_sessions else draws.one_of(seats)
    filed = calendar.open_day(plan.life.filed + draws.whole(-45, 120))
    for _ in range(2 if draws.chance(SECOND_BAIL_SHARE) else 1):
        heard = calendar.open_day(filed + draws.whole(2, 7))
        decided = calendar.open_day(heard + draws.whole(1, 16))
        outcome = draws.weighted([text for text, _ in BAIL_OUTCOMES], [share for _, share in BAIL_OUTCOMES])
        sittings = (
            Sitting(heard, decided, 0, is_effective=True, ruling="no_request"),
            Sitting(decided, None, 0, is_effective=True, ruling="no_request"),
        )
        if decided <= ENDLINE_DAY.toordinal():
            yield CasePlan(
                plan.number, "bail", seat, Life(filed, filed, sittings, decided, "bail", None), outcome
            )
        filed = calendar.open_day(decided + draws.whole(30, 150))
