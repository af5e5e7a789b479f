"""Records of recurrent events by case, and their counting processes: events and cases at risk on each day."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RecurrentEvents:
    """Records sorted by case; ``first`` is the position of each case's first record."""

    events: tuple[Numbers, ...]
    entry: Numbers
    end: Numbers
    terminal: Numbers | None
    first: npt.NDArray[np.intp]

    @property
    def case_count(self) -> int:
        return len(self.first)


def recurrent_events(
    event_days: Sequence[Numbers],
    end_days: Numbers,
    entry_days: Numbers | None,
    has_terminal: Numbers | None,
    cases: Sequence[Hashable] | None,
) -> RecurrentEvents:
    """The records put together; no ``entry_days``: all entered on day 0; no ``cases``: each is its own."""
    entry = np.zeros_like(end_days, dtype=np.float64) if entry_days is None else entry_days
    named = tuple(range(len(end_days))) if cases is None else tuple(cases)
    lengths = {len(event_days), len(end_days), len(entry), len(named)}
    if len(lengths) > 1 or (has_terminal is not None and len(has_terminal) != len(end_days)):
        raise ValueError("every argument must have one element per record")
    if np.any(end_days < entry):
        raise ValueError("a record ends before it enters")
    numbers = {case: number for number, case in enumerate(dict.fromkeys(named))}
    belongs = np.array([numbers[case] for case in named], dtype=np.intp)
    order = np.argsort(belongs, kind="stable")
    return RecurrentEvents(
        tuple(_within(event_days[at], entry[at], end_days[at]) for at in order),
        entry[order],
        end_days[order],
        None if has_terminal is None else has_terminal[order],
        np.flatnonzero(np.diff(belongs[order], prepend=-1)),
    )


def _within(days: Numbers, entry: float, end: float) -> Numbers:
    found = np.asarray(days, dtype=np.float64)
    return found[(found >= entry) & (found <= end)]


def increments_of(records: RecurrentEvents) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Days with an adjournment or a disposal; increase of the mean, adjournments, and S(u-) on each."""
    happened = np.concatenate(records.events) if records.events else np.array([])
    ended = np.array([]) if records.terminal is None else records.end[records.terminal > 0]
    days = np.unique(np.concatenate([happened, ended]))
    adjourned = count_on(happened, days)
    at_risk = at_risk_on(records, days)
    remaining = np.ones(len(days))
    if len(days):
        remaining[1:] = np.cumprod(1 - count_on(ended, days) / at_risk)[:-1]
    return days, remaining * adjourned / at_risk, adjourned, remaining


def count_on(happened: Numbers, days: Numbers) -> Numbers:
    """How often it happened on each of the days, which are sorted."""
    positions = np.searchsorted(days, happened)
    return np.bincount(positions, minlength=len(days)).astype(np.float64)


def at_risk_on(records: RecurrentEvents, days: Numbers) -> Numbers:
    """Never 0: on each of these days a case was adjourned or ended while under observation."""
    entered = np.searchsorted(np.sort(records.entry), days, "right")
    left = np.searchsorted(np.sort(records.end), days, "left")
    return (entered - left).astype(np.float64)
