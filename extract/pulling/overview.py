"""What an archive says of its pull as a whole; for anyone, beside a running pull too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from extract.archive import Archive
from extract.reading import READ_KINDS

_HAS_PAGE = "EXISTS (SELECT 1 FROM journal j WHERE j.request_key = 'case_page/' || l.cnr AND {which})"
_OK = _HAS_PAGE.format(which="j.state = 'ok'")
_ASKED = _HAS_PAGE.format(
    which="j.state = 'ok' AND json_extract(j.context, '$.listed_in') IS NOT NULL "
    "AND json_extract(j.context, '$.carried_from') IS NULL"
)
_NO_PAGE = _HAS_PAGE.format(which="j.state IN ('empty', 'not_found')")
_CASE_COUNTS = f"""
WITH listed AS (
    SELECT DISTINCT s.state_code, s.district_code, l.cnr, {_OK} AS is_obtained, {_ASKED} AS is_asked,
        {_NO_PAGE} AS has_no_page
    FROM planned_search s JOIN listed_case l ON l.request_key = s.request_key
    WHERE l.is_on_latest_list OR {_OK}
)
SELECT state_code, district_code, count(*), sum(is_obtained), sum(is_asked),
    sum(has_no_page AND NOT is_obtained)
FROM listed GROUP BY state_code, district_code
"""

_IMPORTED = f"""
SELECT count(DISTINCT request_key) FROM journal
WHERE state = 'ok' AND kind IN ({", ".join("?" * len(READ_KINDS))})
    AND (origin NOT IN ('attended-browser', 'portal-http') OR NOT EXISTS (SELECT 1 FROM planned_search))
"""


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """Cases of one district, each counted once in however many lists it stands.

    ``asked`` are those among ``obtained`` whose page the portal gave for this very pull, not taken over or
    imported. The portal has no page of those ``without_page``.
    """

    found: int
    obtained: int
    asked: int
    without_page: int


def read_case_counts(archive: Archive) -> dict[tuple[str, str], CaseCounts]:
    """Counts by (state code, district code); a district without any list yet is not among them."""
    return {(state, district): CaseCounts(*counts) for state, district, *counts in archive.rows(_CASE_COUNTS)}


def count_imported(archive: Archive) -> int:
    """Pages that no pull of this archive asked for: saved, recorded, or restored from an export."""
    ((count,),) = archive.rows(_IMPORTED, [kind.value for kind in READ_KINDS])
    return int(count)


def read_last_activity(archive: Archive) -> datetime | None:
    """When the portal last answered anything, well or badly; ``None`` if it was never asked."""
    moments = [
        *archive.rows("SELECT max(last_at) FROM planned_search"),
        *archive.rows("SELECT max(fetched_at) FROM journal WHERE request_key IN ('start_page') OR "
                      "request_key LIKE 'complexes/%' OR request_key LIKE 'act_types/%'"),
    ]  # fmt: skip
    said = [datetime.fromisoformat(moment) for (moment,) in moments if moment is not None]
    return max(said, default=None)


def read_carried_from(archive: Archive) -> str | None:
    """The earlier pull that pages were taken over from; ``None`` if none were."""
    query = "SELECT json_extract(context, '$.carried_from') FROM journal "
    rows = archive.rows(query + "WHERE json_extract(context, '$.carried_from') IS NOT NULL LIMIT 1")
    return str(rows[0][0]) if rows else None


def read_last_origin(archive: Archive) -> str | None:
    """Origin of the latest answer kept (``PortalSession.origin``); ``None`` for an empty archive."""
    rows = archive.rows("SELECT origin FROM journal ORDER BY sequence DESC LIMIT 1")
    return str(rows[0][0]) if rows else None
