"""What can be worked out about a withheld cell from everything that is published.

The attacker knows every published cell, all sums, and that nothing is negative; linear programmes then give
the least and the greatest value each withheld cell can have.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from checks.disclosure.system import CellSystem, Numbers

Columns = npt.NDArray[np.int_]
TOLERANCE = 1e-6
_BOUNDLESS = 1e12


@dataclass(frozen=True, slots=True)
class Shadow:
    """What two dual solutions say of one cell's ``width``: which cells, withheld, would make it wider.

    ``rise`` and ``fall`` have one number for each cell of the system: by how much the width grows with each
    unit that cell may rise or fall.
    """

    width: float
    rise: Numbers
    fall: Numbers


class Attack:
    """The ``withheld`` cells of a ``system``, to be worked out one by one.

    What is published drops out of the sums, and mostly leaves small groups of withheld cells that hang
    together: a programme is solved over a group, not over the whole system.
    """

    def __init__(self, system: CellSystem, withheld: Collection[str]) -> None:
        self.keys = list(system.cells)
        self.values = np.array([system.cells[key].value for key in self.keys])
        self.reach = _reach(self.values)
        self._matrix = system.matrix(self.keys)
        self._column = {key: number for number, key in enumerate(self.keys)}
        self._groups = _groups(self._matrix, np.array([key in withheld for key in self.keys]))

    def interval(self, key: str) -> tuple[float, float]:
        """Least and greatest value of a withheld cell; the greatest is infinite when nothing bounds it."""
        at = self._column[key]
        fall, rise = self._furthest(at, -1)[0], self._furthest(at, +1)[0]
        high = np.inf if rise >= self.reach - TOLERANCE else self.values[at] + rise
        return float(self.values[at] - fall), float(high)

    def shadow(self, key: str) -> Shadow:
        """A withheld cell's width and what it hangs on."""
        at = self._column[key]
        fall, fall_costs = self._furthest(at, -1)
        rise, rise_costs = self._furthest(at, +1)
        costs = np.stack([fall_costs, rise_costs])
        return Shadow(fall + rise, np.maximum(costs, 0).sum(axis=0), np.maximum(-costs, 0).sum(axis=0))

    def _furthest(self, at: int, direction: int) -> tuple[float, Numbers]:
        """How far a cell can move from its true value, and each cell's reduced cost in that programme."""
        columns, rows = self._groups[at]
        objective = np.where(columns == at, -float(direction), 0.0)
        if not len(rows):
            return self.reach if direction > 0 else float(self.values[at]), np.zeros(len(self.keys))
        found = linprog(
            objective,
            A_eq=self._matrix[np.ix_(rows, columns)],
            b_eq=np.zeros(len(rows)),
            bounds=np.stack([-self.values[columns], np.full(len(columns), self.reach)], axis=1),
            method="highs",
        )
        if found.status != 0:
            raise ArithmeticError(f"attack on a cell ended without a solution: {found.message}")
        costs = self._matrix[rows].T @ found.eqlin.marginals
        costs[at] += direction
        return -float(found.fun), costs


def feasible_intervals(system: CellSystem, withheld: Collection[str]) -> Mapping[str, tuple[float, float]]:
    """The interval of every withheld cell, by key."""
    found = {}
    for part in system.components():
        hidden = [key for key in part.cells if key in withheld]
        attack = Attack(part, hidden)
        found.update({key: attack.interval(key) for key in hidden})
    return found


def _reach(values: Numbers) -> float:
    """Further than any cell could plausibly move: stands for "no bound" and keeps the programmes bounded."""
    return float(min(_BOUNDLESS, 10 * values.sum() + 1000))


def _groups(matrix: Numbers, is_withheld: npt.NDArray[np.bool_]) -> Mapping[int, tuple[Columns, Columns]]:
    """For each withheld column the columns and rows of its group: what hangs together by withheld cells."""
    rows_of = {int(column): np.flatnonzero(matrix[:, column]) for column in np.flatnonzero(is_withheld)}
    columns_of = [np.flatnonzero((row != 0) & is_withheld) for row in matrix]
    groups: dict[int, tuple[Columns, Columns]] = {}
    for start in rows_of:
        if start in groups:
            continue
        columns, rows, waiting = {start}, set[int](), [start]
        while waiting:
            for row in rows_of[waiting.pop()]:
                if row not in rows:
                    rows.add(int(row))
                    fresh = set(columns_of[row].tolist()) - columns
                    columns |= fresh
                    waiting += fresh
        group = np.array(sorted(columns)), np.array(sorted(rows), dtype=int)
        groups.update(dict.fromkeys(columns, group))
    return groups
