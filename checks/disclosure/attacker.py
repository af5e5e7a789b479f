"""What can be worked out about a withheld cell from everything that is published.

The attacker knows every published cell, all sums, and that nothing is negative; linear programmes then give
the least and the greatest value each withheld cell can have.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from checks.disclosure.cell_groups import TOLERANCE, Group, hanging_together
from checks.disclosure.system import CellSystem, Numbers

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
        is_withheld = np.array([key in withheld for key in self.keys])
        self._groups = {
            int(column): group
            for columns, rows in hanging_together(matrix, is_withheld)
            for group in [Group(columns, matrix[rows], values, self._reach)]
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
