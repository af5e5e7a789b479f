"""Withheld cells that hang together through sums: what is published drops out, and leaves small groups."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from checks.disclosure.programme import Programme
from checks.disclosure.system import Numbers

Columns = npt.NDArray[np.int_]
TOLERANCE = 1e-6


class Group:
    """Withheld cells that hang together: ``columns`` of the system, and the ``rows`` of its matrix.

    Every solution of a programme is one way the cells may lie: how far each was ever ``_seen`` to fall and to
    rise is a part of its interval that needs no programme again.
    """

    def __init__(self, columns: Columns, rows: csr_array, values: Numbers, reach: float) -> None:
        self._columns = columns
        self._rows = rows
        self._transposed = rows.T.tocsr()
        self._own = rows[:, columns].toarray()
        self._values = values[columns]
        self._reach = reach
        self._place = {int(column): number for number, column in enumerate(columns)}
        self._seen_low = np.zeros(len(columns))
        self._seen_high = np.zeros(len(columns))

    @cached_property
    def _programme(self) -> Programme:
        return Programme(self._own, -self._values, np.full(len(self._columns), self._reach))

    def furthest(self, at: int, direction: int) -> tuple[float, Numbers]:
        """How far a cell can move from its value, and what a unit more of each cell would add to that."""
        width = self._rows.shape[1]
        if not self._rows.shape[0]:
            return self._reach if direction > 0 else float(self._values[self._place[at]]), np.zeros(width)
        objective = np.zeros(len(self._columns))
        objective[self._place[at]] = direction
        distance, found, row_prices = self._programme.maximise(objective)
        self._see(found)
        prices = -(self._transposed @ row_prices)
        prices[at] += direction
        return distance, prices

    def is_known_wide(self, at: int, width: float) -> bool:
        """Whether solutions found so far already show a cell's interval to be as wide as ``width``."""
        return bool(self._are_known_wide(width)[self._place[at]])

    def narrow_candidates(self, width: float, is_asked: npt.NDArray[np.bool_]) -> list[int]:
        """Columns of asked cells that may be narrower than ``width``; all others are not."""
        left = is_asked[self._columns] & bool(self._rows.shape[0])
        for direction in (+1, -1):
            while left.any():
                self._see(self._moved_together(left, width, direction))
                known = left & self._are_known_wide(width)
                left &= ~known
                if not known.any():
                    break
        return [int(column) for column in self._columns[left]]

    def _see(self, moves: Numbers) -> None:
        np.minimum(self._seen_low, moves, out=self._seen_low)
        np.maximum(self._seen_high, moves, out=self._seen_high)

    def _are_known_wide(self, width: float) -> npt.NDArray[np.bool_]:
        return np.asarray(self._seen_high - self._seen_low >= width - TOLERANCE)

    def _moved_together(self, wanted: npt.NDArray[np.bool_], width: float, direction: int) -> Numbers:
        """How each cell moves when as many wanted ones as possible move by ``width`` in one direction.

        Each one's move up to ``width`` is a variable of its own beside what it moves further.
        """
        chosen = np.flatnonzero(wanted)
        size = len(self._columns)
        room = np.full(size, self._reach) if direction > 0 else self._values
        first = np.minimum(room, width)
        further = np.where(wanted, room - first, room)
        low, high = (
            (np.where(wanted, 0.0, -self._values), further)
            if direction > 0
            else (-further, np.where(wanted, 0.0, self._reach))
        )
        programme = Programme(
            np.hstack([self._own, direction * self._own[:, chosen]]),
            np.concatenate([low, np.zeros(len(chosen))]),
            np.concatenate([high, first[chosen]]),
        )
        _, found, _ = programme.maximise(np.concatenate([np.zeros(size), np.ones(len(chosen))]))
        moves = found[:size]
        moves[chosen] += direction * found[size:]
        return moves


def hanging_together(
    matrix: Numbers, is_withheld: npt.NDArray[np.bool_]
) -> Iterator[tuple[Columns, Columns]]:
    """Columns and rows of each group of withheld cells that hang together."""
    rows_of = {int(column): np.flatnonzero(matrix[:, column]) for column in np.flatnonzero(is_withheld)}
    columns_of = [np.flatnonzero((row != 0) & is_withheld) for row in matrix]
    seen: set[int] = set()
    for start in rows_of:
        if start in seen:
            continue
        columns, rows, waiting = {start}, set[int](), [start]
        while waiting:
            for row in rows_of[waiting.pop()]:
                if int(row) not in rows:
                    rows.add(int(row))
                    fresh = set(columns_of[row].tolist()) - columns
                    columns |= fresh
                    waiting += fresh
        seen |= columns
        yield np.array(sorted(columns)), np.array(sorted(rows), dtype=int)
