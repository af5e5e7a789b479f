"""Adjournments, gaps and stages of the reference study, from the case list alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from statistics import median, quantiles

from figure import Figure, Figures, mean_of, share, shared
from reference_cases import Case, Sitting

YEAR = 365
MONTHS = (6, 12, 24, 36)
STAGE_OF_PURPOSE = {
    "Appearance": "pre_trial",
    "First Order": "pre_trial",
    "Charge": "charge",
    "Plea": "charge",
    "Evidence": "evidence",
    "Evidence Part Heard": "evidence",
    "Statement U/s 313": "defence",
    "Arguments": "arguments",
}


def without_progress(case: Case) -> list[Sitting]:
    """A2: adjourned for a purpose that the next entry repeats; a pending case's last entry is not known."""
    pairs = zip(case.sittings, case.sittings[1:], strict=False)
    return [one for one, following in pairs if one.purpose == following.purpose]


def without_progress_but_for_evidence(case: Case) -> list[Sitting]:
    """A2x: the same, evidence left out."""
    return [one for one in without_progress(case) if not one.purpose.startswith("Evidence")]


# A3 needs a purpose that says nothing was heard ("Adjourned", "Judge on leave"); the study's ladder has none.
MEETS: dict[str, Callable[[Case], list[Sitting]]] = {
    "A0": lambda case: list(case.sittings),
    "A1": lambda case: list(case.adjourned),
    "A2": without_progress,
    "A2x": without_progress_but_for_evidence,
    "A3": lambda case: [],
}


def adjournment_figures(cases: list[Case]) -> Figures:
    """I12 to I14: means, medians, shares over five and rates per case-year, for definitions A0 to A3."""
    figures: Figures = {}
    disposed = [case for case in cases if case.is_disposed]
    pending = [case for case in cases if case.is_pending]
    years = sum(case.days_open for case in cases) / YEAR
    for definition, meets in MEETS.items():
        for indicator, population, members in (
            ("I12", "disposed cases", disposed),
            ("I13", "pending cases", pending),
        ):
            counts = [len(meets(case)) for case in members]
            figures[indicator, definition, population] = mean_of(counts)
            figures[indicator, f"{definition}_median", population] = Figure(median(counts), None, len(counts))
            if (indicator, definition) == ("I12", "A1"):
                alone = counts * 2 if len(counts) == 1 else counts  # the library asks for two
                lower, _, upper = quantiles(alone, n=4, method="inclusive")
                figures["I12", "A1_q1", population] = Figure(lower, None, len(counts))
                figures["I12", "A1_q3", population] = Figure(upper, None, len(counts))
        figures["I13", f"{definition}_over_5", "pending cases"] = share(counts, lambda count: count > 5)
        figures["I13", f"{definition}_at_least_5", "pending cases"] = share(counts, lambda count: count >= 5)
        total = sum(len(meets(case)) for case in cases)
        figures["I14", definition, "all cases"] = Figure(total / years, total, years)
    return figures


def curve_figures(cases: list[Case]) -> Figures:
    """I15: mean cumulative adjournments within 6, 12, 24 and 36 months of the clock's start."""
    figures: Figures = {}
    longest = max(case.days_open for case in cases)
    for definition, meets in MEETS.items():
        events = [case.clock_day(s.day) for case in cases for s in meets(case)]
        for months in MONTHS:
            horizon = months * YEAR / 12
            reached = sum(event <= horizon for event in events)
            for name, curve in (("nelson", nelson), ("ghosh_lin", ghosh_lin)):
                value = curve(cases, events, horizon) if longest >= horizon else None
                key = ("I15", f"{definition}_{name}_{months}_months", "all cases")
                figures[key] = Figure(value, reached, len(cases))
    return figures


def nelson(cases: list[Case], events: list[int], horizon: float) -> float:
    """Sum over the days up to the horizon of adjournments on the day / cases still observed on it."""
    days = sorted(day for day in set(events) if day <= horizon)
    return sum(events.count(day) / sum(case.days_open >= day for case in cases) for day in days)


def ghosh_lin(cases: list[Case], events: list[int], horizon: float) -> float:
    """The same, each day weighted with the share of cases estimated to be undecided before it."""
    days = sorted(day for day in set(events) if day <= horizon)
    return sum(
        undecided_before(cases, day) * events.count(day) / sum(case.days_open >= day for case in cases)
        for day in days
    )


def undecided_before(cases: list[Case], day: int) -> float:
    """Kaplan-Meier: share of cases not disposed of on any earlier day."""
    left = 1.0
    for end in sorted({case.days_open for case in cases if case.is_disposed and case.days_open < day}):
        at_risk = sum(case.days_open >= end for case in cases)
        left *= 1 - sum(case.is_disposed and case.days_open == end for case in cases) / at_risk
    return left


def gap_figures(cases: list[Case]) -> Figures:
    """I10: days from a sitting to the date it gave."""
    gaps = [(s.next_day - s.day).days for case in cases for s in case.adjourned if s.next_day]
    evidence = [gap for case in cases for gap in evidence_gaps(case)]
    return {
        ("I10", "median", "all cases"): Figure(median(gaps), None, len(gaps)),
        ("I10", "over_30_days", "all cases"): share(gaps, lambda gap: gap > 30),
        ("I10", "over_60_days", "all cases"): share(gaps, lambda gap: gap > 60),
        ("I10", "evidence_day_to_day", "all cases"): share(evidence, lambda gap: working_days(*gap) <= 1),
    }


