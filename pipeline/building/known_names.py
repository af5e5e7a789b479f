"""Names that the pages of a study know, kept in the raw zone for one use: none of them may be published.

Written while the pages are read for the tables; handed to the export scanner by ``forbidden_names`` alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from extract.encryption import is_encrypted
from extract.private_text import read_private_text, write_encrypted_text
from extract.reading import ReadPage
from pipeline.forms.places import write_private
from pipeline.paths import Places
from pipeline.rights.shredding import replace_text
from transform.builders.parties import party_role
from transform.interpreting.printed import HONORIFIC

Name = str


class NamesMet:
    """Pages on their way to the tables, with every name on them noted down."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def noting(self, readings: Iterable[ReadPage]) -> Iterator[ReadPage]:
        """The same pages, one at a time."""
        for reading in readings:
            self.names.update(names_on(reading))
            yield reading


def names_on(reading: ReadPage) -> Iterator[Name]:
    """Every name on one page."""
    return (name for name in _names_of(reading) if name)


def write_known_names(places: Places, names: Iterable[str]) -> None:
    """Keep the names of a timepoint beside its archive, for its owner only; encrypted where that is.

    What stood there before is written over: names may be gone because they must be.
    """
    text = json.dumps(sorted(names), ensure_ascii=False, indent=0) + "\n"
    if is_encrypted(places.archive):
        write_encrypted_text(places.known_names, text)
    elif not places.known_names.is_file():
        write_private(places.known_names, text)
    elif read_private_text(places.known_names) != text:
        replace_text(places.known_names, text)


def read_known_names(places: Places) -> list[str]:
    """The names kept; the file must be there."""
    names: list[str] = json.loads(read_private_text(places.known_names))
    return names


def _names_of(reading: ReadPage) -> Iterator[Name | None]:
    if reading.case is not None:
        for party in reading.case.parties:
            if party_role(party.name) == "person":
                yield party.name
            yield from party.advocates
        if reading.case.fir is not None:
            yield reading.case.fir.police_station
        yield from map(_if_name, {row.judge for row in reading.case.hearings})
    if reading.daily_status is not None:
        yield _if_name(reading.daily_status.judge)
        yield from _sides(reading.daily_status.parties)


def _if_name(judge: str | None) -> str | None:
    """A judge's text where it may hold a name; a designation is none."""
    return judge if judge is not None and HONORIFIC.search(judge) else None


def _sides(parties: str | None) -> Iterator[str]:
    """Both sides of "A versus B" where they are persons."""
    for side in (parties or "").replace(" VS ", " versus ").replace(" Vs ", " versus ").split(" versus "):
        if side.strip() and party_role(side) == "person":
            yield side
