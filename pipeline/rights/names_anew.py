"""The list of known names, written anew from the pages that are left."""

from __future__ import annotations

from extract.archive import Archive
from extract.reading import read_pages
from pipeline.building.known_names import NamesMet, write_known_names
from pipeline.paths import Places


def renew_known_names(places: Places) -> None:
    """Leave out names that no page gives any more; a timepoint that was never built has no list."""
    if not places.known_names.is_file() or not places.archive.is_file():
        return
    met = NamesMet()
    with Archive.open_reader(places.archive) as archive:
        for _ in met.noting(read_pages(archive)):
            pass
    write_known_names(places, met.names)
