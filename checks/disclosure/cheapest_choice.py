"""The mixed-integer programme: the cells of least loss to withhold that satisfy the cuts found so far."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from checks.disclosure.cuts import Row
from checks.disclosure.system import Cell, in_order


def cheapest(cells: Sequence[Cell], cuts: Sequence[Row]) -> set[str]:
    """Keys of the cells with the least loss that satisfy all cuts so far; no attacker has tried them yet."""
    losses = np.array([cell.loss for cell in cells])
    low = np.array([float(must_go(cell)) for cell in cells])
    high = np.array([float(not cell.is_fixed) for cell in cells])
    rows = [LinearConstraint(_stacked(cuts, len(losses)), lb=0.0)] if cuts else []
    found = milp(losses, integrality=np.ones(len(losses)), bounds=Bounds(low, high), constraints=rows)
    if found.x is None:
        raise ArithmeticError(f"no set of cells protects the table: {found.message}")
    return {cell.key for cell, x in zip(cells, found.x, strict=True) if x > 0.5}


def must_go(cell: Cell) -> bool:
    """Whether the cell is withheld whatever the choice: its own count asks for it, and nothing fixes it."""
    return (cell.is_sensitive or cell.is_unprotected) and not cell.is_fixed


def _stacked(rows: Sequence[Row], width: int) -> csr_array:
    """The rows as one matrix of so many columns."""
    columns = list(chain.from_iterable(rows))
    values = list(chain.from_iterable(row.values() for row in rows))
    starts = np.cumsum([0, *map(len, rows)])
    return in_order(csr_array((values, columns, starts), shape=(len(rows), width)))
