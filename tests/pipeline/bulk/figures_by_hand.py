"""The figures that a bulk release can give, from cases told by hand; formulas are the definitions'."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence

from release_by_hand import AS_OF, FIRST_DAY, LAST_DAY, HandCase

from transform.vocabulary import vocabulary

Key = tuple[str, str, str]
Figures = dict[Key, float | None]


def figures(cases: Sequence[HandCase]) -> Figures:
    """(indicator, definition, population) and value of the whole study."""
    parts = (_counts, _flows, _durations, _ages, _outcomes, _register)
    return dict(figure for part in parts for figure in part(cases))


def _share(hits: int, of: int) -> float | None:
    return hits / of if of else None


def _of(cases: Sequence[HandCase], status: str) -> list[HandCase]:
    return [case for case in cases if case.status == status]


def _counts(cases: Sequence[HandCase]) -> Iterator[tuple[Key, float | None]]:
    yield ("I01", "cases", "all cases"), len(cases)
    names = {"disposed": "disposed cases", "pending": "pending cases", "inactive": "inactive cases",
             "left_court": "cases that left the court"}  # fmt: skip
    for status, population in names.items():
        yield ("I01", "cases", population), len(_of(cases, status))
    yield ("I02", "disposed", "all cases"), _share(len(_of(cases, "disposed")), len(cases))


def _flows(cases: Sequence[HandCase]) -> Iterator[tuple[Key, float | None]]:
    ended = [c for c in _of(cases, "disposed") if c.decided and FIRST_DAY <= c.decided <= LAST_DAY]
    later = [
        c for c in cases if c.status in ("disposed", "left_court") and c.decided and c.decided > LAST_DAY
    ]
    waiting = [*_of(cases, "pending"), *later]
    yield ("I03", "clearance_rate", "cases filed in the window"), _share(len(ended), len(cases))
    population = "cases filed in the window or brought forward"
    yield ("I03", "disposal_rate", population), _share(len(ended), len(cases))
    days = (LAST_DAY - FIRST_DAY).days + 1
    yield ("I04", "stock_ratio", "cases of the offences"), len(waiting) * days / len(ended)


def _durations(cases: Sequence[HandCase]) -> Iterator[tuple[Key, float | None]]:
    days = sorted(case.days_open for case in _of(cases, "disposed"))
    low, middle, high = statistics.quantiles(days, n=4, method="inclusive")
    for name, value in (("q1", low), ("median", middle), ("q3", high)):
        yield ("I05", f"disposed_{name}", "disposed cases"), value
    yield ("I05", "within_365_days", "disposed cases"), _share(sum(day <= 365 for day in days), len(days))
    steps = list(_survival(cases, lambda case: case.status == "disposed"))
    yield ("I05", "km_median", "all cases"), next((day for day, left in steps if left <= 0.5), None)
    for horizon in (730, 1095):
        yield ("I05", f"rmst_{horizon}", "all cases"), _area(steps, horizon)
    for years in (1, 2, 3):
        for end in ("convicted", "acquitted", "unknown", "other"):
            name = f"{end}_by_{years}_year{'s' if years > 1 else ''}"
            yield ("I34", name, "all cases"), _incidence(cases, end, 365 * years)
    for name in ("filing", "first_hearing"):
        yield ("I07", f"from_{name}", "POCSO cases followed for 365 days"), _on_time(cases, name)


def _survival(cases: Sequence[HandCase], is_end: Callable[[HandCase], bool]) -> Iterator[tuple[int, float]]:
    left = 1.0
    for day in sorted({case.days_open for case in cases if is_end(case)}):
        at_risk = sum(case.days_open >= day for case in cases)
        left *= 1 - sum(case.days_open == day and is_end(case) for case in cases) / at_risk
        yield day, left


def _area(steps: Sequence[tuple[int, float]], horizon: int) -> float:
    area, left, at = 0.0, 1.0, 0
    for day, after in steps:
        if day >= horizon:
            break
        area, left, at = area + left * (day - at), after, day
    return area + left * (horizon - at)


def _end_of(case: HandCase) -> str | None:
    if case.status != "disposed":
        return None
    if case.outcome in ("convicted", "split"):
        return "convicted"
    if case.outcome == "acquitted":
        return "acquitted"
    return "unknown" if case.group in (None, "", "unknown") else "other"


def _incidence(cases: Sequence[HandCase], end: str, horizon: int) -> float:
    total, left = 0.0, 1.0
    for day in sorted({case.days_open for case in cases if _end_of(case) and case.days_open <= horizon}):
        at_risk = sum(case.days_open >= day for case in cases)
        ends = [_end_of(case) for case in cases if case.days_open == day and _end_of(case)]
        total += left * ends.count(end) / at_risk
        left *= 1 - len(ends) / at_risk
    return total


def _on_time(cases: Sequence[HandCase], start: str) -> float | None:
    followed = on_time = 0
    for case in cases:
        began = case.filed if start == "filing" else case.first
        took = (case.decided - began).days if case.decided else None
        has_left = case.status == "left_court" and took is not None and took <= 365
        if "pocso" in case.offences and (AS_OF - began).days >= 365 and not has_left:
            followed += 1
            on_time += case.status == "disposed" and took is not None and took <= 365
    return _share(on_time, followed)


def _ages(cases: Sequence[HandCase]) -> Iterator[tuple[Key, float | None]]:
    ages = sorted(case.days_open for case in _of(cases, "pending"))
    yield ("I06", "median", "pending cases"), statistics.median(ages)
    yield ("I06", "p90", "pending cases"), statistics.quantiles(ages, n=10, method="inclusive")[8]
    resting = [case.days_open for case in _of(cases, "inactive")]
    yield ("I06", "median", "inactive cases"), statistics.median(resting) if resting else None
    bands = {"0_to_1": (0, 1), "1_to_2": (1, 2), "2_to_3": (2, 3), "3_to_5": (3, 5), "5_or_more": (5, 999)}
    for name, (low, high) in bands.items():
        inside = sum(low <= age / 365 < high for age in ages)
        yield ("I06", f"{name}_years", "pending cases"), _share(inside, len(ages))
    for years in (1, 2, 3, 5):
        name = f"over_{years}_year{'s' if years > 1 else ''}"
        yield ("I08", name, "pending cases"), _share(sum(age / 365 > years for age in ages), len(ages))


def _outcomes(cases: Sequence[HandCase]) -> Iterator[tuple[Key, float | None]]:
    disposed = _of(cases, "disposed")
    for code in (code for code, row in vocabulary("outcomes").codes.items() if row["is_disposal"] == "true"):
        count = sum(case.outcome == code for case in disposed)
        yield ("I27", code, "disposed cases"), count
        yield ("I27", f"{code}_share", "disposed cases"), _share(count, len(disposed))
    won, split, lost = (
        sum(c.outcome == code for c in disposed) for code in ("convicted", "split", "acquitted")
    )
    gone = sum(c.outcome in ("abated_death", "discharged") for c in disposed)
    guilty, merits = won + split, won + split + lost
    unknown = sum(c.group == "unknown" for c in disposed)
    yield ("I28", "convicted_or_acquitted", "cases convicted or acquitted"), _share(won, won + lost)
    yield ("I28", "merits", "cases decided on the merits"), _share(guilty, merits)
    population = "cases decided on the merits, abated or discharged"
    yield ("I28", "merits_abated_discharged", population), _share(guilty, merits + gone)
    yield ("I28", "all_final", "disposed cases"), _share(guilty, len(disposed))
    yield ("I28", "all_final_upper", "disposed cases"), _share(guilty + unknown, len(disposed))
    without = sum(c.group == "without_merits" for c in disposed)
    yield ("I30", "lower", "disposed cases"), _share(without, len(disposed))
    yield ("I30", "upper", "disposed cases"), _share(without + unknown, len(disposed))
    yield ("I49", "unknown", "disposed cases"), _share(unknown, len(disposed))
    unmapped = sum(c.outcome == "unmapped" for c in disposed)
    yield ("I49", "unmapped", "disposed cases"), _share(unmapped, len(disposed))


def _register(cases: Sequence[HandCase]) -> Iterator[tuple[Key, float | None]]:
    for offence in vocabulary("offences").codes:
        yield ("I35", offence, "all cases"), _share(sum(offence in c.offences for c in cases), len(cases))
    itpa = sum(any(offence.startswith("itpa") for offence in c.offences) for c in cases)
    yield ("I35", "any_itpa", "all cases"), _share(itpa, len(cases))
    disposed = _of(cases, "disposed")
    yield (
        ("I46", "nature_of_disposal_printed", "disposed cases"),
        _share(sum(c.disposal is not None for c in disposed), len(disposed)),
    )
    for field in ("filing_date", "first_hearing_date"):
        yield ("I46", field, "all cases"), 1.0
    yield ("I46", "decision_date", "disposed cases"), 1.0
    typed = sum(bool(c.case_type) for c in cases)
    yield ("I46", "case_type_code", "all cases"), _share(typed, len(cases))
