"""The work queue of a pull, in the raw archive: every search with what came of it.

``read_queue`` and ``read_rest`` are for anyone, beside a running pull too; only the pull itself writes
(``WorkQueue``). Whether a page is there is never noted here but looked up among the pages, so that queue and
pages can't disagree.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from extract.archive import Archive
from extract.pulling.plan import PlannedSearch


class SearchState(StrEnum):
    """How far a search has come. ``DONE``: its list and all cases on it are there. ``EMPTY``: no cases."""

    TO_DO = "to_do"
    DONE = "done"
    EMPTY = "empty"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class QueuedSearch:
    """One search of the queue.

    ``act`` is the study's code; ``act_code`` and ``act_label`` are the court's own, ``None`` until its
    dropdown is there. ``reason`` says why a search failed. ``cases_listed`` counts the latest list, ``None``
    while there is none; ``cases_obtained`` the pages had of cases ever listed here, ``cases_not_found`` those
    the portal has no page of. A case in two lists counts in both. Times are those of the first and last
    answer to anything asked for this search.
    """

    key: str
    state_code: str
    district_code: str
    district: str
    complex_code: str
    complex_name: str
    tier: str
    establishment: str
    act: str
    section: str
    case_status: str
    act_code: str | None
    act_label: str | None
    state: SearchState
    reason: str | None
    captchas_used: int
    first_at: datetime | None
    last_at: datetime | None
    cases_listed: int | None
    cases_obtained: int
    cases_not_found: int


_CASES_WITH_PAGE = """SELECT count(*) FROM listed_case l WHERE l.request_key = s.request_key AND EXISTS (
        SELECT 1 FROM journal j WHERE j.request_key = 'case_page/' || l.cnr AND j.state IN {states})"""
_QUEUE = f"""
SELECT s.request_key, s.state_code, s.district_code, s.district, s.complex_code, s.complex_name, s.tier,
    s.establishment, s.act, s.section, s.case_status, s.act_code, s.act_label, s.state, s.reason,
    s.captchas_used, s.first_at, s.last_at,
    CASE WHEN EXISTS (
        SELECT 1 FROM journal j WHERE j.request_key = s.request_key AND j.state IN ('ok', 'empty')
    ) THEN (
        SELECT count(*) FROM listed_case l WHERE l.request_key = s.request_key AND l.is_on_latest_list
    ) END,
    ({_CASES_WITH_PAGE.format(states="('ok')")}),
    ({_CASES_WITH_PAGE.format(states="('empty', 'not_found')")})
FROM planned_search s ORDER BY s.complex_position, s.search_position
"""

_PLAN_SEARCH = """
INSERT INTO planned_search (request_key, complex_position, search_position, state_code, district_code,
    district, complex_code, complex_name, tier, establishment, act, section, case_status, act_code, act_label)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (request_key) DO UPDATE SET complex_position = excluded.complex_position,
    search_position = excluded.search_position, district = excluded.district,
    complex_name = excluded.complex_name, tier = excluded.tier
