"""Data sets drawn by Hypothesis: cases with ties, censoring, late entry, and repeated adjournments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

Numbers = np.ndarray
LONGEST = 14


@dataclass(frozen=True)
class Data:
    """One element per case; ``cause`` is 0 for a case still open at its end."""

    entry: Numbers
    end: Numbers
    cause: Numbers
    events: tuple[Numbers, ...]

    @property
    def has_ended(self) -> Numbers:
        return (self.cause > 0).astype(float)


@st.composite
def data_sets(draw: st.DrawFn, *, is_delayed: bool = True, causes: int = 3, repeats: bool = True) -> Data:
    """2 to 25 cases on few days, so that ties are the rule; with ``is_delayed`` some enter late."""
    count = draw(st.integers(2, 25))
    cases = [draw(_cases(is_delayed, causes, repeats)) for _ in range(count)]
    return Data(
        np.array([case[0] for case in cases], dtype=float),
        np.array([case[1] for case in cases], dtype=float),
        np.array([case[2] for case in cases]),
        tuple(np.array(case[3], dtype=float) for case in cases),
    )


@st.composite
def _cases(draw: st.DrawFn, is_delayed: bool, causes: int, repeats: bool) -> tuple[int, int, int, list[int]]:
    end = draw(st.integers(1, LONGEST))
    entry = draw(st.one_of(st.just(0), st.integers(0, end))) if is_delayed else 0
    events = st.lists(st.integers(1, LONGEST), max_size=5, unique=not repeats)
    return entry, end, draw(st.integers(0, causes)), draw(events)
