"""Which further cells to withhold so that the withheld ones can't be worked out, at the least loss.

The cell suppression problem, solved exactly: a mixed-integer programme chooses the cells, the attacker tries
each of them, and every success comes back to the programme as a cut (Fischetti and Salazar 2001, "Solving the
cell suppression problem on tabular data with linear constraints", Management Science 47). It ends when no
withheld cell can be narrowed to less than the width asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checks.disclosure.attacker import Attack, Shadow
from checks.disclosure.cell_groups import TOLERANCE
from checks.disclosure.cheapest_choice import cheapest, must_go
from checks.disclosure.cuts import cut_from, within_each_sum
from checks.disclosure.system import Cell, CellSystem

LEAST_ROUNDS = 5
EXACT_EFFORT = 15_000
"""Rounds of choice and attack, times cells, after which a solution is completed instead of optimised."""

TRIMMED_UP_TO_CELLS = 200
STRIDE = 7
ENOUGH_SUCCESSES = 50


@dataclass(frozen=True, slots=True)
class Suppression:
    """Keys of the cells to withhold, and the ``narrowed`` ones: fixed cells give them away all the same.

    These have the least and the greatest value that an attacker finds them to have.
    """

    withheld: frozenset[str]
    narrowed: Mapping[str, tuple[float, float]]


def suppress(system: CellSystem, width: float, withheld_already: Set[str] = frozenset()) -> Suppression:
    """The cheapest set of cells to withhold, its every cell's feasible interval at least ``width`` wide.

    Fixed cells are never withheld. A cell whose interval stays narrower because of them is ``narrowed``. With
    ``withheld_already``, an earlier choice for fewer sensitive cells, that choice is kept and added to.
    """
    withheld: set[str] = set()
    narrowed: dict[str, tuple[float, float]] = {}
    for part in system.components():
        if any(cell.is_sensitive for cell in part.cells.values()):
            problem = _Problem(part, width)
            found = (
                problem.solve()
                if not withheld_already
                else problem.add_to(withheld_already & set(part.cells))
            )
            withheld |= found.withheld
            narrowed |= found.narrowed
    return Suppression(frozenset(withheld), narrowed)


class _Problem:
    """One connected system. The cuts found so far say what any solution must withhold besides."""

    def __init__(self, system: CellSystem, width: float) -> None:
        self._system = system
        self._width = width
        self._cells: Sequence[Cell] = tuple(system.cells.values())
        self._unprotected = {cell.key for cell in self._cells if cell.is_unprotected}
        self._exposed = self._exposed_regardless()
        self._prices = 1.0 + np.array([cell.loss for cell in self._cells])
        self._cuts = list(within_each_sum(system, self._cells, width, self._exposed | self._unprotected))

    def solve(self) -> Suppression:
        for _ in range(max(LEAST_ROUNDS, EXACT_EFFORT // len(self._cells))):
            chosen = cheapest(self._cells, self._cuts)
            successes = self._successes(chosen)
            if not successes:
                return self._found(chosen)
            self._cuts += [cut_from(at, shadow.room, self._width) for at, shadow in successes.items()]
        widened = self._widened(chosen)
        if len(self._cells) > TRIMMED_UP_TO_CELLS:
            return self._found(widened)
        spared = [cell for cell in self._cells if cell.key in widened and not must_go(cell)]
        return self._found(self._trimmed(widened, sorted(spared, key=lambda cell: -cell.loss)))

    def add_to(self, chosen: Set[str]) -> Suppression:
        """The choice with what it lacks."""
        fixed = {cell.key for cell in self._cells if cell.is_fixed}
        needed = {cell.key for cell in self._cells if must_go(cell)}
        return self._found(self._widened((chosen - fixed) | needed))

    def _found(self, chosen: set[str]) -> Suppression:
        attack = Attack(self._system, chosen)
        narrowed = {key: attack.interval(key) for key in sorted(self._exposed & chosen)}
        return Suppression(frozenset(chosen), narrowed)

    def _widened(self, chosen: Set[str]) -> set[str]:
        """The choice with further cells, those that help most for their loss, until none is exposed.

        For systems of many hundred cells the last rounds to the optimum take minutes and gain a cell or two.
        A cell that is wide stays so when more is withheld.
        """
        widened = set(chosen)
        wide = set[str]()
        while successes := self._successes(widened, wide):
            may_help = np.array([cell.key not in widened and not cell.is_fixed for cell in self._cells])
            added = {
                best
                for shadow in successes.values()
                if (best := self._best_help(shadow, may_help)) is not None
            }
            if not added:
                raise ArithmeticError(f"{len(successes)} withheld cells can't be protected")
            widened |= {self._cells[best].key for best in added}
        return widened

    def _best_help(self, shadow: Shadow, may_help: npt.NDArray[np.bool_]) -> int | None:
        """The cell that, withheld, adds most to a narrow one for its loss; null if none adds anything."""
        helps = np.minimum(shadow.room, self._width - shadow.width) * may_help
        best = int(np.argmax(helps / self._prices))
        return best if helps[best] > TOLERANCE else None

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
        candidates = attack.narrow_candidates(self._width, self._unprotected)
        return {key for key in candidates if attack.shadow(key, self._width) is not None}

    def _successes(self, chosen: set[str], wide: set[str] | None = None) -> dict[int, Shadow]:
        """Cells, by number, that the attacker narrows to less than the width: all, or the first so many.

        Cells of different tables lie apart in the order tried, so that each round learns something of each.
        Those known to be ``wide`` are not tried, and those found to be are added.
        """
        wide = set() if wide is None else wide
        attack = Attack(self._system, chosen)
        candidates = attack.narrow_candidates(self._width, self._unprotected | self._exposed)
        found = {}
        for key in (
            candidates[at] for start in range(STRIDE) for at in range(start, len(candidates), STRIDE)
        ):
            if key in wide:
                continue
            shadow = attack.shadow(key, self._width)
            if shadow is None:
                wide.add(key)
            else:
                found[attack.column[key]] = shadow
            if len(found) == ENOUGH_SUCCESSES:
                break
        return found
