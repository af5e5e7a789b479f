"""What can be worked out about a withheld cell from everything that is published.

The attacker knows every published cell, all sums, and that nothing is negative; linear programmes then give
the least and the greatest value each withheld cell can have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from checks.disclosure.programme import Programme
from checks.disclosure.system import CellSystem, Numbers

Columns = npt.NDArray[np.int_]
TOLERANCE = 1e-6
_BOUNDLESS = 1e7


@dataclass(frozen=True, slots=True)
class Shadow:
    """Width of a cell's interval, and ``room``: what each cell adds to it, or would if it were withheld."""

    width: float
    room: Numbers


class Attack:
    """The ``withheld`` cells of a ``system``, to be worked out one by one.

    What is published drops out of the sums, and mostly leaves small groups of withheld cells that hang
    together: a programme is solved over a group, not over the whole system.
    """

    def __init__(self, system: CellSystem, withheld: Collection[str]) -> None:
        self.keys = list(system.cells)
        self.column = {key: number for number, key in enumerate(self.keys)}
        values = np.array([system.cells[key].value for key in self.keys])
        self._values = values
        # Further than any cell could plausibly move: stands for "no bound" and keeps the programmes bounded.
        self._reach = float(min(_BOUNDLESS, 10 * values.sum() + 1000))
        matrix = system.matrix(self.keys)
        sparse = csr_array(matrix)
        is_withheld = np.array([key in withheld for key in self.keys])
        self._groups = {
            int(column): group
            for columns, rows in _groups(matrix, is_withheld)
            for group in [_Group(columns, sparse[rows], values, self._reach)]
            for column in columns
        }

    def interval(self, key: str) -> tuple[float, float]:
        """Least and greatest value of a withheld cell; the greatest is infinite when nothing bounds it."""
        at = self.column[key]
        group = self._groups[at]
        fall, rise = group.furthest(at, -1)[0], group.furthest(at, +1)[0]
        high = np.inf if rise >= self._reach - TOLERANCE else self._values[at] + rise
        return float(self._values[at] - fall), float(high)

    def shadow(self, key: str, width: float) -> Shadow | None:
        """What a withheld cell narrower than ``width`` hangs on; null for one that is as wide as that."""
        at = self.column[key]
        group = self._groups[at]
        if group.is_known_wide(at, width):
            return None
        fall, fall_prices = group.furthest(at, -1)
        rise, rise_prices = group.furthest(at, +1)
        if fall + rise >= width - TOLERANCE:
            return None
        room = np.zeros(len(self.keys))
        for prices in (fall_prices, rise_prices):
            room += np.maximum(prices, 0) * self._reach + np.maximum(-prices, 0) * self._values
        return Shadow(fall + rise, room)

    def narrow_candidates(self, width: float, unasked: Collection[str] = ()) -> list[str]:
        """Withheld cells, but for ``unasked`` ones, that may be narrower than ``width``; all others are not.

        One programme lets as many cells as possible rise by the whole width at once, another lets them fall:
        each that moves so far is wide enough. Repeated for those left over, they spare most cells programmes
        of their own.
        """
        groups = {id(group): group for group in self._groups.values()}.values()
        is_asked = np.array([key not in unasked for key in self.keys])
        return [self.keys[column] for group in groups for column in group.narrow_candidates(width, is_asked)]


def feasible_intervals(system: CellSystem, withheld: Collection[str]) -> Mapping[str, tuple[float, float]]:
    """The interval of every withheld cell, by key."""
    found = {}
    for part in system.components():
        hidden = [key for key in part.cells if key in withheld]
        attack = Attack(part, hidden)
        found.update({key: attack.interval(key) for key in hidden})
    return found


class _Group:
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


def _groups(matrix: Numbers, is_withheld: npt.NDArray[np.bool_]) -> Iterator[tuple[Columns, Columns]]:
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
