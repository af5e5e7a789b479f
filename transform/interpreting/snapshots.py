"""What was pulled or imported, sorted out: provenance of each page, and the latest record of each case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from extract.errors import PageChangedError
from extract.quick_pickles import quick_to_pickle
from extract.reading import ReadPage
from extract.records import CaseRecord, DailyStatus
from transform.interpreting.faults import Fault, without_identifiers
from transform.pseudonyms import case_pseudonym


@quick_to_pickle
@dataclass(slots=True)
class PageFacts:
    """Provenance of one page; the content itself stays in the archive."""

    page_id: str
    kind: str
    origin: str
    fetched_at: datetime
    sha256: str
    layout: str | None
    result: str
    case_id: str | None


@dataclass(slots=True)
class Snapshot:
    """The latest record of a case, its page, and how many pages of the case there were."""

    page: PageFacts
    record: CaseRecord
    count: int = 1


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class StatusPage:
    """A daily status with the page it came from."""

    page: PageFacts
    status: DailyStatus


@dataclass(slots=True)
class Snapshots:
    """Everything read: pages in archive order, cases and their daily statuses by pseudonym of the case."""

    pages: list[PageFacts] = field(default_factory=list)
    cases: dict[str, Snapshot] = field(default_factory=dict)
    statuses: dict[str | None, list[StatusPage]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    record_count: int = 0


def collect_snapshots(
    readings: Iterable[ReadPage], key: bytes, superseded: Sequence[PageFacts] = ()
) -> Snapshots:
    """One pass over the pages.

    Of several pages of a case the latest fetched is used (the later in the archive when fetched at the same
    time); the others are marked superseded. Unreadable pages become faults. ``superseded`` are case pages
    that were read before, each older than one of ``readings`` of the same case.
    """
    pages = [replace(page, result="superseded") for page in superseded]
    snapshots = Snapshots(pages, record_count=len(pages))
    for reading in readings:
        page = _page_facts(reading, key)
        snapshots.pages.append(page)
        if reading.error is not None:
            snapshots.faults.append(_parse_fault(page, reading.error))
        elif reading.case is not None:
            _keep_latest(snapshots, page, reading.case, key)
        elif reading.daily_status is not None:
            snapshots.statuses.setdefault(page.case_id, []).append(StatusPage(page, reading.daily_status))
    for page in superseded:
        snapshots.cases[page.case_id or ""].count += 1
    return snapshots


def _page_facts(reading: ReadPage, key: bytes) -> PageFacts:
    page = reading.page
    cnr = page.context.get("cnr")
    if reading.case is not None:
        cnr = reading.case.cnr
    elif reading.daily_status is not None:
        cnr = reading.daily_status.cnr or cnr
    return PageFacts(
        page_id=page.page_id,
        kind=str(page.kind),
        origin=page.origin,
        fetched_at=page.fetched_at,
        sha256=page.sha256,
        layout=None if reading.case is None else str(reading.case.layout),
        result="read" if reading.error is None else "quarantined",
        case_id=case_pseudonym(key, cnr) if cnr else None,
    )


def _keep_latest(snapshots: Snapshots, page: PageFacts, record: CaseRecord, key: bytes) -> None:
    snapshots.record_count += 1
    case_id = case_pseudonym(key, record.cnr)
    earlier = snapshots.cases.get(case_id)
    if earlier is None:
        snapshots.cases[case_id] = Snapshot(page, record)
    elif page.fetched_at >= earlier.page.fetched_at:
        earlier.page.result = "superseded"
        snapshots.cases[case_id] = Snapshot(page, record, earlier.count + 1)
    else:
        page.result = "superseded"
        earlier.count += 1


def _parse_fault(page: PageFacts, error: PageChangedError) -> Fault:
    return Fault(
        stage="parse",
        page_id=page.page_id,
        case_id=page.case_id,
        reason=without_identifiers(f"page not as known: {error.where}"),
        expected=without_identifiers(error.expected),
        found=without_identifiers(error.found),
        excerpt_sha256=page.sha256,
    )
