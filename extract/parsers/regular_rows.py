"""Long tables read beside the tree: rows so regular that no browser could read them in another way.

A row of whole cells that hold text, at most one link each, and nothing else leaves the construction of a tree
as it found it. Of several rows written alike the first one therefore goes into the tree, marked, and shows
where all of them belong; the others are read here, at a fraction of the cost. Whatever is less regular (a
character reference, damage, a table in a cell) goes into the tree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.parsers.markup import Elements
from extract.parsers.tables import Column, Run
from extract.parsers.text import cleaned

MARK = "more-rows"
FEWEST_ROWS = 2

_BLANK = r"[ \t\n]"
_NEVER = r"<>&\x00-\x08\x0b-\x1f"
_TEXT = rf"[^{_NEVER}]*+"
_DOUBLE_QUOTED, _SINGLE_QUOTED = rf'[^"{_NEVER}]*+', rf"[^'{_NEVER}]*+"
_BARE = rf"""[^ \t\n"'{_NEVER}][^ \t\n{_NEVER}]*+"""
_ATTRIBUTE = rf"""{_BLANK}++[a-z]++=(?:"{_DOUBLE_QUOTED}"|'{_SINGLE_QUOTED}'|{_BARE})"""
_ATTRIBUTES = rf"(?:{_ATTRIBUTE})*+{_BLANK}*+"
_CELL = rf"<td{_ATTRIBUTES}>{_TEXT}(?:<a{_ATTRIBUTES}>{_TEXT}</a>{_TEXT})?+</td>{_BLANK}*+"
_ROW = re.compile(rf"<tr{_ATTRIBUTES}>{_BLANK}*+(?:{_CELL})++</tr>{_BLANK}*+")
_TAG = re.compile(r"<[^<>]*>")
_NAME_AND_VALUE = re.compile(rf"""([a-z]++)=("{_DOUBLE_QUOTED}"|'{_SINGLE_QUOTED}'|{_BARE})""")
_PATTERNS = {
    "T": f"({_TEXT})", "D": f"({_DOUBLE_QUOTED})", "S": f"({_SINGLE_QUOTED})", "B": f"({_BARE})",
    "W": f"{_BLANK}*+",
}  # fmt: skip
_NAME_AND_LETTER = re.compile(r"""(?:([a-z]+)=["']?)?\0([TDSB])""")


@dataclass(frozen=True, slots=True)
class ShortenedPage:
    """``markup`` keeps the first row of each run, marked; ``runs`` are the rows that followed each."""

    markup: str
    runs: tuple[Run, ...] = ()


def shortened(markup: str) -> ShortenedPage:
    """The page without the later rows of its runs of rows written alike."""
    if MARK in markup:
        return ShortenedPage(markup)
    kept: list[str] = []
    runs: list[Run] = []
    position = searched = 0
    while first := _ROW.search(markup, searched):
        run, searched = _shape(_outline(first[0])).read(markup, first.end())
        if run:
            kept.append(f"{markup[position : first.start()]}<tr {MARK}={len(runs)}{first[0][3:]}")
            runs.append(run)
            position = searched
    return ShortenedPage("".join((*kept, markup[position:])), tuple(runs))


def runs_by_first_row(elements: Elements, page: ShortenedPage) -> dict[int, Run] | None:
    """The rows that follow each marked row, by its ``mem_id``; ``None`` where a mark is no row there."""
    if not page.runs:
        return {}
    rows = [element for tag, element in elements if tag == "tr"]
    marks = [(row.mem_id, row.attributes.get(MARK)) for row in rows]
    marked = {mem_id: page.runs[int(mark)] for mem_id, mark in marks if mark is not None}
    return marked if len(marked) == len(page.runs) else None


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the rows of a run are written: the same tags and attributes, other texts and links.

    ``cells`` names what the pattern's groups are, cell by cell: a link's attribute, or "" for text.
    """

    pattern: re.Pattern[str]
    cells: tuple[tuple[str, ...], ...]

    def read(self, markup: str, position: int) -> tuple[Run, int]:
        """The rows of this shape from ``position`` on, none if they are too few, and where they end."""
        match = self.pattern.match
        found: list[tuple[str, ...]] = []
        while row := match(markup, position):
            found.append(row.groups())
            position = row.end()
        if len(found) < FEWEST_ROWS:
            return (), position
        groups = iter(zip(*found, strict=True))
        return tuple([_column(names, [next(groups) for _ in names]) for names in self.cells]), position


def _column(names: Sequence[str], groups: Sequence[Sequence[str]]) -> Column:
    texts = [group for name, group in zip(names, groups, strict=True) if not name]
    raw_texts = texts[0] if len(texts) == 1 else ["".join(parts) for parts in zip(*texts, strict=True)]
    links = [()] * len(raw_texts) if len(texts) == len(names) else _links(names, groups)
    return Column(cleaned(raw_texts), raw_texts, links)


def _links(names: Sequence[str], groups: Sequence[Sequence[str]]) -> Sequence[tuple[str, ...]]:
    """``onclick`` and ``href`` of each row; of an attribute written twice a browser takes the first."""
    stated = [groups[names.index(name)] for name in ("onclick", "href") if name in names]
    return [tuple([text for text in texts if text and text != "#"]) for texts in zip(*stated, strict=True)]


def _outline(row: str) -> str:
    """The row with a letter for each text (T), value of a link (by its quotes: D, S, B) and gap (W)."""
    return "".join(map(_outline_of_tag, _TAG.findall(row)))


@lru_cache(maxsize=2_000)
def _outline_of_tag(tag: str) -> str:
    """A tag and what stands behind it, up to the next tag."""
    if tag.startswith("<a"):
        return _NAME_AND_VALUE.sub(_outline_of_value, tag) + "\0T"
    return tag + ("\0T" if tag.startswith(("<td", "</a")) else "\0W")


def _outline_of_value(found: re.Match[str]) -> str:
    quote = found[2][0]
    if quote == '"':
        return f'{found[1]}="\0D"'
    return f"{found[1]}='\0S'" if quote == "'" else f"{found[1]}=\0B"


@lru_cache(maxsize=200)
def _shape(outline: str) -> _Shape:
    parts = re.split(r"\0(.)", outline)
    pattern = "".join(_PATTERNS[part] if number % 2 else re.escape(part) for number, part in enumerate(parts))
    cells = outline.split("<td")[1:]
    names = (tuple([name for name, _ in _NAME_AND_LETTER.findall(cell)]) for cell in cells)
    return _Shape(re.compile(pattern), tuple(names))
