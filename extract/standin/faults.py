"""Failures on demand: "the 7th request answers 405".

A script is a list of ``Fault``s, in a test or as text: ``7:throttle_405,home/viewHistory#3x2:empty_body``
(the 7th request of all; the 3rd and 4th request of that route).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from extract.errors import ExtractError

FAULT_TEXT = re.compile(r"(?:(?P<route>[A-Za-z_./]+)#)?(?P<number>\d+)(?:x(?P<times>\d+))?:(?P<kind>\w+)")


class FaultKind(StrEnum):
    """What goes wrong, as the portal does it."""

    WRONG_CAPTCHA = "wrong_captcha"
    GATE = "gate"
    SESSION_LOST = "session_lost"
    EMPTY_BODY = "empty_body"
    NO_SUCH_CNR = "no_such_cnr"
    NO_RECORDS = "no_records"
    THROTTLE_405 = "throttle_405"
    THROTTLE_200 = "throttle_200"
    BAD_GATEWAY = "bad_gateway"
    CONNECTION_CUT = "connection_cut"
    CUT_MIDWAY = "cut_midway"
    MAINTENANCE = "maintenance"
    TRUNCATED_LIST = "truncated_list"


@dataclass(frozen=True, slots=True)
class Fault:
    """``on_request`` counts from 1: all requests, pictures too, or those of ``route`` if it is given.

    ``times`` requests in a row fail.
    """

    on_request: int
    kind: FaultKind
    route: str | None = None
    times: int = 1

    def strikes(self, request_number: int) -> bool:
        """Whether the request with this number (among those this fault counts) fails."""
        return self.on_request <= request_number < self.on_request + self.times


class FaultScript:
    """Counts requests and says which of them fail."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults = tuple(faults)
        self._seen: Counter[str | None] = Counter()

    def next_fault(self, route: str) -> FaultKind | None:
        """The failure due for the request just arrived, if any; call once a request."""
        self._seen[None] += 1
        self._seen[route] += 1
        for fault in self._faults:
            if fault.route in (None, route) and fault.strikes(self._seen[fault.route]):
                return fault.kind
        return None


def parse_faults(text: str) -> tuple[Fault, ...]:
    """Faults from their text form; an empty text is none, an unknown one raises."""
    return tuple(parse_fault(part.strip()) for part in text.split(",") if part.strip())


def parse_fault(text: str) -> Fault:
    """One fault: ``[ROUTE#]NUMBER[xTIMES]:KIND``."""
    match = FAULT_TEXT.fullmatch(text)
    if match is None or match["kind"] not in list(FaultKind):
        kinds = ", ".join(FaultKind)
        raise ExtractError(
            f"fault script: {text!r} is not [ROUTE#]NUMBER[xTIMES]:KIND; the kinds are {kinds}"
        )
    return Fault(
        on_request=int(match["number"]),
        kind=FaultKind(match["kind"]),
        route=match["route"],
        times=int(match["times"] or 1),
    )
