"""Groups of withheld cells that hang together, found without a matrix of all cells by all sums."""

from __future__ import annotations

import tracemalloc

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from checks.disclosure.attacker import Attack
from checks.disclosure.cell_groups import hanging_together
from checks.disclosure.system import Cell, CellSystem, Sum

ROWS, COLUMNS = 5, 8


@given(
    st.lists(st.lists(st.sampled_from([-1, 0, 0, 1]), min_size=COLUMNS, max_size=COLUMNS), max_size=ROWS),
    st.lists(st.booleans(), min_size=COLUMNS, max_size=COLUMNS),
)
def test_cells_hang_together_that_a_chain_of_sums_ties(signs: list[list[int]], withheld: list[bool]) -> None:
    matrix = np.array(signs, dtype=float).reshape(len(signs), COLUMNS)
    found = [
        (set(columns.tolist()), set(rows.tolist()))
        for columns, rows in hanging_together(csr_array(matrix), np.array(withheld))
    ]
    assert found == _tied_one_by_one(matrix, withheld)


def _tied_one_by_one(matrix: np.ndarray, withheld: list[bool]) -> list[tuple[set[int], set[int]]]:
    """The groups by merging those that a row ties, until no row ties two."""
    groups = [{column} for column in range(COLUMNS) if withheld[column]]
    for row in matrix:
        tied = [group for group in groups if any(row[column] for column in group)]
        groups = [group for group in groups if group not in tied] + ([set().union(*tied)] if tied else [])
    return [
        (group, {number for number, row in enumerate(matrix) if any(row[column] for column in group)})
        for group in sorted(groups, key=min)
    ]


def test_a_cell_named_twice_in_a_sum_counts_twice_and_a_whole_among_its_parts_not_at_all() -> None:
    cells = [Cell("whole", 4), Cell("half", 2), Cell("nothing", 0)]
    system = CellSystem.of(cells, [Sum("whole", ("half", "half")), Sum("half", ("half", "nothing"))])
    matrix = system.matrix(["whole", "half", "nothing"])
    assert matrix.toarray().tolist() == [[1, -2, 0], [0, 0, -1]]
    assert matrix.nnz == 3


def test_many_districts_need_no_matrix_of_all_cells_by_all_sums() -> None:
    """20,100 cells in 300 sums, tied in one row: written out, the matrix alone would take 48 MB a copy."""
    districts, tables = 66, 300
    cells = [Cell("top", float(tables))]
    sums = [Sum("top", tuple(f"{table}/all" for table in range(tables)))]
    for table in range(tables):
        parts = [f"{table}/{district}" for district in range(districts)]
        cells += [Cell(f"{table}/all", 1.0), *(Cell(part, float(part.endswith("/7"))) for part in parts)]
        sums.append(Sum(f"{table}/all", tuple(parts)))
    system = CellSystem.of(cells, sums)
    tracemalloc.start()
    try:
        attack = Attack(system, [f"{table}/{district}" for table in range(tables) for district in (7, 8)])
        low, high = attack.interval("4/7")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (round(low, 6), round(high, 6)) == (0, 1)
    assert peak < 30e6
