"""The cases of a timepoint under another frame rule than the study's own, read from its tables.

The tables hold every case the portal showed, in frame or not, so the cases of another window rule are there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import duckdb

from pipeline.comparison.followed import FollowedCase
from pipeline.statistics.observation import CaseDates, Window, observe
from transform.parameters import FrameRule

CASES = """
    select
        cases.case_id, cases.district, coalesce(cases.establishment_code, cases.district),
        coalesce(cases.filing_date, cases.registration_date), cases.clock_start_date,
        case when cases.status <> 'inactive' then cases.decision_date end,
        cases.status, outcomes.outcome_code, outcomes.outcome_group,
        coalesce(cases.court_level = 'sessions', false),
        exists (select 1 from acts where acts.case_id = cases.case_id and acts.act_code = 'pocso')
    from cases
    left join outcomes on cases.case_id = outcomes.case_id
    where cases.is_in_frame or cases.frame_exclusion = 'out_of_window'
    order by cases.case_id
"""
ADJOURNED = """
    select case_id, coalesce(business_date, next_date) as day
    from adjournments
    where definition_id = ? and coalesce(business_date, next_date) is not null
    order by case_id, day
"""
OPEN = "open"


@dataclass(frozen=True, slots=True)
class FramedCase:
    """A case as followed, and how it ended while it was: convicted, acquitted, other, unknown, or open."""

    followed: FollowedCase
    ending: str


@dataclass(frozen=True, slots=True)
class FramedCases:
    """``without_clock`` counts cases the rule takes whose clock has no start, or one after their end."""

    cases: tuple[FramedCase, ...]
    without_clock: int


def read_framed(
    connection: duckdb.DuckDBPyConnection, window: Window, definition_id: str = "A1"
) -> FramedCases:
    """The cases that the window's rule takes; ``connection`` sees one timepoint of a study."""
    days: dict[str, list[date]] = defaultdict(list)
    for case_id, day in connection.execute(ADJOURNED, [definition_id]).fetchall():
        days[case_id].append(day)
    found, without_clock = [], 0
    for row in connection.execute(CASES).fetchall():
        case_id, district, court, filed, start, decision, status, code, group, is_sessions, is_pocso = row
        if filed is None:
            continue
        has_clock = start is not None and (decision is None or start <= decision)
        seen = observe(
            CaseDates(filed, start if has_clock else filed, decision, status == "disposed"), window
        )
        if seen is None:
            continue
        if not has_clock:
            without_clock += 1
            continue
        clock = [max(0, (day - start).days) for day in days[case_id]]
        within = tuple(day for day in clock if seen.entry_days <= day <= seen.end_days)
        followed = FollowedCase(
            case_id, district, court, "disposed" if seen.has_ended else "pending", seen.entry_days,
            seen.end_days, len(within), within, start, is_sessions, is_pocso,
        )  # fmt: skip
        found.append(FramedCase(followed, _ending(code, group) if seen.has_ended else OPEN))
    return FramedCases(tuple(found), without_clock)


def read_window(connection: duckdb.DuckDBPyConnection, frame_rule: FrameRule) -> Window:
    """The timepoint's own window and cut-off, under a rule."""
    first_day, last_day, as_of = connection.execute(
        "select window_start, window_end, as_of from study"
    ).fetchall()[0]
    return Window(frame_rule, first_day, last_day, as_of)


def _ending(outcome_code: str | None, outcome_group: str | None) -> str:
    """As indicator I34 has it."""
    if outcome_code in ("convicted", "split"):
        return "convicted"
    if outcome_code == "acquitted":
        return "acquitted"
    return "unknown" if outcome_code is None or outcome_group == "unknown" else "other"
