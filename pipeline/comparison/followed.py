"""The cases of one timepoint, read from the warehouse: how long each was followed and when adjourned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb
import numpy as np

from pipeline.statistics.followed_cases import FollowedCases

CASES = """
    select
        case_adjournments.case_id, case_adjournments.district, cases.establishment_code,
        case_adjournments.status, case_adjournments.entry_days, case_adjournments.days_open,
        case_adjournments.adjournment_count, cases.clock_start_date,
        coalesce(cases.court_level = 'sessions', false) as is_sessions,
        exists (
            select 1 from acts where acts.case_id = cases.case_id and acts.act_code = 'pocso'
        ) as is_pocso
    from case_adjournments
    inner join cases on case_adjournments.case_id = cases.case_id
    where case_adjournments.definition_id = ? and case_adjournments.adjournment_count is not null
        and case_adjournments.days_open is not null
    order by case_adjournments.case_id
"""
DAYS = """
    select
        adjournments.case_id,
        greatest(0, date_diff('day', frame_cases.clock_start_date,
            coalesce(adjournments.business_date, adjournments.next_date))) as days
    from adjournments
    inner join frame_cases on adjournments.case_id = frame_cases.case_id
    where adjournments.definition_id = ?
        and coalesce(adjournments.business_date, adjournments.next_date) is not null
    order by adjournments.case_id, days
"""


@dataclass(frozen=True, slots=True)
class FollowedCase:
    """One case: its adjournments' days of the clock, when it entered and ended, and where it belongs."""

    case_id: str
    district: str
    court: str
    status: str
    entry_days: int
    end_days: int
    adjournment_count: int
    adjournment_days: tuple[int, ...]
    clock_start: date
    is_sessions: bool = False
    is_pocso: bool = False


def read_followed(connection: duckdb.DuckDBPyConnection, definition_id: str) -> tuple[FollowedCase, ...]:
    """The cases in frame whose adjournments are known under a definition; ``connection`` sees one timepoint.

    An adjournment before the case entered observation, or dated after its end, is not among the days; a case
    without a court's code counts as a court of its own district.
    """
    days: dict[str, list[int]] = defaultdict(list)
    for case_id, day in connection.execute(DAYS, [definition_id]).fetchall():
        days[case_id].append(day)
    found = []
    for case_id, district, court, status, entry, end, *others in connection.execute(
        CASES, [definition_id]
    ).fetchall():
        count, start, is_sessions, is_pocso = others
        within = tuple(day for day in days[case_id] if entry <= day <= end)
        found.append(
            FollowedCase(
                case_id, district, court or district, status, entry, end, count, within, start,
                is_sessions, is_pocso,
            )
        )  # fmt: skip
    return tuple(found)


def arrays(cases: Sequence[FollowedCase]) -> FollowedCases:
    """The cases as the arrays that the estimands take."""
    return FollowedCases(
        tuple(case.case_id for case in cases),
        tuple(case.district for case in cases),
        tuple(case.court for case in cases),
        tuple(np.array(case.adjournment_days, dtype=np.float64) for case in cases),
        np.array([case.entry_days for case in cases], dtype=np.float64),
        np.array([case.end_days for case in cases], dtype=np.float64),
    )


def within_window(cases: Sequence[FollowedCase], first_day: date, last_day: date) -> tuple[FollowedCase, ...]:
    """The cases as seen from ``first_day`` to ``last_day`` only: time and adjournments outside don't count.

    Cases that ended before the window, or began after it, are left out.
    """
    return tuple(_cut(cases, first_day, last_day))


def _cut(cases: Sequence[FollowedCase], first_day: date, last_day: date) -> Iterator[FollowedCase]:
    for case in cases:
        opens = max(case.entry_days, (first_day - case.clock_start).days)
        closes = min(case.end_days, (last_day - case.clock_start).days)
        if opens <= closes:
            kept = tuple(day for day in case.adjournment_days if opens <= day <= closes)
            yield replace(
                case, entry_days=opens, end_days=closes, adjournment_count=len(kept), adjournment_days=kept
            )


def window_before(last_day: date, length_days: int) -> tuple[date, date]:
    """First and last day of the window of that length which ends on ``last_day``."""
    return last_day - timedelta(days=length_days), last_day
