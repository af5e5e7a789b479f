"""The work queue as a pull writes it: what is planned, and what came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from extract.archive import Archive
from extract.pulling.plan import PlannedSearch
from extract.pulling.queue import SearchState

_PLAN_SEARCH = """
INSERT INTO planned_search (request_key, complex_position, search_position, state_code, district_code,
    district, complex_code, complex_name, tier, establishment, act, section, case_status, act_code, act_label)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (request_key) DO UPDATE SET complex_position = excluded.complex_position,
    search_position = excluded.search_position, district = excluded.district,
    complex_name = excluded.complex_name, tier = excluded.tier
"""


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
