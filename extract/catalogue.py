"""What the archive holds, without unpacking it: each readable page with the case it is about."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from extract.archive import Archive, PageKind
from extract.archive_rows import USABLE_STATES
from extract.reading import READ_KINDS

_ONLY_A_CNR = re.compile(r'\{"cnr": "([A-Za-z0-9-]+)"\}')


class CatalogueEntry(NamedTuple):
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
    kind_of = {kind.value: kind for kind in PageKind}
    return [
        CatalogueEntry(sequence, kind_of[kind], _cnr_in(context), _mark(kind, context, *rest))
        for sequence, kind, context, *rest in rows
    ]


def _cnr_in(context: str) -> str | None:
    """The CNR asked for; most contexts say nothing else."""
    alone = _ONLY_A_CNR.fullmatch(context)
    return alone[1] if alone else json.loads(context).get("cnr") or None


def _mark(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
