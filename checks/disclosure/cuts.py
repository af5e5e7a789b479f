"""Cuts: linear constraints that every choice of withheld cells must satisfy to protect them.

Some follow from each sum by itself; the others from what the attacker succeeded in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import numpy as np

from checks.disclosure.cell_groups import TOLERANCE
from checks.disclosure.system import Cell, CellSystem, Numbers

Row = dict[int, float]
"""What each cell, by its number, counts for in a constraint; 0 if it is not there."""


def cut_from(at: int, room: Numbers, width: float) -> Row:
    """Row saying: if cell ``at`` is withheld, what others add to its width must make up the width asked.

    ``room`` is each cell's share in that width. None need count for more than the whole width: so cut
    down, the row is as strong as it gets.
    """
    row = np.minimum(room, width)
    row[row < TOLERANCE] = 0.0
    row[at] -= width
    return {int(column): float(row[column]) for column in np.flatnonzero(row)}


def within_each_sum(
    system: CellSystem, cells: Sequence[Cell], width: float, unasked: Set[str]
) -> Iterator[Row]:
    """Rows every solution must satisfy, from each sum by itself: they spare most rounds with the attacker.

    A withheld cell needs another withheld one in each of its sums. A withheld part under a published whole
    can move by no more than its own value and those of the other withheld parts.
    """
    column = {cell.key: number for number, cell in enumerate(cells)}
    for entry in system.sums:
        members = [column[key] for key in (entry.whole, *entry.parts)]
        if entry.whole in entry.parts or unasked & {entry.whole, *entry.parts}:
            continue
        for at in members:
            yield dict.fromkeys(members, 1.0) | {at: -1.0}
        for at in members[1:]:
            missing = width - cells[at].value
            if missing > 0:
                row = dict.fromkeys(members, 0.0) | {members[0]: missing}
                for part in members[1:]:
                    row[part] += min(cells[part].value, missing)
                yield row | {at: -missing}
