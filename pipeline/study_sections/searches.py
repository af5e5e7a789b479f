"""``[[searches]]``: what is asked of every court."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.study_reading import Section
from pipeline.study_sections.frame import CORE, Frame
from transform.interpreting.sections import read_section
from transform.spelling import read_rows


@dataclass(frozen=True, slots=True)
class Search:
    """One search by act: ``act`` is a code of ``codes_acts.csv``, ``section`` may be empty (all sections)."""

    act: str
    search_text: str
    section: str


def read_searches(content: Section, frame: Frame) -> tuple[Search, ...]:
    """The searches in the order of the file, those of tiers that the frame does not take in left out."""
    read = [_search(entry, frame) for entry in content.each("searches", "[[searches]] ")]
    return tuple(search for search, tier in read if frame.takes_every_offence or tier in frame.tiers)


def offences_not_searched(searches: Iterable[Search], offences: Iterable[str]) -> list[str]:
    """Offences that none of the searches would find."""
    found = {offence for search in searches for offence in _offences_of(search)}
    return sorted(set(offences) - found)


def _search(entry: Section, frame: Frame) -> tuple[Search, str]:
    """A search and the tier it is for: ``core`` where it names none."""
    search = Search(
        act=entry.coded("act", "acts"),
        search_text=entry.take("search_text", str),
        section=entry.take("section", str),
    )
    tier = entry.take_or("tier", str, CORE)
    if not frame.takes_every_offence:
        entry.allowed(tier, "tier", frame.tier_names)
    entry.refuse_unknown()
    return search, tier


def _offences_of(search: Search) -> set[str]:
    rows = [row for row in read_rows("map_offences.csv") if row["act_code"] == search.act]
    if not search.section:
        return {row["offence_code"] for row in rows}
    root = read_section(search.act, search.section).root
    told = {row["offence_code"] for row in rows if row["section_root"] == root}
    return told or {row["offence_code"] for row in rows if row["section_root"] == "*"}
