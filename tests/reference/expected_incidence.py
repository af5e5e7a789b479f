"""Shares of the reference study's cases ended in each way by 1, 2 and 3 years, from the case list alone."""

from __future__ import annotations

from expected_adjournments import YEAR, undecided_before
from figure import Figure, Figures
from reference_cases import Case

WAYS = {"convicted": {"convicted"}, "acquitted": {"acquitted"}, "unknown": set()}
NAMED = {outcome for outcomes in WAYS.values() for outcome in outcomes}


def incidence_figures(cases: list[Case]) -> Figures:
    """I34: of those undecided before a day, the share that ended in this way on it, summed over the days."""
    figures: Figures = {}
    longest = max(case.days_open for case in cases)
    for years in (1, 2, 3):
        horizon = years * YEAR
        for way in (*WAYS, "other"):
            ends = [case.days_open for case in cases if ended(case, way) and case.days_open <= horizon]
            reached = sum(
                undecided_before(cases, day) * ends.count(day) / sum(case.days_open >= day for case in cases)
                for day in sorted(set(ends))
            )
            name = f"{way}_by_{years}_year{'s' if years > 1 else ''}"
            value = reached if longest >= horizon else None
            figures["I34", name, "all cases"] = Figure(value, len(ends), len(cases))
    return figures


def ended(case: Case, way: str) -> bool:
    """Whether the case was disposed of in this way; what is neither conviction nor acquittal is "other"."""
    if not case.is_disposed:
        return False
    return case.outcome in WAYS[way] if way in WAYS else case.outcome not in NAMED
