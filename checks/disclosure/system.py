"""Published figures as a system of cells and sums, the form in which an attacker reads them.

A cell is one number an attacker would like to know: how many cases, or how much of something they have. A sum
says that one cell is the total of others. Both come from the tables alone; nothing here knows their meaning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, never negative. ``is_sensitive`` cells must be withheld; ``is_fixed`` ones are known.

    ``is_unprotected`` cells are withheld too, but it does no harm if they are worked out. ``loss`` is what
    withholding it costs a reader, in any unit as long as all cells use the same.
    """

    key: str
    value: float
    is_sensitive: bool = False
    is_fixed: bool = False
    is_unprotected: bool = False
    loss: float = 1.0


@dataclass(frozen=True, slots=True)
class Sum:
    """The cell ``whole`` is the total of the cells ``parts``."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellSystem:
    """Cells by key, and the sums they must satisfy. Sums may share cells."""

    cells: Mapping[str, Cell]
    sums: tuple[Sum, ...]

    @classmethod
    def of(cls, cells: Iterable[Cell], sums: Iterable[Sum]) -> CellSystem:
        """The system; raises ``ValueError`` for a sum of unknown cells or one that does not add up."""
        by_key = {cell.key: cell for cell in cells}
        system = cls(by_key, tuple(sums))
        for entry in system.sums:
            _refuse_wrong(entry, by_key)
        return system

    def components(self) -> Iterator[CellSystem]:
        """Parts of the system that share no cell: each can be protected by itself."""
        sums_of = defaultdict(list)
        for entry in self.sums:
            for key in (entry.whole, *entry.parts):
                sums_of[key].append(entry)
        left = dict.fromkeys(self.cells)
        while left:
            keys, sums = _reached(next(iter(left)), sums_of)
            for key in keys:
                del left[key]
            yield CellSystem({key: self.cells[key] for key in keys}, tuple(sums))

    def matrix(self, keys: Sequence[str]) -> csr_array:
        """One row a sum, one column a key: whole minus parts, so that every true row adds up to zero.

        Sparse: a cell stands in a few sums, and a system of many districts has ten thousands of both.
        """
        column = {key: number for number, key in enumerate(keys)}
        columns, signs, starts = list[int](), list[float](), [0]
        for entry in self.sums:
            columns += [column[key] for key in (entry.whole, *entry.parts)]
            signs += [1.0, *[-1.0] * len(entry.parts)]
            starts.append(len(columns))
        return in_order(csr_array((signs, columns, starts), shape=(len(self.sums), len(keys))))


def in_order(matrix: csr_array) -> csr_array:
    """The matrix, in place, with each row's entries by column, each column once, and no zero among them."""
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix


def _reached(start: str, sums_of: Mapping[str, list[Sum]]) -> tuple[list[str], list[Sum]]:
    keys, sums, waiting = {start: None}, dict[Sum, None](), [start]
    while waiting:
        for entry in sums_of.get(waiting.pop(), ()):
            if entry in sums:
                continue
            sums[entry] = None
            fresh = [key for key in (entry.whole, *entry.parts) if key not in keys]
            keys |= dict.fromkeys(fresh)
            waiting += fresh
    return list(keys), list(sums)


def _refuse_wrong(entry: Sum, cells: Mapping[str, Cell]) -> None:
    unknown = [key for key in (entry.whole, *entry.parts) if key not in cells]
    if unknown:
        raise ValueError(f"sum {entry.whole}: no cell {unknown[0]}")
    parts = sum(cells[part].value for part in entry.parts)
    if abs(parts - cells[entry.whole].value) > 1e-6 * max(1.0, abs(parts)):
        raise ValueError(
            f"sum {entry.whole}: its parts add up to {parts:g}, not {cells[entry.whole].value:g}"
        )
