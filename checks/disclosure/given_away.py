"""Withheld cells that an attacker works out exactly, and what can still be done about them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from checks.disclosure.attacker import Attack
from checks.disclosure.cell_groups import TOLERANCE
from checks.disclosure.relations import is_between_figures
from checks.disclosure.system import CellSystem

Intervals = Mapping[str, tuple[float, float]]
TWO_ANSWERS = 2.0
"""So wide an interval holds two whole numbers wherever it begins."""


def worked_out(intervals: Intervals) -> set[str]:
    """Cells left with one whole number.

    What two figures differ by is no figure itself: who lets both pass answers for the difference.
    """
    return {
        key
        for key, (low, high) in intervals.items()
        if math.isfinite(high)
        and math.floor(high + TOLERANCE) <= math.ceil(low - TOLERANCE)
        and not is_between_figures(key)
    }


def what_an_attacker_finds(system: CellSystem, known: Collection[str], asked: Collection[str]) -> Intervals:
    """The intervals of the asked cells for someone who has the ``known`` ones."""
    found: dict[str, tuple[float, float]] = {}
    for part in _parts_with(system, asked):
        attack = Attack(part, part.cells.keys() - set(known))
        found |= {key: attack.interval(key) for key in sorted(part.cells.keys() & set(asked) - set(known))}
    return found


def would_help(system: CellSystem, known: Collection[str], exact: Collection[str]) -> set[str]:
    """For each exact cell the known one that, withheld, leaves it most room for its loss.

    Where none does so alone but all together do, all; where cells that can't be withheld any more give it
    away, none.
    """
    found = set[str]()
    for part in _parts_with(system, exact):
        attack = Attack(part, part.cells.keys() - set(known))
        hideable = {key for key, cell in part.cells.items() if not cell.is_fixed}
        may_help = np.array([key in known and key in hideable for key in part.cells])
        prices = 1.0 + np.array([cell.loss for cell in part.cells.values()])
        for key in sorted(part.cells.keys() & set(exact)):
            shadow = attack.shadow(key, TWO_ANSWERS)
            if shadow is None or not may_help.any():
                continue
            helps = np.minimum(shadow.room, TWO_ANSWERS) * may_help / prices
            if helps.max() > TOLERANCE:
                found.add(list(part.cells)[int(helps.argmax())])
            elif not worked_out({key: Attack(part, hideable).interval(key)}):
                found |= hideable & set(known)
    return found


def _parts_with(system: CellSystem, keys: Collection[str]) -> Iterable[CellSystem]:
    return (part for part in system.components() if not part.cells.keys().isdisjoint(keys))
