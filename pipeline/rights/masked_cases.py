"""Which cases courts have masked, and which pages under a data folder still name the people in them.

All archives are looked at together: what one pull saw masked may stand unmasked in an earlier pull, or in
another study.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from extract.archive import Archive
from extract.archive_rows import USABLE_STATES
from extract.cnr import plain_cnr
from extract.erasing import JournalRow, journal
from extract.errors import ArchiveError
from extract.masking_changes import MaskedCase
from extract.reading import read_page
from extract.records import CaseRecord
from extract.stored_pages import PageKind, StoredPage
from pipeline.paths import Places
from pipeline.rights.markers import case_marker, marker_key
from pipeline.rights.masked_before import masked_markers
from transform.builders.parties import normalised_name, party_role

FILE_TIMED = ("saved-page", "app-json")
"""Origins whose time is a file's, which every copy renews: such a page is never later than a masked one."""
NAMED_ROLES = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who is in a case as a page says it, and where that page lies."""

    places: Places
    sequence: int
    page_id: str
    fetched_at: datetime
    is_file_timed: bool
    masked_by_side: Counter[str]
    names: frozenset[str]

    @property
    def is_masked(self) -> bool:
        return bool(self.masked_by_side)

    def hides_more_than(self, other: _Seen) -> bool:
        """Whether more parties of a side are masked here. A name that only changed or left is not hidden."""
        return any(count > other.masked_by_side[side] for side, count in self.masked_by_side.items())


def find_masked_cases(archives: Iterable[Places], on_fault: Callable[[str], None]) -> dict[str, MaskedCase]:
    """Cases by CNR whose latest page masks a party. Archives and pages are only read.

    A case whose court shows the names again on a later page is none of them. ``on_fault`` is told of each
    archive that can't be read; the others are looked at all the same.
    """
    masked: set[str] = set()
    readable = []
    for places in archives:
        try:
            with Archive.open_reader(places.archive) as archive:
                masked |= masked_markers(places, archive)
            readable.append(places)
        except ArchiveError as error:
            on_fault(f"not looked through for names that courts have masked: {error}")
    by_case: dict[str, list[_Seen]] = defaultdict(list)
    for places in readable if masked else ():
        for cnr, seen in _read(places, masked):
            by_case[cnr].append(seen)
    found = {cnr: _masked_case(pages) for cnr, pages in by_case.items() if any(p.is_masked for p in pages)}
    return {cnr: case for cnr, case in found.items() if case is not None}


def _read(places: Places, markers: Collection[str]) -> Iterator[tuple[str, _Seen]]:
    """Every readable page of the cases with these markers."""
    key = marker_key(places)

    def is_meant(cnr: str) -> bool:
        return case_marker(key, plain_cnr(cnr)) in markers

    def is_wanted(_: int, state: str, cnr: str | None) -> bool:
        return state in USABLE_STATES and (cnr is None or is_meant(cnr))

    with Archive.open_reader(places.archive) as archive:
        for row in journal(archive, PageKind.CASE_PAGE, PageKind.APP_RECORD, is_wanted=is_wanted):
            case = read_page(row.page).case
            if case is not None and is_meant(case.cnr):
                yield plain_cnr(case.cnr), _seen(places, row, case)


def _seen(places: Places, row: JournalRow, case: CaseRecord) -> _Seen:
    roles = [(party, party_role(party.name)) for party in case.parties]
    return _Seen(
        places=places,
        sequence=row.sequence,
        page_id=row.page.page_id,
        fetched_at=row.page.fetched_at,
        is_file_timed=row.page.origin in FILE_TIMED,
        masked_by_side=Counter(party.side for party, role in roles if role == "masked"),
        names=frozenset(normalised_name(party.name) for party, role in roles if role in NAMED_ROLES),
    )


def _masked_case(pages: Sequence[_Seen]) -> MaskedCase | None:
    masked = max((page for page in pages if page.is_masked), key=lambda page: page.fetched_at)
    telling = [page for page in pages if page.names - masked.names and masked.hides_more_than(page)]
    if any(page.fetched_at > masked.fetched_at and not page.is_file_timed for page in telling):
        return None
    return MaskedCase(
        page=_stored(masked) if telling else None,
        stale=frozenset(page.page_id for page in telling),
        hidden=frozenset(name for page in telling for name in page.names - masked.names),
        is_hidden=lambda name: party_role(name) in NAMED_ROLES and normalised_name(name) not in masked.names,
    )


def _stored(seen: _Seen) -> StoredPage:
    with Archive.open_reader(seen.places.archive) as archive:
        return next(archive.pages_at((seen.sequence,)))
