"""Which quantities add up to which by their meaning: what a reader of the definitions knows of the figures.

``partitions.csv`` names them as INDICATOR/DEFINITION/POPULATION/WHAT (numerator, denominator, n, not
counted). A part may be a pattern. ``HIDDEN`` stands for what the named parts leave and no figure states, such
as the cases between two standards. ``NOBODY`` says that the quantity is nothing by its meaning, ``COUNT``
that it counts cases although its row is a mean, a ratio or a median.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase, translate
from functools import cache
from importlib import resources

HIDDEN = "HIDDEN"
NOBODY = "NOBODY"
COUNT = "COUNT"


@dataclass(frozen=True, slots=True)
class Partition:
    """The quantity ``whole`` is the total of the quantities ``parts``."""

    whole: str
    parts: tuple[str, ...]

    def has_part(self, label: str) -> bool:
        """Whether the quantity of this label is one of the parts."""
        return _any_of(self.parts).match(label) is not None


@cache
def declared_partitions() -> tuple[Partition, ...]:
    """What ``partitions.csv`` declares."""
    text = resources.files("checks.disclosure").joinpath("partitions.csv").read_text(encoding="utf-8")
    return tuple(
        Partition(line["whole"], tuple(part.strip() for part in line["parts"].split("|")))
        for line in csv.DictReader(text.splitlines())
    )


@cache
def is_declared_count(label: str) -> bool:
    """Whether a quantity is declared to count cases."""
    return any(
        COUNT in partition.parts and fnmatchcase(label, partition.whole)
        for partition in declared_partitions()
    )


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all of them: every partition asks it of every figure."""
    return re.compile("|".join(translate(pattern) for pattern in patterns))
