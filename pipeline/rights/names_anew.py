"""The list of known names, written anew from the pages that are left."""

from __future__ import annotations

import json

from extract.archive import Archive
from extract.reading import read_pages
from pipeline.known_names import NamesMet
from pipeline.paths import Places
from pipeline.rights.shredding import replace_text


def renew_known_names(places: Places) -> None:
    """Leave out names that no page gives any more; a timepoint that was never built has no list."""
    if not places.known_names.is_file() or not places.archive.is_file():
        return
    met = NamesMet()
    with Archive.open_reader(places.archive) as archive:
        for _ in met.noting(read_pages(archive)):
            pass
    text = json.dumps(sorted(met.names), ensure_ascii=False, indent=0) + "\n"
    if places.known_names.read_text(encoding="utf-8") != text:
        replace_text(places.known_names, text)
