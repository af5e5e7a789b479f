"""Acts and sections coded: what a case is charged with, and whether that is an offence of the field.

Section numbers collide between acts (IPC 143 is unlawful assembly, BNS 143 trafficking), so an offence is
always decided by act and section together. The Immoral Traffic and the Information Technology Act are mixed
up in the records both ways: a section that can not be of the act it stands under makes the act doubtful and
yields no offence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from extract.quick_pickles import quick_to_pickle
from transform.interpreting.sections import Section, read_section
from transform.spelling import read_rows
from transform.vocabulary import vocabulary

ANY_SECTION = "*"


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class Charge:
    """One act and section, coded; ``offence_code`` is ``None`` outside the field and for a doubtful act."""

    act_code: str
    section_code: str | None
    section_root: str | None
    offence_code: str | None
    is_act_doubtful: bool


@lru_cache(maxsize=100_000)
def code_charge(act_printed: str | None, section_printed: str | None) -> Charge:
    """Code one row of a page's acts and sections.

    ``section_printed`` is one section, already split from its list, or ``None`` where the act stands alone.
    """
    act_code = vocabulary("acts").code(act_printed) or "not_stated"
    section = read_section(act_code, section_printed)
    is_doubtful = _is_doubtful(act_code, section)
    offence_code = None if is_doubtful else _offence(act_code, section.root)
    return Charge(act_code, section.code, section.root, offence_code, is_doubtful)


def _is_doubtful(act_code: str, section: Section) -> bool:
    if section.named_act_code not in (None, act_code):
        return True
    last_section = vocabulary("acts").codes[act_code]["last_section"]
    if section.number is not None and last_section and section.number > int(last_section):
        return True
    return (act_code, section.root) in _doubtful_sections()


def _offence(act_code: str, section_root: str | None) -> str | None:
    offences = _offences()
    if section_root is None:
        return offences.get((act_code, ""))
    return offences.get((act_code, section_root), offences.get((act_code, ANY_SECTION)))


@cache
def _offences() -> dict[tuple[str, str], str]:
    rows = read_rows("map_offences.csv")
    return {(row["act_code"], row["section_root"]): row["offence_code"] for row in rows}


@cache
def _doubtful_sections() -> frozenset[tuple[str, str | None]]:
    return frozenset((row["act_code"], row["section_root"]) for row in read_rows("doubtful_sections.csv"))
