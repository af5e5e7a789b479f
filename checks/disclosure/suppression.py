"""Which further cells to withhold so that the withheld ones can't be worked out, at the least loss.

The cell suppression problem, solved exactly: a mixed-integer programme chooses the cells, the attacker tries
each of them, and every success comes back to the programme as a cut (Fischetti and Salazar 2001, "Solving the
cell suppression problem on tabular data with linear constraints", Management Science 47). It ends when no
withheld cell can be narrowed to less than the width asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from checks.disclosure.attacker import TOLERANCE, Attack, Shadow
from checks.disclosure.system import Cell, CellSystem, Numbers

EXACT_EFFORT = 30_000
"""Rounds of choice and attack, times cells, after which a solution is completed instead of optimised."""

COMPLETED_UP_TO_CELLS = 200
CHEAP_PART = 50


@dataclass(frozen=True, slots=True)
class Suppression:
    """Keys of the cells to withhold; ``exposed`` ones are given away by fixed cells all the same."""

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
        self._exposed = self._exposed_regardless()
        self._cuts = list(_within_each_sum(system, self._cells, width, self._exposed))

    def solve(self) -> Suppression:
        for _ in range(max(12, EXACT_EFFORT // len(self._cells))):
            chosen = self._cheapest()
            successes = self._successes(chosen)
            if not successes:
                return self._found(chosen)
            self._cuts += [self._cut(at, shadow.room) for at, shadow in successes.items()]
        if len(self._cells) <= COMPLETED_UP_TO_CELLS:
            widened = self._widened(chosen)
            spared = [cell for cell in self._cells if cell.key in widened and not cell.is_sensitive]
            return self._found(self._trimmed(widened, sorted(spared, key=lambda cell: -cell.loss)))
        return self._found(self._widened(chosen | self._cheap()))

    def _cheap(self) -> set[str]:
        """Every cell that costs little to withhold: in large systems a search among them takes too long."""
        dearest = max(cell.loss for cell in self._cells)
        return {cell.key for cell in self._cells if not cell.is_fixed and cell.loss < dearest / CHEAP_PART}

    def _found(self, chosen: set[str]) -> Suppression:
        return Suppression(frozenset(chosen), frozenset(self._exposed & chosen))

    def _widened(self, chosen: set[str]) -> set[str]:
        """The choice with further cells, each time that which helps most for its loss, till none is exposed.

        For systems of many hundred cells the last rounds to the optimum take minutes and gain a cell or two.
        """
        chosen = set(chosen)
        while successes := self._successes(chosen):
            helps = np.sum(
                [np.minimum(shadow.room, self._width - shadow.width) for shadow in successes.values()], axis=0
            )
            best = max(
                (at for at, cell in enumerate(self._cells) if cell.key not in chosen and not cell.is_fixed),
                key=lambda at: helps[at] / (1.0 + self._cells[at].loss),
                default=None,
            )
            if best is None or helps[best] <= TOLERANCE:
                raise ArithmeticError(f"{len(successes)} withheld cells can't be protected")
            chosen.add(self._cells[best].key)
        return chosen

    def _trimmed(self, chosen: set[str], spared: list[Cell]) -> set[str]:
        """The choice without those ``spared`` cells that need not be withheld, tried by halves."""
        without = chosen - {cell.key for cell in spared}
        if not spared or not self._successes(without):
            return without
        if len(spared) == 1:
            return chosen
        half = len(spared) // 2
        return self._trimmed(self._trimmed(chosen, spared[:half]), spared[half:])

    def _exposed_regardless(self) -> set[str]:
        """Cells that can't be hidden even when all that may be is withheld."""
        hideable = [cell.key for cell in self._cells if not cell.is_fixed]
        attack = Attack(self._system, hideable)
        candidates = attack.narrow_candidates(self._width)
        return {key for key in candidates if attack.shadow(key).width < self._width - TOLERANCE}

    def _cheapest(self) -> set[str]:
        losses = np.array([cell.loss for cell in self._cells])
        low = np.array([float(cell.is_sensitive and not cell.is_fixed) for cell in self._cells])
        high = np.array([float(not cell.is_fixed) for cell in self._cells])
        rows = [LinearConstraint(np.stack(self._cuts), lb=0.0)] if self._cuts else []
        found = milp(losses, integrality=np.ones(len(losses)), bounds=Bounds(low, high), constraints=rows)
        if found.x is None:
            raise ArithmeticError(f"no set of cells protects the table: {found.message}")
        return {cell.key for cell, x in zip(self._cells, found.x, strict=True) if x > 0.5}

    def _successes(self, chosen: set[str]) -> dict[int, Shadow]:
        """The cells, by number, that the attacker narrows to less than the width."""
        attack = Attack(self._system, chosen)
        shadows = {
            attack.column[key]: attack.shadow(key)
            for key in attack.narrow_candidates(self._width)
            if key not in self._exposed
        }
        return {at: shadow for at, shadow in shadows.items() if shadow.width < self._width - TOLERANCE}

    def _cut(self, at: int, room: Numbers) -> Numbers:
        """Row saying: if cell ``at`` is withheld, what others add to its width must make up the width asked.

        ``room`` is each cell's share in that width. None need count for more than the whole width: so cut
        down, the row is as strong as it gets.
        """
        row = np.minimum(room, self._width)
        row[row < TOLERANCE] = 0.0
        row[at] -= self._width
        return row


def _within_each_sum(
    system: CellSystem, cells: Sequence[Cell], width: float, exposed: Set[str]
) -> Iterator[Numbers]:
    """Rows every solution must satisfy, from each sum by itself: they spare most rounds with the attacker.

    A withheld cell needs another withheld one in each of its sums. A withheld part under a published whole
    can move by no more than its own value and those of the other withheld parts.
    """
    column = {cell.key: number for number, cell in enumerate(cells)}
    for entry in system.sums:
        members = [column[key] for key in (entry.whole, *entry.parts)]
        if entry.whole in entry.parts or exposed & {entry.whole, *entry.parts}:
            continue
        for at in members:
            row = np.zeros(len(cells))
            row[members] = 1.0
            row[at] = -1.0
            yield row
        for at in members[1:]:
            missing = width - cells[at].value
            if missing > 0:
                row = np.zeros(len(cells))
                row[members[0]] = missing
                for part in members[1:]:
                    row[part] += min(cells[part].value, missing)
                row[at] = -missing
                yield row
