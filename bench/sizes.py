"""How large the made-up data of a measurement are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Size:
    """``name``: quick (a minute, to see that all runs), usual, or full (hours; 81 million cases)."""

    name: str
    case_pages: int
    bulk_cases: int
    table_cases: int
    study_cases: int
    """Made-up cases lie in a two-hundredth as many districts; Maharashtra has 36."""
    scanned_bytes: int
    scratch: Path
    """Folder for made-up data; what is large there is kept between runs where making it takes long."""


def size_named(name: str, scratch: Path) -> Size:
    """Raises ``KeyError`` for a name that is none."""
    case_pages, bulk_cases, table_cases, study_cases, scanned_bytes = {
        "quick": (500, 50_000, 50_000, 1_000, 10**7),
        "usual": (10_000, 1_000_000, 1_000_000, 7_200, 10**8),
        "full": (40_000, 10_000_000, 81_000_000, 7_200, 10**9),
    }[name]
    return Size(name, case_pages, bulk_cases, table_cases, study_cases, scanned_bytes, scratch)


NAMES = ("quick", "usual", "full")
