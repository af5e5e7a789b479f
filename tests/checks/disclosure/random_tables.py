"""Two-way tables with margins, and a plain way to protect them that the optimiser must not fall behind."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from checks.disclosure.attacker import feasible_intervals
from checks.disclosure.system import Cell, CellSystem, Sum

WIDTH = 10.0
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 60))


@st.composite
def counts(draw: st.DrawFn, most: int = 4) -> list[list[int]]:
    """The inner cells of a table of 2 to ``most`` rows and columns, many of them small."""
    rows, columns = draw(st.integers(2, most)), draw(st.integers(2, most))
    row = st.lists(COUNTS, min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=rows, max_size=rows))


def table(inner: Sequence[Sequence[int]]) -> CellSystem:
    """The table with its totals; cell "2/0" is row 2, column 0, the last of each a total."""
    height, width = len(inner), len(inner[0])
    full = [[*row, sum(row)] for row in inner]
    full.append([sum(column) for column in zip(*full, strict=True)])
    cells = [
        Cell(f"{row}/{column}", value, is_sensitive=value < WIDTH)
        for row, values in enumerate(full)
        for column, value in enumerate(values)
    ]
    sums = [
        Sum(f"{row}/{width}", tuple(f"{row}/{column}" for column in range(width)))
        for row in range(height + 1)
    ]
    sums += [
        Sum(f"{height}/{column}", tuple(f"{row}/{column}" for row in range(height)))
        for column in range(width + 1)
    ]
    return CellSystem.of(cells, sums)


def line_by_line(system: CellSystem) -> set[str]:
    """The usual plain heuristic: in each line the smallest further cells, until its withheld ones are safe.

    A line is safe when two of its cells are withheld and those that are parts add up to the width, or the
    total is among them. Goes over the lines again until nothing changes.
    """
    withheld = {key for key, cell in system.cells.items() if cell.is_sensitive}
    before = -1
    while before != len(withheld):
        before = len(withheld)
        for line in system.sums:
            _protect(line, system, withheld)
    return withheld


def made_safe(system: CellSystem, withheld: set[str]) -> set[str]:
    """The heuristic's choice, gone on with in its own plain way until the attacker narrows no cell.

    Lines safe one by one can give a cell away together: then the smallest open cell of its lines goes too.
    """
    chosen = set(withheld)
    while narrow := {
        key for key, (low, high) in feasible_intervals(system, chosen).items() if high - low < WIDTH - 1e-6
    }:
        members = {
            key
            for line in system.sums
            if narrow & {line.whole, *line.parts}
            for key in (line.whole, *line.parts)
        }
        open_cells = (members or set(system.cells)) - chosen
        chosen.add(min(open_cells or set(system.cells) - chosen, key=lambda key: system.cells[key].value))
    return chosen


def _protect(line: Sum, system: CellSystem, withheld: set[str]) -> None:
    members = (line.whole, *line.parts)
    while 0 < len(hidden := [key for key in members if key in withheld]) < len(members):
        parts = sum(system.cells[key].value for key in line.parts if key in withheld)
        if len(hidden) > 1 and (line.whole in withheld or parts >= WIDTH):
            return
        open_cells = [key for key in members if key not in withheld]
        withheld.add(min(open_cells, key=lambda key: system.cells[key].value))
