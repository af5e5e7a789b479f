"""Durations of the reference study, from the case list alone: to disposal, ages, stages, clearance."""

from __future__ import annotations

from datetime import date
from statistics import median

from expected_adjournments import YEAR, stage_days, undecided_before
from figure import Figure, Figures, share, shared
from reference_cases import Case

STAGES = ("pre_trial", "charge", "evidence", "defence", "arguments", "judgment")


def disposition_figures(cases: list[Case]) -> Figures:
    """I05: days to disposal, of disposed cases and (Kaplan-Meier) of all."""
    days = [case.days_open for case in cases if case.is_disposed]
    figures = {
        ("I05", "disposed_median", "disposed cases"): Figure(median(days), None, len(days)),
        ("I05", "disposed_q1", "disposed cases"): Figure(quantile(days, 0.25), None, len(days)),
        ("I05", "disposed_q3", "disposed cases"): Figure(quantile(days, 0.75), None, len(days)),
        ("I05", "within_365_days", "disposed cases"): share(days, lambda d: d <= 365),
        ("I05", "km_median", "all cases"): Figure(middle_day(cases), len(days), len(cases)),
    }
    longest = max(case.days_open for case in cases)
    for horizon in (730, 1095):
        # One day after the other: the share undecided before a day lives through it. Beyond the longest
        # follow-up nothing was seen.
        area = sum(undecided_before(cases, day) for day in range(1, horizon + 1))
        value = area if longest >= horizon else None
        figures["I05", f"rmst_{horizon}", "all cases"] = Figure(value, len(days), len(cases))
    return figures


def middle_day(cases: list[Case]) -> float | None:
    """First day by which half of the cases are disposed of; None if fewer ever are."""
    ends = sorted({case.days_open for case in cases if case.is_disposed})
    return next((day for day in ends if undecided_before(cases, day + 1) <= 0.5 + 1e-12), None)


def age_figures(cases: list[Case]) -> Figures:
    """I06 and I08: ages of pending cases."""
    ages = [case.days_open for case in cases if case.is_pending]
    figures = {
        ("I06", "median", "pending cases"): Figure(median(ages), None, len(ages)),
        ("I06", "median", "inactive cases"): Figure(None, None, 0),
        ("I06", "p90", "pending cases"): Figure(quantile(ages, 0.9), None, len(ages)),
        ("I06", "5_or_more_years", "pending cases"): share(ages, lambda age: age >= 5 * YEAR),
    }
    for low, high in ((0, 1), (1, 2), (2, 3), (3, 5)):
        inside = sum(low * YEAR <= age < high * YEAR for age in ages)
        figures["I06", f"{low}_to_{high}_years", "pending cases"] = shared(inside, len(ages))
    for years in (1, 2, 3, 5):
        name = f"over_{years}_year" + ("s" if years > 1 else "")
        older = sum(age > years * YEAR for age in ages)
        figures["I08", name, "pending cases"] = shared(older, len(ages))
    return figures


def stage_figures(cases: list[Case]) -> Figures:
    """I09: Kaplan-Meier median of the days at each stage, pending cases censored in their last one."""
    figures: Figures = {}
    for stage in STAGES:
        stays = [
            (days[stage], case.is_disposed or stage != list(days)[-1])
            for case in cases
            if stage in (days := stage_days(case))
        ]
        left = sum(has_left for _, has_left in stays)
        key = ("I09", f"{stage}_median", "cases that reached the stage")
        figures[key] = Figure(stay_median(stays), left, len(stays))
    return figures


def stay_median(stays: list[tuple[int, bool]]) -> float | None:
    remaining = 1.0
    for day in sorted({days for days, has_left in stays if has_left}):
        at_risk = sum(days >= day for days, _ in stays)
        remaining *= 1 - sum(days == day and has_left for days, has_left in stays) / at_risk
        if remaining <= 0.5 + 1e-12:
            return day
    return None


def flow_figures(cases: list[Case], window: tuple[date, date]) -> Figures:
    """I03 and I04: what was filed, disposed of and left over in the window, of all cases on the portal."""
    start, end = window
    filed = sum(start <= case.registered <= end for case in cases)
    brought_forward = sum(
        case.registered < start and (case.decision is None or case.decision >= start) for case in cases
    )
    disposed = sum(
        case.is_disposed and case.decision is not None and start <= case.decision <= end for case in cases
    )
    stock, days = sum(case.is_pending for case in cases), (end - start).days + 1
    return {
        ("I03", "clearance_rate", "cases filed in the window"): shared(disposed, filed),
        ("I03", "disposal_rate", "cases filed in the window or brought forward"): shared(
            disposed, filed + brought_forward
        ),
        ("I04", "stock_ratio", "cases of the offences"): Figure(
            stock * days / disposed, stock, disposed / days
        )
        if disposed
        else Figure(None, stock, 0.0),
    }


def quantile(values: list[int], probability: float) -> float:
    """The value at ``probability`` of the way through the ordered values, straight between neighbours."""
    ordered = sorted(values)
    place = probability * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
