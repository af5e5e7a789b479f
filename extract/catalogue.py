"""What the archive holds, without unpacking it: each readable page with the case it is about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from extract.archive import Archive, PageKind
from extract.archive_rows import USABLE_STATES
from extract.reading import READ_KINDS


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One page: its place in the journal, the CNR asked for, and a mark that changes when anything does."""

    sequence: int
    kind: PageKind
    cnr: str | None
    mark: str


def catalogue(archive: Archive, kinds: Iterable[PageKind] = READ_KINDS) -> list[CatalogueEntry]:
    """All usable pages of these kinds, oldest first."""
    wanted = tuple(kind.value for kind in kinds)
    rows = archive.rows(
        "SELECT sequence, kind, context, origin, request_key, state, fetched_at, page_sha256 FROM journal "
        f"WHERE state IN {USABLE_STATES} AND kind IN ({', '.join('?' * len(wanted))}) ORDER BY sequence",
        wanted,
    )
    return [_entry(*row) for row in rows]


def _entry(sequence: int, kind: str, context: str, *rest: str) -> CatalogueEntry:
    cnr = json.loads(context).get("cnr") or None
    return CatalogueEntry(sequence, PageKind(kind), cnr, _mark(kind, context, *rest))


def _mark(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