def evidence_gaps(case: Case) -> list[tuple[date, date]]:
    """Pairs of a day that was set for evidence and the later day, also for evidence, given on it."""
    set_for = {before.next_day: STAGE_OF_PURPOSE[before.purpose] for before in case.adjourned}
    return [
        (s.day, s.next_day)
        for s in case.adjourned
        if s.next_day and set_for.get(s.day) == "evidence" == STAGE_OF_PURPOSE[s.purpose]
    ]


def working_days(start: date, end: date) -> int:
    """Weekdays after ``start`` up to and including ``end``."""
    days = (start + timedelta(days=k) for k in range(1, (end - start).days + 1))
    return sum(day.weekday() < 5 for day in days)


def evidence_listing_figures(cases: list[Case]) -> Figures:
    """I16: dates given for evidence, up to the one that brought part heard; the adjournments among them."""
    listed = {case.name: n for case in cases if (n := sum(s.purpose == "Evidence" for s in case.sittings))}
    listings = list(listed.values())
    heard = [
        listed[case.name]
        for case in cases
        if case.name in listed and any(s.purpose == "Evidence Part Heard" for s in case.sittings)
    ]
    recorded = "cases in which evidence was recorded"
    counts = {
        ("I16", f"{definition}_listings", "cases listed for evidence"): mean_of(
            [sum(s.purpose == "Evidence" for s in meets(case)) for case in cases if case.name in listed]
        )
        for definition, meets in MEETS.items()
        if definition != "A2x"  # which leaves dates for evidence out
    }
    return counts | {
        ("I16", "mean_listings", "cases listed for evidence"): mean_of(listings),
        ("I16", "mean_listings_recorded", recorded): mean_of(heard),
        ("I16", "within_2_listings", recorded): share(heard, lambda n: n <= 2),
    }


def stage_run_figures(cases: list[Case]) -> Figures:
    """I21: longest time at one stage, in months of a twelfth of the year, and the adjournments within it."""
    months = [max(stage_days(case).values()) / (YEAR / 12) for case in cases]
    counts = {
        ("I21", f"{definition}_in_run", "all cases"): mean_of(
            [sum(s.day in longest_run(case) for s in meets(case)) for case in cases]
        )
        for definition, meets in MEETS.items()
    }
    return counts | {
        ("I21", "median", "all cases"): Figure(median(months), None, len(months)),
        ("I21", "over_12_months", "all cases"): share(months, lambda m: m > 12),
    }


def longest_run(case: Case) -> set[date]:
    """Days in court from the start of the longest stage to before the next; of equal ones the first."""
    days = stage_days(case)
    longest = max(days, key=lambda stage: days[stage])
    return {s.day for s in case.adjourned if STAGE_OF_PURPOSE[s.purpose] == longest}


def stage_days(case: Case) -> dict[str, int]:
    """Days at each stage: from the day it was set to the day another one was, or to the case's end."""
    starts: dict[str, date] = {}
    for sitting in case.adjourned:
        starts.setdefault(STAGE_OF_PURPOSE[sitting.purpose], sitting.day)
    ends = [*list(starts.values())[1:], case.ends]
    return {stage: (end - start).days for (stage, start), end in zip(starts.items(), ends, strict=True)}


def record_figures(cases: list[Case]) -> Figures:
    """I46 to I48, as far as the rules fix them: nothing missing, nothing stale, no link broken."""
    pending = [case for case in cases if case.is_pending]
    entries = [s for case in cases for s in case.sittings]
    pairs = [(a, b) for case in cases for a, b in zip(case.sittings, case.sittings[1:], strict=False)]
    ages = [(case.ends - case.sittings[-1].day).days for case in pending]
    complete = {
        "all cases": ("filing_date", "registration_date", "first_hearing_date"),
        "pending cases": ("next_hearing_date", "stage_code"),
        "disposed cases": ("decision_date", "nature_of_disposal_printed"),
    }
    sizes = {
        "all cases": len(cases),
        "pending cases": len(pending),
        "disposed cases": sum(case.is_disposed for case in cases),
    }
    figures = {
        ("I46", field, population): shared(sizes[population], sizes[population])
        for population, fields in complete.items()
        for field in fields
    }
    for field, size in (("business_date", entries), ("purpose_code", entries), ("next_date", [
        s for s in entries if s.next_day
    ])):  # fmt: skip
        figures["I46", f"hearing_{field}", "history entries"] = shared(len(size), len(size))
    late = sum(
        case.sittings[-1].next_day is None or case.sittings[-1].next_day < case.ends for case in pending
    )
    linked = sum(a.next_day == b.day for a, b in pairs)
    figures["I47", "stale", "pending cases"] = shared(late, len(pending))
    figures["I47", "days_since_last_entry", "pending cases"] = Figure(median(ages), None, len(ages))
    figures["I48", "next_is_following", "history entries"] = shared(linked, len(pairs))
    return figures
