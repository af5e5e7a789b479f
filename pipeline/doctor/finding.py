"""One line of the doctor's report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: a fault stops work or makes results wrong; a warning may."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """``what`` was looked at, what was ``found``, and how to ``fix`` it ("" when there is nothing to do)."""

    level: Level
    what: str
    found: str
    fix: str = ""


Examination = Callable[[], Iterable[Finding]]


def examine(what: str, examination: Examination) -> list[Finding]:
    """Its findings. An examination that itself fails is a finding, so that the others still take place."""
    try:
        return list(examination())
    except Exception as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        fix = "correct what the message names; if it names nothing you know, report it"
        return [Finding(Level.FAULT, what, f"could not be looked at: {said}", fix)]
