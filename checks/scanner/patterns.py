"""Shapes that give a person or a case away, whatever the words around them.

Each rule is a regular expression. They are written to be slow to let go: a file that a rule finds fault with
stays until someone has looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
RULES: dict[str, str] = {
    "CNR": r"(?<![a-z0-9])[a-z]{2}[a-z0-9]{2}\d{2}[-\s]?\d{6}[-\s]?\d{4}(?![0-9])",
    "number of an FIR or a case": r"(?<![\d/])\d{1,6}\s?/\s?(?:19|20)\d{2}(?![\d/])"
    r"|\bf\.?\s?i\.?\s?r\.?\s*(?:no|number)?\.?\s*[:\-]?\s*[ivx]*[-\s]?\d{1,5}\b"
    r"|\b(?:c\.\s?r\.|crime)\s*(?:no|number)\.?\s*[:\-]?\s*[ivx]*[-\s]?\d{1,5}\b",
    "telephone number": r"(?<![\w.+-])(?:\+91[\s-]?|0)?[6-9]\d{4}[\s-]?\d{5}(?![\w.])",
    "e-mail address": r"[\w.+-]+@[\w-]+\.[\w.-]+",
    "twelve-digit personal number": r"(?<![\w.])[2-9]\d{3}[\s-]\d{4}[\s-]\d{4}(?![\w.])",
    "Devanagari": r"[\u0900-\u097f](?:[\u0900-\u097f \t\u200c\u200d.,]*[\u0900-\u097f])?",
    "day": r"(?<![\w.])(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<![\w./-])(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)\d{2}(?![\w])"
    rf"|\b(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+(?:{MONTHS})\.?,?\s+(?:19|20)\d{{2}}\b"
    rf"|\b(?:{MONTHS})\.?\s+(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,?\s+(?:19|20)\d{{2}}\b",
    "pseudonym of a case": r"(?<![\w])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{16}(?![\w])",
    "words of an order": r"\b(?:heard|perused)\s+(?:the\s+)?(?:ld|learned|both|app|advocate|parties)\b"
    r"|\b(?:ld|learned)\.?\s+(?:app|a\.p\.p|advocate|counsel|prosecutor|judge)\b"
    r"|\baccused\s+(?:nos?\.?\s*\d+\s+)?(?:is|are|was|were)\s+(?:present|absent|produced|released|acquitted)\b"
    r"|\b(?:put\s+up|call)\s+on\s+\d|\bissue\s+(?:n\.?b\.?w|b\.?w|summons|notice|warrant)\b"
    r"|\bmatter\s+(?:is\s+)?adjourned\b|\bprosecutrix\b",
}
DIGEST = re.compile(r"[0-9a-f]{64}(?![0-9A-Za-z])")
"""A SHA-256: one in some thousands begins like a CNR, by chance alone."""
_RULES = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in RULES.items()}


def found_shapes(text: str, allowed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Kind and text of every shape in ``text`` that is not ``allowed``."""
    for kind, rule in _RULES.items():
        for match in rule.finditer(text):
            if (found := match.group().strip()) not in allowed and not DIGEST.match(text, match.start()):
                yield kind, found


def shapes_of(words: str) -> frozenset[str]:
    """Every shape in words of our own: ``allowed``, they pass also where a rule takes them apart."""
    return frozenset(found for _, found in found_shapes(words, frozenset()))
