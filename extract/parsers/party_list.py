"""Petitioners and respondents: numbered names, each followed by its advocates, a line each."""

from __future__ import annotations

import re

from extract.errors import PageChangedError
from extract.parsers.tables import LINE_BREAK
from extract.parsers.text import clean
from extract.records import PartyRow

_NUMBERED = re.compile(r"(\d+)\)\s*(.*)")
_ADVOCATE = re.compile(r"Advocate\s*[-–:]\s*(.*)", re.IGNORECASE)

_GLUED_ADVOCATE = re.compile(r"[^\s:–-]Advocate\s*-")
_ADVOCATE_INSIDE = re.compile(r"\bAdvocate\s*-(?!\s*General)", re.IGNORECASE)


def party_rows(side: str, text: str) -> tuple[PartyRow, ...]:
    """Parties from text whose lines are cut by ``LINE_BREAK``; numbers must run 1, 2, 3 ...

    An advocate's line is kept whole, several names in it included; a line without a name is no advocate.
    """
    parties: list[PartyRow] = []
    for line in filter(None, map(clean, text.split(LINE_BREAK))):
        numbered, advocate = _NUMBERED.fullmatch(line), _ADVOCATE.fullmatch(line)
        if numbered:
            _check_number(side, len(parties) + 1, int(numbered[1]), numbered[2])
            parties.append(PartyRow(side=side, number=len(parties) + 1, name=numbered[2]))
        elif advocate and parties:
            party, named = parties[-1], (advocate[1],) if advocate[1] else ()
            parties[-1] = PartyRow(side, party.number, party.name, (*party.advocates, *named))
        else:
            raise _changed(side, "a numbered party or an advocate", f"another line after {len(parties)}")
        if _goes_on_with_another(line, f"{len(parties) + 1})"):
            raise _changed(side, f"party {len(parties)} on a line of its own", "another on the same line")
    return tuple(parties)


def _goes_on_with_another(line: str, next_number: str) -> bool:
    """Whether the line also holds the next party's number, or an advocate glued to what stands before."""
    if line.startswith(next_number) or f" {next_number}" in line:
        return True
    return "Advocate" in line and _GLUED_ADVOCATE.search(line) is not None


def _check_number(side: str, expected: int, number: int, name: str) -> None:
    if number != expected:
        raise _changed(side, f"party number {expected}", f"number {number}")
    if _ADVOCATE_INSIDE.search(name):
        raise _changed(side, f"party {number} on a line of its own", "its advocate on the same line")


def _changed(side: str, expected: str, found: str) -> PageChangedError:
    return PageChangedError(f"{side}s", expected, found)
