"""The docket of the simulated study: 2,000 prosecutions with their bail applications and committals.

Synthetic from end to end. The pages of the baseline and of the endline show the same lives, cut off at the
day of each; what differs between them otherwise is what differs in reality: entries made late, parties masked
since, a few cases gone from the portal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from extract.standin.docket import DocketCase
from extract.standin.simulation.charges import case_type_of, has_child
from extract.standin.simulation.companions import companions_of
from extract.standin.simulation.describing import describe
from extract.standin.simulation.imperfections import IMPERFECTIONS, parties_masked
from extract.standin.simulation.model import Effect
from extract.standin.simulation.plans import (
    BASELINE_DAY,
    ENDLINE_DAY,
    SEED,
    STUDY_EFFECT,
    CasePlan,
    numbered,
    prosecutions,
)

DAYS = {"baseline": BASELINE_DAY, "endline": ENDLINE_DAY}
MASKED_SHARE = 0.5
MASKED_LATER_SHARE = 0.05
VANISHED_SHARE = 0.01


@lru_cache
def simulated_docket(
    timepoint: str, seed: int = SEED, effect: Effect = STUDY_EFFECT
) -> tuple[DocketCase, ...]:
    """Every record on the portal at "baseline" or "endline"; another timepoint raises ``KeyError``."""
    return tuple(_shown(DAYS[timepoint], seed, effect))


@lru_cache
def all_plans(seed: int = SEED, effect: Effect = STUDY_EFFECT) -> tuple[CasePlan, ...]:
    """Prosecutions first, in order of their number, then the records beside them; all with their numbers."""
    main = prosecutions(seed, effect)
    found = [*main, *companions_of(main)]
    return tuple(numbered(found, [case_type_of(plan).code for plan in found]))


def _shown(as_of: date, seed: int, effect: Effect) -> Iterator[DocketCase]:
    plans = all_plans(seed, effect)
    mains = {plan.number: plan for plan in plans if plan.kind == "prosecution"}
    committals = {plan.number: plan for plan in plans if plan.kind == "committal"}
    for plan in plans:
        named = committals.get(plan.number) if plan.kind == "prosecution" else None
        case = describe(plan, mains[plan.number], named, as_of)
        if case is None or _has_vanished(plan, as_of):
            continue
        yield _imperfect(plan, case, as_of) if plan.kind == "prosecution" else case


def _imperfect(plan: CasePlan, case: DocketCase, as_of: date) -> DocketCase:
    for imperfection in IMPERFECTIONS:
        draws = plan.draws(imperfection.name)
        if draws.chance(imperfection.share):
            case = imperfection.change(case, draws)
    masked_since = MASKED_LATER_SHARE if as_of > BASELINE_DAY else 0.0
    if has_child(plan) and plan.draws("masked").chance(MASKED_SHARE + masked_since):
        case = parties_masked(case, plan.draws("masked"))
    return case


def _has_vanished(plan: CasePlan, as_of: date) -> bool:
    """A few cases decided before the baseline are no longer found at the endline."""
    was_decided = plan.life.ended is not None and plan.life.ended < BASELINE_DAY.toordinal()
    return (
        as_of > BASELINE_DAY
        and plan.kind == "prosecution"
        and was_decided
        and plan.draws("vanished").chance(VANISHED_SHARE)
    )
