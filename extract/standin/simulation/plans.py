"""All cases of the simulated study with their lives and numbers, whatever the timepoint: the hidden truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from extract.standin.simulation.drawing import Draws
from extract.standin.simulation.lives import Life, live
from extract.standin.simulation.model import Court, Effect, Model, draw_court, draw_frailty
from extract.standin.simulation.seats import SEATS, Seat, seats_in
from extract.standin.simulation.working_days import WorkingDays

SEED = 20171
CASES = 2_000
FIRST_FILED = date(2016, 1, 4)
BASELINE_DAY = date(2020, 3, 10)
ENDLINE_DAY = date(2022, 3, 31)
# The programme works on the courts from the baseline's snapshot on.
STUDY_EFFECT = Effect(
    BASELINE_DAY.toordinal() + 1, adjournment_rate_ratio=0.85, conviction_log_odds=0.6, refusal_log_odds=0.8
)
# Filings per month compared with an ordinary one, while courts were closed or took urgent matters only.
PANDEMIC_FILINGS = ((date(2020, 3, 17), date(2020, 6, 30), 0.35), (date(2021, 4, 5), date(2021, 6, 15), 0.5))


@dataclass(frozen=True, slots=True)
class CasePlan:
    """One record of the portal. ``number`` counts prosecutions from 1; companions share that of theirs.

    ``kind``: "prosecution", "committal" (the magistrate's record of it) or "bail". ``began`` is the case that
    went on here after a transfer. Numbers of filing and registration run within the establishment.
    """

    number: int
    kind: str
    seat: Seat
    life: Life
    outcome: str | None = None
    began: int | None = None
    filing_number: int = 0
    registration_number: int = 0

    def draws(self, about: str) -> Draws:
        """Draws of this record alone, so that no change elsewhere changes it."""
        return Draws(f"{self.number}|{self.kind}|{self.life.filed}|{about}")


@lru_cache
def prosecutions(seed: int = SEED, effect: Effect = STUDY_EFFECT) -> tuple[CasePlan, ...]:
    """The 2,000 prosecutions filed until the endline, as they were drawn, each with its whole life."""
    model, calendar = Model(), WorkingDays()
    habits = {seat.establishment.prefix: _habits(seed, seat, model) for seat in SEATS}
    found: list[CasePlan] = []
    for plan in _filed(seed, habits, model, calendar, effect):
        found.append(plan)
        if len(found) == CASES:
            break
    return tuple(found)


def _habits(seed: int, seat: Seat, model: Model) -> Court:
    return draw_court(Draws(f"{seed}|court|{seat.establishment.prefix}"), model)


def _filed(
    seed: int, habits: dict[str, Court], model: Model, calendar: WorkingDays, effect: Effect
) -> Iterator[CasePlan]:
    """Case after case without end; one that is transferred goes on as the next, in another court."""
    number, last = 0, ENDLINE_DAY.toordinal()
    arrivals = Draws(f"{seed}|arrivals")
    shares = [seat.share for seat in SEATS]
    while True:
        number += 1
        draws = Draws(f"{seed}|case|{number}")
        seat, filed, frailty = (
            arrivals.weighted(SEATS, shares),
            _filing_day(arrivals),
            draw_frailty(draws, model),
        )
        court = habits[seat.establishment.prefix]
        life = live(draws, filed, frailty, court, model, calendar, last, effect)
        plan = CasePlan(number, "prosecution", seat, life)
        yield plan
        if life.end == "transferred" and life.ended is not None and life.ended + 20 < last:
            began, number = number, number + 1
            other = draws.one_of(seats_in(seat.place.district_code, is_sessions=seat.is_sessions))
            court = habits[other.establishment.prefix]
            life = live(draws, life.ended + 12, frailty, court, model, calendar, last, effect)
            yield CasePlan(number, "prosecution", other, life, began=began)


def _filing_day(draws: Draws) -> int:
    """Even over the years, with a fifth more towards their end; fewer filings while courts were closed."""
    first, last = FIRST_FILED.toordinal(), ENDLINE_DAY.toordinal() - 7
    while True:
        day = draws.whole(first, last)
        kept = 0.8 + 0.2 * (day - first) / (last - first)
        for opens, closes, share in PANDEMIC_FILINGS:
            if opens.toordinal() <= day <= closes.toordinal():
                kept *= share
        if draws.chance(kept):
            return day


def numbered(plans: list[CasePlan], case_type_codes: list[int]) -> list[CasePlan]:
    """The records with filing numbers (by establishment and year) and registration numbers (by type too)."""
    order = sorted(range(len(plans)), key=lambda position: (plans[position].life.filed, position))
    filings: dict[tuple[str, int], int] = defaultdict(int)
    registrations: dict[tuple[str, int, int], int] = defaultdict(int)
    found = list(plans)
    for position in order:
        plan = plans[position]
        prefix = plan.seat.establishment.prefix
        filed = (prefix, date.fromordinal(plan.life.filed).year)
        registered = (prefix, case_type_codes[position], date.fromordinal(plan.life.registered).year)
        filings[filed] += 1
        registrations[registered] += 1
        found[position] = replace(
            plan, filing_number=filings[filed], registration_number=registrations[registered]
        )
    return found