"""


def read_queue(archive: Archive) -> tuple[QueuedSearch, ...]:
    """All searches in the order they are made; none before the first pull."""
    return tuple(_queued_search(row) for row in archive.rows(_QUEUE))


def read_rest(archive: Archive) -> datetime | None:
    """The moment before which the portal must not be asked anything; ``None`` if it never throttled."""
    rows = archive.rows("SELECT until FROM rest")
    return _moment(rows[0][0]) if rows else None


def listed_cnrs(archive: Archive) -> frozenset[str]:
    """Cases on any list so far."""
    return frozenset(cnr for (cnr,) in archive.rows("SELECT DISTINCT cnr FROM listed_case"))


class WorkQueue:
    """Writes the queue; each call is one transaction, or part of the archive's open one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def plan(self, complexes: Sequence[Sequence[PlannedSearch]]) -> None:
        """Take in a whole plan. What came of searches planned before is kept; others leave the queue."""
        with self._archive.transaction() as connection:
            connection.execute("UPDATE planned_search SET complex_position = -1")
            for position, searches in enumerate(complexes):
                self._place(connection, position, searches)
            connection.execute("DELETE FROM planned_search WHERE complex_position = -1")

    def plan_complex(self, position: int, searches: Sequence[PlannedSearch]) -> None:
        """Take in one complex of the plan anew, once its dropdowns have told more."""
        with self._archive.transaction() as connection:
            connection.execute(
                "UPDATE planned_search SET complex_position = -1 WHERE complex_position = ?", (position,)
            )
            self._place(connection, position, searches)
            connection.execute("DELETE FROM planned_search WHERE complex_position = -1")

    def note_asked(self, key: str, captchas_used: int, moment: datetime) -> None:
        """Something was asked for a search."""
        text = moment.astimezone(UTC).isoformat()
        with self._archive.transaction() as connection:
            connection.execute(
                "UPDATE planned_search SET captchas_used = captchas_used + ?, "
                "first_at = coalesce(first_at, ?), last_at = ? WHERE request_key = ?",
                (captchas_used, text, text, key),
            )

    def note_list(self, key: str, cnrs: Iterable[str]) -> None:
        """What the latest list holds. Cases it no longer holds stay known as once listed."""
        with self._archive.transaction() as connection:
            connection.execute("UPDATE listed_case SET is_on_latest_list = 0 WHERE request_key = ?", (key,))
            connection.executemany(
                "INSERT INTO listed_case VALUES (?, ?, 1) "
                "ON CONFLICT (request_key, cnr) DO UPDATE SET is_on_latest_list = 1",
                [(key, cnr) for cnr in cnrs],
            )

    def settle(self, key: str, state: SearchState, reason: str | None = None) -> None:
        """A search is gone through, or given up for now."""
        with self._archive.transaction() as connection:
            connection.execute(
                "UPDATE planned_search SET state = ?, reason = ? WHERE request_key = ?",
                (state.value, reason, key),
            )

    def rest(self, until: datetime) -> None:
        """The portal throttles: nothing may be asked before ``until``."""
        with self._archive.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO rest VALUES (1, ?)", (until.astimezone(UTC).isoformat(),)
            )

    def vanished(self, key: str) -> tuple[str, ...]:
        """Cases once on a list, no longer on it, and nowhere else to be had: on no latest list, no page."""
        return tuple(
            cnr
            for (cnr,) in self._archive.rows(
                "SELECT l.cnr FROM listed_case l WHERE l.request_key = ? AND NOT l.is_on_latest_list "
                "AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.request_key = 'case_page/' || l.cnr "
                "    AND j.state IN ('ok', 'empty', 'not_found')) "
                "AND NOT EXISTS (SELECT 1 FROM listed_case o WHERE o.cnr = l.cnr AND o.is_on_latest_list) "
                "ORDER BY l.cnr",
                (key,),
            )
        )

    def is_older(self, key: str, other_key: str) -> bool:
        """Whether the last thing asked for one search lies before the last asked for another."""
        query = "SELECT last_at FROM planned_search WHERE request_key = ?"
        (one,), (other,) = self._archive.rows(query, [key])[0], self._archive.rows(query, [other_key])[0]
        return one is None or (other is not None and one < other)

    def _place(
        self, connection: sqlite3.Connection, position: int, searches: Sequence[PlannedSearch]
    ) -> None:
        for number, search in enumerate(searches):
            place, context = search.place, {} if search.question is None else search.question.context
            connection.execute(
                _PLAN_SEARCH,
                (
                    *(search.key, position, number, place.state_code, place.district_code),
                    *(place.district, place.code, place.name, place.tier, search.establishment),
                    *(search.act.act_code, search.act.section, search.case_status),
                    *(context.get("act_code"), context.get("act_label")),
                ),
            )


def _queued_search(row: tuple[Any, ...]) -> QueuedSearch:
    values = dict(zip((field.name for field in fields(QueuedSearch)), row, strict=True))
    values["state"] = SearchState(values["state"])
    values["first_at"], values["last_at"] = _moment(values["first_at"]), _moment(values["last_at"])
    return QueuedSearch(**values)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
