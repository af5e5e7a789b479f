"""The documentation's pages as blocks to run, each with what the page says it prints.

Every ``sh``, ``sql`` and ``python`` block is run, in the order of its page, unless a comment just above says
``<!-- not run: reason -->``. What follows as a ``text`` block is what a command prints, what follows as a
table is what a query returns; three dots stand for lines left out or, in a line, for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
RUN_LANGUAGES = ("sh", "sql", "python")
GAP = "..."
_PART = re.compile(
    r"(?:^<!-- (?P<directive>[^\n]*?) -->\n\s*)?"
    r"^(?P<indent> *)```(?P<language>\w+)[^\n]*\n(?P<code>.*?)^(?P=indent)```$",
    re.DOTALL | re.MULTILINE,
)
_TABLE = re.compile(r"\s*((?: *\|[^\n]*\|\n?)+)")


@dataclass(frozen=True)
class Block:
    """``directive`` is the comment above, ``shown`` what stands below, if anything; ``line`` from 1."""

    page: str
    line: int
    language: str
    code: str
    directive: str
    shown: str | None

    @property
    def is_run(self) -> bool:
        return self.language in RUN_LANGUAGES and not self.directive.startswith("not run: ")

    @property
    def place(self) -> str:
        return f"docs/{self.page}, line {self.line}"


def written_pages() -> list[str]:
    """Pages written by hand, by their place under ``docs``."""
    generated = {"coverage_study.md"}
    found = (path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md")))
    return [name for name in found if name not in generated and not name.startswith("reference/")]


def blocks_of(page: str) -> list[Block]:
    """All fenced blocks of a page in order; a ``text`` block is also what the block right above it prints."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return list(_blocks(page, text))


def _blocks(page: str, text: str) -> Iterator[Block]:
    parts = list(_PART.finditer(text))
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else None
        shown: str | None = None
        if part["language"] == "sql" and (table := _TABLE.match(text, part.end())):
            shown = table[1]
        elif following and following["language"] == "text":
            is_next = not text[part.end() : following.start()].strip()
            shown = following["code"] if is_next else None
        line = text.count("\n", 0, part.start("language")) + 1
        yield Block(page, line, part["language"], part["code"], part["directive"] or "", shown)


def difference(shown: str, printed: str) -> str | None:
    """The first shown lines that were not printed, in order; ``None`` if all were."""
    lines = [_plain(line) for line in printed.splitlines() if line.strip()]
    at = 0
    for segment in _segments(shown):
        found = next((start for start in range(at, len(lines)) if _stands(segment, lines, start)), None)
        if found is None:
            return "\n".join(segment)
        at = found + len(segment)
    return None


def _segments(shown: str) -> Iterator[list[str]]:
    segment: list[str] = []
    for line in (_plain(line) for line in shown.splitlines() if line.strip()):
        if line == GAP:
            if segment:
                yield segment
            segment = []
        else:
            segment.append(line)
    if segment:
        yield segment


def _stands(segment: list[str], lines: list[str], start: int) -> bool:
    there = lines[start : start + len(segment)]
    return len(there) == len(segment) and all(map(_is_line, segment, there))


def _is_line(shown: str, printed: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, shown.split(GAP))), printed) is not None


def _plain(line: str) -> str:
    return " ".join(line.split())
