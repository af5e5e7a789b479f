"""Which further cells to withhold so that the withheld ones can't be worked out, at the least loss.

The cell suppression problem, solved exactly: a mixed-integer programme chooses the cells, the attacker tries
each of them, and every success comes back to the programme as a cut (Fischetti and Salazar 2001, "Solving the
cell suppression problem on tabular data with linear constraints", Management Science 47). It ends when no
withheld cell can be narrowed to less than the width asked for, or when even withholding everything that may be
withheld is not enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from checks.disclosure.attacker import TOLERANCE, Attack
from checks.disclosure.system import Cell, CellSystem, Numbers


@dataclass(frozen=True, slots=True)
class Suppression:
    """Keys of the cells to withhold; ``exposed`` are those of them that what is fixed gives away regardless."""

    withheld: frozenset[str]
    exposed: frozenset[str]


def suppress(system: CellSystem, width: float) -> Suppression:
    """The cheapest set of cells to withhold, its every cell's feasible interval at least ``width`` wide.

    Fixed cells are never withheld. A cell whose interval stays narrower because of them is ``exposed``.
    """
    withheld: set[str] = set()
    exposed: set[str] = set()
    for part in system.components():
        if any(cell.is_sensitive for cell in part.cells.values()):
            found = _Problem(part, width).solve()
            withheld |= found.withheld
            exposed |= found.exposed
    return Suppression(frozenset(withheld), frozenset(exposed))


class _Problem:
    """One connected system. The cuts found so far say what any solution must withhold besides."""

    def __init__(self, system: CellSystem, width: float) -> None:
        self._system = system
        self._width = width
        self._cells: Sequence[Cell] = tuple(system.cells.values())
        self._cuts: list[Numbers] = []
        self._exposed = self._exposed_regardless()

    def solve(self) -> Suppression:
        while True:
            chosen = self._cheapest()
            if not self._cut_what_is_exposed(chosen):
                return Suppression(frozenset(chosen), frozenset(self._exposed & chosen))

    def _exposed_regardless(self) -> set[str]:
        """Cells that can't be hidden even when all that may be is withheld."""
        hideable = [cell.key for cell in self._cells if not cell.is_fixed]
        attack = Attack(self._system, hideable)
        return {key for key in hideable if attack.shadow(key).width < self._width - TOLERANCE}

    def _cheapest(self) -> set[str]:
        losses = np.array([cell.loss for cell in self._cells])
        low = np.array([float(cell.is_sensitive and not cell.is_fixed) for cell in self._cells])
        high = np.array([float(not cell.is_fixed) for cell in self._cells])
        rows = [LinearConstraint(np.stack(self._cuts), lb=0.0)] if self._cuts else []
        found = milp(losses, integrality=np.ones(len(losses)), bounds=Bounds(low, high), constraints=rows)
        if found.x is None:
            raise ArithmeticError(f"no set of cells protects the table: {found.message}")
        return {cell.key for cell, x in zip(self._cells, found.x, strict=True) if x > 0.5}

    def _cut_what_is_exposed(self, chosen: set[str]) -> bool:
        """Whether the attacker had success anywhere; each success is now ruled out for the next choice."""
        attack = Attack(self._system, chosen)
        before = len(self._cuts)
        for at, cell in enumerate(self._cells):
            if cell.key not in chosen or cell.key in self._exposed:
                continue
            shadow = attack.shadow(cell.key)
            if shadow.width < self._width - TOLERANCE:
                self._cuts.append(self._cut(at, shadow.rise * attack.reach + shadow.fall * attack.values))
        return len(self._cuts) > before

    def _cut(self, at: int, room: Numbers) -> Numbers:
        """Row of: what withheld cells add to the width of cell ``at`` must reach the width, if it is withheld.

        ``room`` is each cell's share in that width. None need count for more than the whole width: so cut
        down, the row is as strong as it gets.
        """
        row = np.minimum(room, self._width)
        row[row < TOLERANCE] = 0.0
        row[at] -= self._width
        return row
