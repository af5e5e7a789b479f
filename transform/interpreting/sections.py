"""Sections as courts print them, brought to one form.

Letter sections are sections of their own (366A), not sub-sections: "366 A", "366(A)" and "366-A" are one
section, while "376(2)(f)" is a sub-section of 376. ``vocab/letter_sections.csv`` lists, act by act, which
number-and-letter pairs are sections; without it "366(1)" and "366(A)" could not be told apart safely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from transform.spelling import read_rows

LEADING_WORDS = re.compile(r"^(?:(?:R\s*/?\s*W|READ WITH|U\s*/?\s*S|SECTIONS?|SEC|S)[\s.\-:]*)+(?=\d)")
ACT_WORDS = (
    r"(I\.?\s?P\.?\s?C|CR\.?\s?P\.?\s?C|BNSS|BNS|P\.?\s?O\.?\s?C\.?\s?S\.?\s?O|POSCO|PCSO|I\.?T\.?P\.?A|P\.?I\.?T\.?A)"
    r"\.?\s*(?:ACT)?"
)
ACT_IN_FRONT = re.compile(rf"^{ACT_WORDS}[\s.\-]*(?=\d)")
ACT_BEHIND = re.compile(rf"[\s.\-]*(?:OF\s*)?(?:THE\s*)?{ACT_WORDS}[\s,.]*(?:\d{{4}})?$")
NOT_STATED = frozenset({"", "NIL", "NA", "N A", "NULL", "NONE"})
PARTS = re.compile(r"\d+|[^\W\d_]+")
# Up to (99) and (VIII): anything longer is several sections run together.
SUB_SECTION = re.compile(r"\d{1,2}|[^\W\d_]{1,4}")
ACT_OF_NAME = {
    "IPC": "ipc", "CRPC": "crpc", "BNS": "bns", "BNSS": "bnss", "POCSO": "pocso", "POSCO": "pocso",
    "PCSO": "pocso", "ITPA": "itpa", "PITA": "itpa",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One section read: ``code`` is ``None`` if none is stated, ``root`` is ``None`` if it can't be read.

    ``named_act_code`` is the act that the section's own text names ("376 IPC").
    """

    code: str | None
    root: str | None
    named_act_code: str | None = None

    @property
    def number(self) -> int | None:
        """The root's number without its letters."""
        return None if self.root is None else int(re.sub(r"\D", "", self.root))


def read_section(act_code: str, printed: str | None) -> Section:
    """Read one section of an act: "366 A" -> 366A, "376(2)(f)" -> 376(2)(F) with root 376, "04" -> 4.

    Text that is no single section ("323341354506", "(i)") keeps its text as the code and has no root.
    """
    text = " ".join((printed or "").upper().replace("\xa0", " ").split()).strip(" \"'.,;:-_/")
    bare, named_act_code = _without_act(text)
    bare = LEADING_WORDS.sub("", bare).strip(" .,;:-_")
    if bare in NOT_STATED or bare == "ACT":
        return Section(None, None, named_act_code)
    number, *rest = PARTS.findall(bare) or [bare]
    if not re.fullmatch(r"0*\d{1,3}", number) or not bare.startswith(number) or int(number) == 0:
        return Section(re.sub(r"\s", "", bare), None, named_act_code)
    root, sub_sections = _root(act_code, str(int(number)), rest)
    if not all(map(SUB_SECTION.fullmatch, sub_sections)):
        return Section(re.sub(r"\s", "", bare), None, named_act_code)
    return Section(root + "".join(f"({part})" for part in sub_sections), root, named_act_code)


def _without_act(text: str) -> tuple[str, str | None]:
    for pattern in (ACT_BEHIND, ACT_IN_FRONT):
        if match := pattern.search(text):
            return pattern.sub("", text), ACT_OF_NAME[re.sub(r"\W", "", match[1])]
    return text, None


def _root(act_code: str, number: str, rest: list[str]) -> tuple[str, list[str]]:
    """Longest letter section that the parts spell: 376, D, A -> 376DA; 354, A, I -> 354A with (I)."""
    for length in (2, 1):
        letters = rest[:length]
        if len(letters) == length and all(part.isalpha() for part in letters):
            letter_section = number + "".join(letters)
            if (act_code, letter_section) in _letter_sections():
                return letter_section, rest[length:]
    return number, rest


@cache
def _letter_sections() -> frozenset[tuple[str, str]]:
    return frozenset((row["act_code"], row["section"]) for row in read_rows("letter_sections.csv"))
