"""The life of one case: filed, registered, heard day after day, ended in one of several ways or not at all.

The docket and the coverage study both draw their cases here, so that what is known of the one holds for the
other. Days are ordinals.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from extract.standin.simulation.drawing import Draws
from extract.standin.simulation.model import (
    ANY_END,
    AT_STAGE,
    COMPLETES,
    EVERY_STAGE,
    USUAL_GAPS,
    Court,
    Effect,
    Frailty,
    Model,
)
from extract.standin.simulation.working_days import Working, WorkingDays

MIDDLES = tuple((one + other) / 2 for one, other in pairwise(USUAL_GAPS))
# Share of the usual effectiveness that is left while the courts work within limits.
EFFECTIVE_WHILE = {Working.NORMAL: 1.0, Working.RESTRICTED: 0.5, Working.URGENT_ONLY: 0.03}
URGENT_ONLY_STRETCH = 1.5
LONGEST_GAP = 365
ASKED_SHARE = 0.45
REFUSED_LOG_ODDS = -2.6


@dataclass(frozen=True, slots=True)
class Sitting:
    """One day in court: ``stage`` is the place on the ladder the case is fixed for next.

    ``ruling``: "allowed" or "disallowed" where a party asked for an adjournment, else "no_request".
    """

    day: int
    next_day: int | None
    stage: int
    is_effective: bool
    ruling: str


@dataclass(frozen=True, slots=True)
class Life:
    """A case from filing to its end, or to the last day simulated.

    ``end`` is "judgment" or another way of ending, ``None`` while the case goes on; ``is_convicted`` is told
    of judgments only.
    """

    filed: int
    registered: int
    sittings: tuple[Sitting, ...]
    ended: int | None
    end: str | None
    is_convicted: bool | None


def live(
    draws: Draws,
    filed: int,
    frailty: Frailty,
    court: Court,
    model: Model,
    calendar: WorkingDays,
    last_day: int,
    effect: Effect,
) -> Life:
    """Draw the life of a case filed on ``filed``, up to ``last_day``.

    The case is adjourned from sitting to sitting; an effective one may complete the stage, and the last stage
    ends in the judgment. Every sitting may be the last for another reason, or the last that is entered.
    """
    registered = calendar.open_day(filed + int(draws.uniform() * 6))
    day = calendar.open_day(registered + 5 + int(draws.uniform() * 25))
    sittings: list[Sitting] = []
    stage = 0
    while day <= last_day:
        is_treated = effect.from_day is not None and day >= effect.from_day
        working = calendar.working[day - calendar.first]
        ruling = _ruling(draws, effect if is_treated else None)
        is_effective = ruling != "allowed" and draws.uniform() < _effectiveness(model, court, working)
        end = _other_end(draws, stage)
        if is_effective and end is None and draws.uniform() < COMPLETES[stage] / frailty.difficulty:
            stage += 1
            if stage == len(COMPLETES):
                end = "judgment"
        if end is not None:
            sittings.append(Sitting(day, None, stage, is_effective, ruling))
            convicted = _is_convicted(draws, frailty, court, model, effect, is_treated)
            return Life(
                filed, registered, tuple(sittings), day, end, convicted if end == "judgment" else None
            )
        if draws.uniform() < model.forgotten_chance:
            break
        next_day = calendar.open_day(day + _gap(draws, frailty, court, model, working, effect, is_treated))
        sittings.append(Sitting(day, next_day, stage, is_effective, ruling))
        day = next_day
    return Life(filed, registered, tuple(sittings), None, None, None)


def _ruling(draws: Draws, effect: Effect | None) -> str:
    if draws.uniform() >= ASKED_SHARE:
        return "no_request"
    odds = REFUSED_LOG_ODDS + (effect.refusal_log_odds if effect else 0.0)
    return "disallowed" if draws.uniform() < 1 / (1 + exp(-odds)) else "allowed"


def _effectiveness(model: Model, court: Court, working: Working) -> float:
    # Of the sittings at which no adjournment was granted.
    return (
        min(0.98, model.effective_share * court.effectiveness / (1 - ASKED_SHARE)) * EFFECTIVE_WHILE[working]
    )


def _other_end(draws: Draws, stage: int) -> str | None:
    drawn = draws.uniform()
    if drawn < ANY_END:
        for end, chance in EVERY_STAGE:
            if drawn < chance:
                return end
            drawn -= chance
    named = AT_STAGE.get(stage)
    if named is not None and draws.uniform() < named[1]:
        return named[0]
    return None


def _gap(
    draws: Draws,
    frailty: Frailty,
    court: Court,
    model: Model,
    working: Working,
    effect: Effect,
    is_treated: bool,
) -> int:
    """Days to the next date before closed days are skipped: log-normal, often rounded to a usual number."""
    gap = model.mean_gap_days * frailty.pace * court.pace * draws.positive(model.gap_spread)
    if is_treated:
        gap *= court.drift / effect.adjournment_rate_ratio
    if working is Working.URGENT_ONLY:
        gap *= URGENT_ONLY_STRETCH
    if gap < USUAL_GAPS[-1] + 10 and draws.uniform() < court.usual_gap_share:
        return USUAL_GAPS[bisect(MIDDLES, gap)]
    return min(max(1, round(gap)), LONGEST_GAP)


def _is_convicted(
    draws: Draws, frailty: Frailty, court: Court, model: Model, effect: Effect, is_treated: bool
) -> bool:
    odds = model.conviction_log_odds + frailty.conviction_log_odds + court.conviction_log_odds
    if is_treated:
        odds += effect.conviction_log_odds
    return draws.uniform() < 1 / (1 + exp(-odds))
