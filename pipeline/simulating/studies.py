"""One simulated study: its courts, its cases, and what each timepoint sees of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from extract.standin.simulation.drawing import Draws
from extract.standin.simulation.lives import Life, live
from extract.standin.simulation.model import Effect, draw_court, draw_frailty
from extract.standin.simulation.working_days import Period, WorkingDays
from pipeline.simulating.designs import BASELINE_OPENS, COURTS_IN_DISTRICT, DISTRICTS, SNAPSHOT, Design
from pipeline.statistics.followed_cases import FollowedCases

COURT_SIZE_SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """What one timepoint sees: the cases followed, judgments on the merits, convictions among them."""

    followed: FollowedCases
    merits: int
    convicted: int


@dataclass(frozen=True, slots=True)
class _Case:
    number: int
    court: int
    life: Life


def draw_study(design: Design, effect: Effect, seed: str) -> tuple[Seen, Seen]:
    """Baseline and endline of one study with courts of its own."""
    draws = Draws(seed)
    courts = [draw_court(draws, design.model) for _ in range(DISTRICTS * COURTS_IN_DISTRICT)]
    sizes = [draws.positive(COURT_SIZE_SPREAD) for _ in courts]
    opens, snapshot, last = (day.toordinal() for day in (BASELINE_OPENS, SNAPSHOT, design.endline))
    treated = design.effect(effect)
    spans = ((opens, snapshot), (snapshot + 1, last))
    filed = []
    for first, final in spans:
        expected = design.cases * (final - first + 1) / (snapshot - opens + 1)
        filed += [first + int(draws.uniform() * (final - first + 1)) for _ in range(round(expected))]
    calendar = calendar_with(design.pandemic)
    cases = []
    for number, day in enumerate(filed):
        court = draws.weighted(range(len(courts)), sizes)
        frailty = draw_frailty(draws, design.model)
        until = snapshot if design.filed_only and day <= snapshot else last
        cases.append(
            _Case(
                number,
                court,
                live(draws, day, frailty, courts[court], design.model, calendar, until, treated),
            )
        )
    return (
        _seen([case for case in cases if case.life.filed <= snapshot], snapshot, draws, design),
        _seen([case for case in cases if _is_in_endline(case.life, snapshot, design)], last, draws, design),
    )


@lru_cache
def calendar_with(pandemic: tuple[Period, ...]) -> WorkingDays:
    """The calendar with these periods, worked out once."""
    return WorkingDays(pandemic)


def _is_in_endline(life: Life, snapshot: int, design: Design) -> bool:
    return life.filed > snapshot or (
        not design.filed_only and life.ended is not None and life.ended > snapshot
    )


def _seen(cases: Sequence[_Case], as_of: int, draws: Draws, design: Design) -> Seen:
    """The cases as they stood on ``as_of``; those registered later were not on the portal yet."""
    cases = [case for case in cases if case.life.registered <= as_of]
    followed = FollowedCases(
        tuple(case.number for case in cases),
        tuple(case.court // COURTS_IN_DISTRICT for case in cases),
        tuple(case.court for case in cases),
        tuple(_adjournment_days(case.life, as_of) for case in cases),
        np.zeros(len(cases)),
        np.array([_end(case.life, as_of) - case.life.registered for case in cases], dtype=np.float64),
    )
    judged = [case for case in cases if case.life.end == "judgment" and _end(case.life, as_of + 1) <= as_of]
    known = [case for case in judged if not draws.chance(design.model.unknown_outcome_share)]
    return Seen(followed, len(known), sum(bool(case.life.is_convicted) for case in known))


def _end(life: Life, as_of: int) -> int:
    return as_of if life.ended is None else min(life.ended, as_of)


def _adjournment_days(life: Life, as_of: int) -> np.ndarray:
    days = [
        sitting.day - life.registered
        for sitting in life.sittings
        if sitting.next_day is not None and sitting.day <= as_of
    ]
    return np.array(days, dtype=np.float64)
