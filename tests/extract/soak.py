"""What a soak is made of: many cases in many courts, a script of faults, and what both must cost at least."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.standin.docket import DocketAct, DocketCase
from extract.standin.faults import Fault, FaultKind
from extract.standin.places import AHMEDNAGAR, AURANGABAD, KOLHAPUR, NASHIK, SOLAPUR, Complex, court_complex
from extract.standin.reference_docket import baseline_docket

ACT = DocketAct("500", "Immoral Traffic (Prevention) Act", "3,4,5")
DISTRICTS = tuple(of.district_code for of in (AHMEDNAGAR, AURANGABAD, KOLHAPUR, NASHIK, SOLAPUR))
SEARCH, CASE = "casestatus/submitAct", "home/viewHistory"


@dataclass(frozen=True, slots=True)
class Cost:
    """What something costs."""

    requests: int
    captchas: int

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.requests + other.requests, self.captchas + other.captchas)

    def __mul__(self, times: int) -> Cost:
        return Cost(self.requests * times, self.captchas * times)


NEW_SESSION = Cost(requests=4, captchas=1)  # start page, court, and the list again with its picture
NEW_SESSION_BETWEEN_LISTS = Cost(requests=2, captchas=0)
LEAST_COST = {
    (CASE, FaultKind.SESSION_LOST): Cost(1, 0) + NEW_SESSION,
    (CASE, FaultKind.EMPTY_BODY): Cost(1, 0) + NEW_SESSION,
    (CASE, FaultKind.GATE): Cost(1, 0) + NEW_SESSION,
    (CASE, FaultKind.WRONG_CAPTCHA): Cost(1, 0) + NEW_SESSION,
    (CASE, FaultKind.THROTTLE_405): Cost(1, 0) + NEW_SESSION,
    (CASE, FaultKind.THROTTLE_200): Cost(1, 0) + NEW_SESSION,
    (CASE, FaultKind.MAINTENANCE): Cost(1, 0) + NEW_SESSION,  # ends the run; the next one has a new session
    (CASE, FaultKind.CUT_MIDWAY): Cost(2, 0) + NEW_SESSION,  # the next token was in what did not come
    (CASE, FaultKind.BAD_GATEWAY): Cost(1, 0),
    (CASE, FaultKind.CONNECTION_CUT): Cost(1, 0),
    (SEARCH, FaultKind.WRONG_CAPTCHA): Cost(2, 1),
    (SEARCH, FaultKind.EMPTY_BODY): Cost(2, 1),
    (SEARCH, FaultKind.TRUNCATED_LIST): Cost(2, 1),
    (SEARCH, FaultKind.BAD_GATEWAY): Cost(2, 1),
    (SEARCH, FaultKind.CONNECTION_CUT): Cost(2, 1),
    (SEARCH, FaultKind.SESSION_LOST): NEW_SESSION,
    (SEARCH, FaultKind.THROTTLE_405): NEW_SESSION,
    (SEARCH, FaultKind.GATE): NEW_SESSION,
}
"""Every kind of failure where it can strike; "no record" and "no such case" are answers, not failures."""


def places(count: int) -> tuple[Complex, ...]:
    """So many court complexes, by turns in the five districts."""
    return tuple(
        court_complex(
            DISTRICTS[n % 5], f"{1020000 + n}", f"Town {n}, Sessions Court", f"Town {n}", "SO", "1,2"
        )
        for n in range(count)
    )


def docket(courts: Sequence[Complex], count: int, draw: random.Random) -> list[DocketCase]:
    """So many cases spread over the courts at random, every fifth one disposed of."""
    models = {
        is_done: [c for c in baseline_docket() if c.is_disposed is is_done] for is_done in (True, False)
    }
    return [
        _case(number, draw.choice(models[number % 5 == 0]), draw.choice(courts)) for number in range(count)
    ]


def fault_script(count: int, case_count: int, list_count: int, draw: random.Random) -> tuple[Fault, ...]:
    """So many faults at random places, every kind in turn, no two on neighbouring requests of one route."""
    kinds = ([*LEAST_COST] * (count // len(LEAST_COST) + 1))[:count]
    of_lists = sum(route == SEARCH for route, _ in kinds)
    moments = {
        CASE: list(range(2, case_count, 3)),
        SEARCH: list(range(2, max(list_count, 3 * of_lists + 2), 3)),  # with those asked again there are more
    }
    for free in moments.values():
        draw.shuffle(free)
    return tuple(Fault(moments[route].pop(), kind, route) for route, kind in kinds)


def least_cost(courts: Sequence[Complex], case_count: int) -> Cost:
    """The protocol's minimum in good weather: one list a search, one page a case, and the way there."""
    lists = 2 * len(courts)
    ways = 1 + len({of.district_code for of in courts}) + 2 * len(courts)
    return Cost(requests=ways + 2 * lists + case_count, captchas=lists)


def _case(number: int, model: DocketCase, court: Complex) -> DocketCase:
    establishment = court.establishments[0]
    return replace(
        model,
        cnr=f"ZZSO01{number:06}{model.filing_date.year}",
        district_code=court.district_code,
        complex_code=court.code,
        court_code=establishment.court_code,
        court_name=establishment.name,
        registration_number=number + 1,
        filing_number=number + 1,
        acts=(ACT,),
    )
