"""Which cases of an archive some page masks, remembered from one look to the next: reading all takes long.

The list lies beside the archive, which may be encrypted, so it holds keyed markers and no CNR. It can be
removed at any time: the next look makes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from extract.archive import Archive
from extract.archive_rows import USABLE_STATES
from extract.cnr import plain_cnr
from extract.erasing import journal
from extract.parsers import PARSER_VERSION
from extract.reading import read_page
from extract.stored_pages import PageKind
from pipeline.forms.places import write_private
from pipeline.paths import Places
from pipeline.rights.markers import case_marker, marker_key
from transform.builders.parties import party_role


def masked_markers(places: Places, archive: Archive) -> frozenset[str]:
    """Markers of all cases with a page that masks a party; only pages added since the last look are read."""
    up_to, known = _remembered(places)
    ((last,),) = archive.rows("SELECT coalesce(max(sequence), 0) FROM journal")
    if last == up_to:
        return frozenset(known)
    if last < up_to:  # an older copy of the archive was put in its place
        up_to, known = 0, []
    cnrs = set()
    for row in journal(archive, PageKind.CASE_PAGE, PageKind.APP_RECORD, is_wanted=_added_since(up_to)):
        case = read_page(row.page).case
        if case is not None and any(party_role(party.name) == "masked" for party in case.parties):
            cnrs.add(plain_cnr(case.cnr))
    key = marker_key(places) if cnrs else b""
    found = sorted({*known, *(case_marker(key, cnr) for cnr in cnrs)})
    content = {"parser": PARSER_VERSION, "up_to": last, "cases": found}
    write_private(places.masked_cases, json.dumps(content) + "\n")
    return frozenset(found)


def _added_since(up_to: int) -> Callable[[int, str, str | None], bool]:
    return lambda sequence, state, _: sequence > up_to and state in USABLE_STATES


def _remembered(places: Places) -> tuple[int, list[str]]:
    """Number of the last journal row looked at, and the cases found by then; none of a damaged list."""
    try:
        content = json.loads(places.masked_cases.read_text(encoding="utf-8"))
        known = [str(marker) for marker in content["cases"]]
        is_known_by_key = not known or places.marker_key.is_file()
        if content["parser"] == PARSER_VERSION and is_known_by_key:
            return int(content["up_to"]), known
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return 0, []
