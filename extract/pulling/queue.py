"""The work queue of a pull, in the raw archive: every search with what came of it.

``read_queue`` and ``read_rest`` are for anyone, beside a running pull too; only the pull itself writes
(``queue_writing``). Whether a page is there is never noted here but looked up among the pages, so that queue
and pages can't disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from extract.archive import Archive


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


def _queued_search(row: tuple[Any, ...]) -> QueuedSearch:
    values = dict(zip((field.name for field in fields(QueuedSearch)), row, strict=True))
    values["state"] = SearchState(values["state"])
    values["first_at"], values["last_at"] = _moment(values["first_at"]), _moment(values["last_at"])
    return QueuedSearch(**values)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
