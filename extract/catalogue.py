"""What the archive holds, without unpacking it: each readable page with the case it is about."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from extract.archive import Archive
from extract.archive_rows import USABLE_STATES
from extract.reading import READ_KINDS
from extract.stored_pages import PageKind

_ONLY_A_CNR = re.compile(r'\{"cnr": "([A-Za-z0-9-]+)"\}')
MARKED = ("kind", "context", "origin", "request_key", "state", "fetched_at", "page_sha256")
"""What of a row of the journal a page's mark is made of."""


class CatalogueEntry(NamedTuple):
    """One page: its place in the journal, what it was asked with, a mark that changes when anything does."""

    sequence: int
    kind: PageKind
    context: str
    mark: str

    @property
    def cnr(self) -> str | None:
        """The CNR asked for; most contexts say nothing else."""
        alone = _ONLY_A_CNR.fullmatch(self.context)
        return alone[1] if alone else json.loads(self.context).get("cnr") or None


def catalogue(archive: Archive, kinds: Iterable[PageKind] = READ_KINDS) -> list[CatalogueEntry]:
    """All usable pages of these kinds, oldest first."""
    wanted = tuple(kind.value for kind in kinds)
    said = " || char(10) || ".join(MARKED)
    rows = archive.rows(
        f"SELECT sequence, kind, context, {said} FROM journal "
        f"WHERE state IN {USABLE_STATES} AND kind IN ({', '.join('?' * len(wanted))}) ORDER BY sequence",
        wanted,
    )
    kind_of = {kind.value: kind for kind in PageKind}
    return [
        CatalogueEntry(sequence, kind_of[kind], context, hashlib.sha256(said.encode()).hexdigest()[:16])
        for sequence, kind, context, said in rows
    ]
