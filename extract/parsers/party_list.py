"""Petitioners and respondents: numbered names, each followed by its advocates, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from selectolax.lexbor import LexborNode

from extract.errors import PageChangedError
from extract.parsers.markup import LINE_BREAK, read_list
from extract.parsers.text import clean
from extract.records import PartyRow

_NUMBERED = re.compile(r"(\d+)\)\s*(.*)")
_ADVOCATE = re.compile(r"Advocate\s*[-–:]\s*(.*)", re.IGNORECASE)

_ADVOCATE_INSIDE = re.compile(r"\bAdvocate\s*-(?!\s*General)", re.IGNORECASE)


def read_party_cell(node: LexborNode, side: str) -> tuple[PartyRow, ...]:
    """Parties of one side from a cell, span or list whose tree came from ``parse_markup``."""
    if node.tag != "ul":
        return party_rows(side, node.text())
    return party_rows(side, LINE_BREAK.join(cell.raw_text for row in read_list(node).rows for cell in row))


def party_rows(side: str, text: str) -> tuple[PartyRow, ...]:
    """Parties from text whose lines are cut by ``LINE_BREAK``; numbers must run 1, 2, 3 ...

    An advocate's line is kept whole, several names in it included; a line without a name is no advocate.
    """
    where = f"{side}s"
    parties: list[PartyRow] = []
    for line in _lines(text):
        numbered, advocate = _NUMBERED.fullmatch(line), _ADVOCATE.fullmatch(line)
        if numbered:
            parties.append(_next_party(where, side, len(parties) + 1, numbered))
        elif advocate and parties:
            named = (*parties[-1].advocates, advocate[1]) if advocate[1] else parties[-1].advocates
            parties[-1] = replace(parties[-1], advocates=named)
        else:
            found = f"another line after party {len(parties)}"
            raise PageChangedError(where, "a numbered party or an advocate", found)
    return tuple(parties)


def _lines(text: str) -> Iterable[str]:
    return filter(None, map(clean, text.split(LINE_BREAK)))


def _next_party(where: str, side: str, expected: int, numbered: re.Match[str]) -> PartyRow:
    number, name = int(numbered[1]), numbered[2]
    if number != expected:
        raise PageChangedError(where, f"party number {expected}", f"number {number}")
    if re.search(rf"(?<!\S){expected + 1}\)", name) or _ADVOCATE_INSIDE.search(name):
        raise PageChangedError(where, f"party {expected} on a line of its own", "another on the same line")
    return PartyRow(side=side, number=number, name=name)
