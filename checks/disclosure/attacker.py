"""What can be worked out about a withheld cell from everything that is published.

The attacker knows every published cell, all sums, and that nothing is negative; linear programmes then give
the least and the greatest value each withheld cell can have.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from checks.disclosure.system import CellSystem, Numbers

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
    """All cells of one connected ``system`` whose ``withheld`` ones are to be worked out."""

    def __init__(self, system: CellSystem, withheld: Collection[str]) -> None:
        self.keys = list(system.cells)
        self._values = np.array([system.cells[key].value for key in self.keys])
        self._matrix = system.matrix(self.keys)
        self._is_withheld = np.array([key in withheld for key in self.keys])
        self.reach = _reach(self._values)

    def interval(self, key: str) -> tuple[float, float]:
        """Least and greatest value of a cell; the greatest is infinite when nothing bounds it."""
        at = self.keys.index(key)
        fall, _ = self._furthest(at, -1)
        rise, _ = self._furthest(at, +1)
        value = self._values[at]
        high = np.inf if rise >= self.reach - TOLERANCE else value + rise
        return float(value - fall), float(high)

    def shadow(self, key: str) -> Shadow:
        """The cell's width and what it hangs on."""
        at = self.keys.index(key)
        fall, fall_costs = self._furthest(at, -1)
        rise, rise_costs = self._furthest(at, +1)
        costs = np.stack([fall_costs, rise_costs])
        return Shadow(fall + rise, np.maximum(costs, 0).sum(axis=0), np.maximum(-costs, 0).sum(axis=0))

    def _furthest(self, at: int, direction: int) -> tuple[float, Numbers]:
        """How far a cell can move from its true value, and each cell's reduced cost in that programme."""
        objective = np.zeros(len(self.keys))
        objective[at] = -direction
        room = np.stack([-self._values, np.full(len(self.keys), self.reach)], axis=1)
        bounds = np.where(self._is_withheld[:, None], room, 0.0)
        found = linprog(
            objective, A_eq=self._matrix, b_eq=np.zeros(len(self._matrix)), bounds=bounds, method="highs"
        )
        if found.status != 0:
            raise ArithmeticError(f"attack on a cell ended without a solution: {found.message}")
        duals = found.eqlin.marginals if len(self._matrix) else np.zeros(0)
        return -float(found.fun), self._matrix.T @ duals - objective


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
