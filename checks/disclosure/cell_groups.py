"""Withheld cells that hang together through sums: what is published drops out, and leaves small groups."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import block_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

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
        self._own = rows[:, columns]
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
        prices = -(self._rows.T @ row_prices)
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
            hstack([self._own, direction * self._own[:, chosen]]),
            np.concatenate([low, np.zeros(len(chosen))]),
            np.concatenate([high, first[chosen]]),
        )
        _, found, _ = programme.maximise(np.concatenate([np.zeros(size), np.ones(len(chosen))]))
        moves = found[:size]
        moves[chosen] += direction * found[size:]
        return moves


def hanging_together(
    matrix: csr_array, is_withheld: npt.NDArray[np.bool_]
) -> Iterator[tuple[Columns, Columns]]:
    """Columns and rows of each group of withheld cells that hang together, by their first columns."""
    columns = np.flatnonzero(is_withheld)
    if not len(columns):
        return
    rows = np.flatnonzero(np.diff(matrix[:, columns].indptr))
    links = matrix[rows][:, columns]
    ties = block_array([[None, links.T], [links, None]]) if len(rows) else csr_array((len(columns),) * 2)
    count, labels = connected_components(ties, directed=False)
    columns_of = _apart(columns, labels[: len(columns)], count)
    rows_of = _apart(rows, labels[len(columns) :], count)
    yield from sorted(zip(columns_of, rows_of, strict=True), key=lambda group: int(group[0][0]))


def _apart(numbers: Columns, labels: Columns, count: int) -> list[Columns]:
    """The numbers of each label from 0 to ``count``, in their order."""
    order = np.argsort(labels, kind="stable")
    return np.split(numbers[order], np.searchsorted(labels[order], np.arange(1, count)))
