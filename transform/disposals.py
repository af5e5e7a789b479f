"""What a nature of disposal carries beside its outcome: the contested mark, the plea of guilty, probation."""

from __future__ import annotations

import re

from transform.spelling import normalise

CONTESTED_MARK = re.compile(r"^\s*(un)?contested\s*-{1,2}\s*(.*)$", re.IGNORECASE | re.DOTALL)
PLEA_WORDS = re.compile(r"\b(plea|plead|pleads|pleaded|pleading|confession|confessed)\b")
PROBATION_WORDS = re.compile(r"\b(probation|admonition|admonished)\b")


def split_disposal(printed: str | None) -> tuple[bool | None, str]:
    """Split "Contested--ACQUITTED" into (True, "ACQUITTED"); (None, text) where nothing marks it.

    The web portal prints the mark, the records of its app leave it out.
    """
    if printed is None:
        return None, ""
    match = CONTESTED_MARK.match(printed)
    if match is None:
        return None, printed.strip()
    return match.group(1) is None, match.group(2).strip()


def is_plea(printed: str | None) -> bool:
    """Whether the wording says that the accused pleaded guilty, confessed or bargained."""
    return PLEA_WORDS.search(normalise(split_disposal(printed)[1])) is not None


def is_probation(printed: str | None) -> bool:
    """Whether the wording says that the convict was released on probation or with an admonition."""
    return PROBATION_WORDS.search(normalise(split_disposal(printed)[1])) is not None
