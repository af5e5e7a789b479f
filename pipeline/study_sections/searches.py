"""``[[searches]]``: what is asked of every court."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.study_reading import Section


@dataclass(frozen=True, slots=True)
class Search:
    """One search by act: ``act`` is a code of ``codes_acts.csv``, ``section`` may be empty (all sections)."""

    act: str
    search_text: str
    section: str


def read_searches(content: Section) -> tuple[Search, ...]:
    """The searches in the order of the file."""
    return tuple(_search(entry) for entry in content.each("searches", "[[searches]] "))


def _search(entry: Section) -> Search:
    search = Search(
        act=entry.coded("act", "acts"),
        search_text=entry.take("search_text", str),
        section=entry.take("section", str),
    )
    entry.refuse_unknown()
    return search
