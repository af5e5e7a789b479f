"""Tables as plain rows of cells, apart from the tree they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.parsers.text import clean

# A line break becomes this character: white space to ``clean``, yet told apart from a line end in the source.
LINE_BREAK = "\x1e"


class Cell(NamedTuple):
    """One cell: ``text`` on one line, ``raw_text`` with line breaks, ``onclick`` and ``href`` of links."""

    text: str
    raw_text: str
    links: tuple[str, ...] = ()

    @classmethod
    def of(cls, raw_text: str) -> Cell:
        """A cell without links."""
        return cls(clean(raw_text), raw_text)

    @property
    def lines(self) -> tuple[str, ...]:
        """The text cut at line breaks, blank lines left out."""
        return tuple(filter(None, map(clean, self.raw_text.split(LINE_BREAK))))


Row = tuple[Cell, ...]


class Column(NamedTuple):
    """Cells of many rows that stand below each other, without an object for each."""

    texts: Sequence[str]
    raw_texts: Sequence[str]
    links: Sequence[tuple[str, ...]]

    @property
    def cells(self) -> Iterator[Cell]:
        return map(Cell, self.texts, self.raw_texts, self.links)


Run = tuple[Column, ...]
"""Rows written alike, by their columns."""


class Table(NamedTuple):
    """One table: class names in lower case, and the rows that have cells.

    ``rows_in_tree`` are not all rows where ``runs`` follow some of them: (position of the row, its run).
    """

    classes: frozenset[str]
    rows_in_tree: tuple[Row, ...]
    runs: tuple[tuple[int, Run], ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, from top to bottom."""
        if not self.runs:
            return self.rows_in_tree
        followed_by = dict(self.runs)
        return tuple(
            each
            for position, row in enumerate(self.rows_in_tree)
            for each in (row, *zip(*(c.cells for c in followed_by.get(position, ())), strict=True))
        )

    @property
    def is_blank(self) -> bool:
        """Nothing is printed in it (a table that only carried a heading)."""
        return not (self.runs or any(cell.text for row in self.rows_in_tree for cell in row))
