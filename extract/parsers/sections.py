"""Splits the section cell of an acts table (``34 r/w 120 B, 366(A)``) into single sections, losing nothing.

Courts separate sections by comma, slash, ``r/w``, ``and`` or only a blank. Every character of the cell ends
up in a section or in a separator, so what it says is never dropped: ``4pocso`` or ``457,IPC`` stay for
``transform`` to code or to count as unmapped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SEPARATOR = re.compile(
    r"""
      # r/w, u/s, 4AND6, IPCandSec4: also followed by Sec.
      (?:r\s*/\s*w | (?<![a-z])(?:read\s*with|rw|u\s*/\s*s|us(?=[\s.\-]*\d)) | and(?=[\s.\-]*(?:\d|sec)))
          (?:[\s.\-]*(?:sections?|secs?|s))? (?![a-z]) [\s.\-]*
    | (?<![a-z]) (?:sections?|secs?) (?![a-z]) [\s.\-]*
    | (?<![a-z0-9)]) s [.\s]* (?=\d)
    | (?<![a-z]) and (?![a-z])
    | (?<=[\d)]) \s*(?:or|by)\s* (?=\d)
    | [,;/&|]
    | (?<=[\da-z)]) \s+ (?=\d\d)  # 366(A) 343, but not 376 3
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EDGE = " \t\r\n\xa0.-_:\"'*+\\"
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the cell: a section as printed, or what stands between two sections."""

    text: str
    is_section: bool


@lru_cache(maxsize=20_000)
def split_sections(text: str) -> tuple[str, ...]:
    """Single sections in print order; a bare bracket goes on from the one before: ``3(1),(10)`` -> 3(10)."""
    sections: list[str] = []
    for piece in section_pieces(text):
        if piece.is_section:
            section = " ".join(piece.text.split()).strip(_EDGE)
            sections.append(_continued(section, sections[-1]) if section[0] == "(" and sections else section)
    return tuple(sections)


def section_pieces(text: str) -> tuple[Piece, ...]:
    """The cell cut up without remainder: joined, the pieces are the cell again."""
    pieces: list[Piece] = []
    position = 0
    bracketed = _bracketed_positions(text)
    for separator in _SEPARATOR.finditer(text):
        if separator.start() not in bracketed:
            pieces += _between(text[position : separator.start()])
            pieces.append(Piece(separator[0], is_section=False))
            position = separator.end()
    return (*pieces, *_between(text[position:]))


def _between(text: str) -> list[Piece]:
    is_section = any(character.isalnum() for character in text)
    return [Piece(text, is_section)] if text else []


def _bracketed_positions(text: str) -> set[int]:
    """Positions inside brackets that close; an unclosed bracket (``376(A,34``) protects nothing."""
    positions: set[int] = set()
    opened: list[int] = []
    for position, character in enumerate(text):
        if character == "(":
            opened.append(position)
        elif character == ")" and opened:
            positions.update(range(opened.pop(), position))
    return positions


def _continued(part: str, section: str) -> str:
    """``(n)`` after ``376(2)(f)`` is 376(2)(n): it takes the place of the last bracket of its kind."""
    kind = part[1:2].isdigit()
    alike = [group for group in _BRACKETS.finditer(section) if group[0][1:2].isdigit() == kind]
    return section[: alike[-1].start()] + part if alike else section + part
