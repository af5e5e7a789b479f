"""What the scanner is told and what it tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from checks.scanner.hashed_names import HashedNames

SHOWN = 2
NO_NAMES = HashedNames()


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What may not stand in any file: ``names`` of people and police stations as the raw zone has them.

    ``hashed`` are names that the raw zone may keep no longer. ``allowed`` are exact texts that may stand
    although a rule would find them: the days of a study's own window and cut-off, headings in another script.
    """

    names: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    hashed: HashedNames = NO_NAMES


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in one file. ``text`` is what was found; it is masked when printed."""

    file: str
    place: str
    kind: str
    text: str = field(repr=False)

    def __str__(self) -> str:
        hidden = f"{self.text[:SHOWN]}{'*' * max(0, len(self.text) - SHOWN)}"
        return f"{self.file}, {self.place}: {self.kind} ({hidden})"
