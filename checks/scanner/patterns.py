"""Shapes that give a person or a case away, whatever the words around them.

Each rule is a regular expression. They are written to be slow to let go: a file that a rule finds fault with
stays until someone has looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

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
_BLANKS = r"\s\x0b\x1c-\x1f"  # Python takes more characters for blanks than RE2 does
NOT_FOR_RE2 = frozenset({"Devanagari"})
"""Rules that only text beyond ASCII can break."""
DIGEST = re.compile(r"[0-9a-f]{64}(?![0-9A-Za-z])")
"""A SHA-256: one in some thousands begins like a CNR, by chance alone."""


def found_shapes(text: str, allowed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Kind and text of every shape in ``text`` that is not ``allowed``."""
    for kind in kinds_to_look_for(text):
        for match in _RULES[kind].finditer(text):
            if (found := match.group().strip()) not in allowed and not DIGEST.match(text, match.start()):
                yield kind, found


def kinds_to_look_for(text: str) -> list[str]:
    """The rules that may find something: the others surely don't, says an engine twenty times as fast.

    That engine (RE2) knows no classes beyond ASCII, so other text goes to every rule.
    """
    if not text.isascii():
        return list(RULES)
    whole = pa.scalar(text)
    return [kind for kind, pattern in _QUICK.items() if pc.match_substring_regex(whole, pattern).as_py()]


def without_looking_around(pattern: str) -> str:
    """A pattern for an engine that can't look around; it finds something wherever ``pattern`` does.

    What must not stand before or after becomes "the edge, or another character"; what must follow is
    left out.
    """
    pattern = re.sub(r"\(\?<!\[([^\]]+)\]\)", r"(?:^|[^\1])", pattern)
    pattern = re.sub(r"\(\?!\[([^\]]+)\]\)", r"(?:$|[^\1])", pattern)
    pattern = pattern.replace(r"(?!\d)", r"(?:$|\D)")
    pattern = re.sub(r"\(\?=\[[^\]]+\]\*(?:\[[^\]]+\]|\\d)\)", "", pattern)
    pattern = re.sub(r"\[([^\]]*)\\s", r"[\1" + _BLANKS.replace("\\", "\\\\"), pattern)
    return re.sub(r"\\s(?!\\x0b)", lambda _: f"[{_BLANKS}]", pattern)


def shapes_of(words: str) -> frozenset[str]:
    """Every shape in words of our own: ``allowed``, they pass also where a rule takes them apart."""
    return frozenset(found for _, found in found_shapes(words, frozenset()))


_RULES = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in RULES.items()}
_QUICK = {
    kind: f"(?i){without_looking_around(pattern)}"
    for kind, pattern in RULES.items()
    if kind not in NOT_FOR_RE2
}
