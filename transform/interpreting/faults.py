"""Why a page or a case is not used; said without identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.cnr import CNR_SHAPE
from extract.quick_pickles import quick_to_pickle

CASE_NUMBER = re.compile(r"\b\d+/(?:19|20)\d{2}\b")
LONG_NUMBER = re.compile(r"\d{5,}")
LONGEST_TEXT = 200


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a page or case is not used; its texts hold no identifiers."""

    stage: str
    page_id: str | None
    case_id: str | None
    reason: str
    expected: str | None
    found: str | None
    excerpt_sha256: str | None


def without_identifiers(text: str) -> str:
    """``text`` with CNRs, case numbers and long digit runs masked, cut to 200 characters."""
    masked = LONG_NUMBER.sub("#", CASE_NUMBER.sub("#/#", CNR_SHAPE.sub("(CNR)", text)))
    return masked if len(masked) <= LONGEST_TEXT else masked[: LONGEST_TEXT - 1] + "…"
