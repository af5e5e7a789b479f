"""The optimiser against an exhaustive search, a plain heuristic, and the attacker."""

from __future__ import annotations

import os
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from random_tables import WIDTH, counts, line_by_line, made_safe, table

from checks.disclosure.attacker import Attack, feasible_intervals
from checks.disclosure.suppression import suppress
from checks.disclosure.system import Cell, CellSystem, Sum

TABLES = int(os.environ.get("DISCLOSURE_TABLES", "400"))
"""``make redteam`` asks for 10,000."""


def narrowest(system: CellSystem, withheld: set[str] | frozenset[str]) -> float:
    return min((high - low for low, high in feasible_intervals(system, withheld).values()), default=np.inf)


@given(counts())
@settings(max_examples=TABLES, deadline=None, suppress_health_check=list(HealthCheck))
@example([[0, 0], [0, 0]])
@example([[3, 40, 40], [40, 40, 40], [40, 40, 40]])
@example([[4, 14], [5, 17], [4, 16], [6, 18], [4, 15]])
@example([[0, 10, 0, 10], [0, 10, 0, 10], [0, 10, 0, 10], [0, 10, 0, 10]])
def test_nothing_is_left_to_attack_and_more_is_published_than_line_by_line(inner: list[list[int]]) -> None:
    system = table(inner)
    found = suppress(system, WIDTH)
    assert {key for key, cell in system.cells.items() if cell.is_sensitive} <= found.withheld
    assert not found.narrowed
    assert narrowest(system, found.withheld) >= WIDTH - 1e-6
    plain = made_safe(system, line_by_line(system))
    assert len(system.cells) - len(found.withheld) >= len(system.cells) - len(plain)


def test_the_plain_heuristic_withholds_more_on_some_table() -> None:
    """Else the comparison above would say nothing."""
    system = table([[3, 40, 40], [40, 40, 40], [40, 40, 8]])
    assert len(suppress(system, WIDTH).withheld) < len(made_safe(system, line_by_line(system)))


@given(counts(most=3))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_smaller_choice_would_do(inner: list[list[int]]) -> None:
    system = table(inner[:2])
    sensitive = {key for key, cell in system.cells.items() if cell.is_sensitive}
    others = [key for key in system.cells if key not in sensitive]
    needed = next(
        size
        for size in range(len(others) + 1)
        for extra in combinations(others, size)
        if narrowest(system, sensitive | set(extra)) >= WIDTH - 1e-6
    )
    assert len(suppress(system, WIDTH).withheld) == len(sensitive) + needed


def test_baseline_by_district_withholds_all_disposed_and_pending_and_keeps_the_totals() -> None:
    """Disposed 4, 5, 4, 6, 4 and pending 14, 17, 16, 18, 15 of five districts: totals 23, 80, 103."""
    system = table([[4, 14], [5, 17], [4, 16], [6, 18], [4, 15]])
    costly_totals = [
        Cell(key, cell.value, cell.is_sensitive, loss=50.0 if key.startswith("5/") else 1.0)
        for key, cell in system.cells.items()
    ]
    withheld = suppress(CellSystem.of(costly_totals, system.sums), WIDTH).withheld
    assert {f"{row}/0" for row in range(5)} <= withheld
    assert not {"5/0", "5/1", "5/2"} & withheld
    assert all(f"{row}/1" in withheld or f"{row}/2" in withheld for row in range(5))


@given(counts(), st.data())
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_cells_taken_for_wide_without_a_programme_of_their_own_are(
    inner: list[list[int]], data: st.DataObject
) -> None:
    system = table(inner)
    withheld = data.draw(st.sets(st.sampled_from(sorted(system.cells)), min_size=1))
    attack = Attack(system, withheld)
    asked = attack.narrow_candidates(WIDTH)
    found = {key for key in asked if attack.shadow(key, WIDTH) is not None}
    widths = {key: high - low for key, (low, high) in feasible_intervals(system, withheld).items()}
    assert found == {key for key, width in widths.items() if width < WIDTH - 1e-6}


def test_one_small_cell_alone_is_worked_out_unless_others_are_withheld_with_it() -> None:
    system = table([[3, 40], [40, 40]])
    assert feasible_intervals(system, {"0/0"}) == {"0/0": (pytest.approx(3), pytest.approx(3))}
    assert len(suppress(system, WIDTH).withheld) == 4


def test_what_fixed_cells_give_away_is_named() -> None:
    """20 of 23 acquitted, both known: the other three can't be hidden."""
    cells = [
        Cell("disposed", 23, is_fixed=True),
        Cell("acquitted", 20, is_fixed=True),
        Cell("convicted", 1, is_sensitive=True),
        Cell("others", 2, is_sensitive=True),
    ]
    found = suppress(CellSystem.of(cells, [Sum("disposed", ("acquitted", "convicted", "others"))]), WIDTH)
    assert found.withheld == {"convicted", "others"}
    assert found.narrowed == {"convicted": pytest.approx((0, 3)), "others": pytest.approx((0, 3))}


def test_a_cell_in_no_sum_is_withheld_by_itself() -> None:
    system = CellSystem.of([Cell("alone", 3, is_sensitive=True), Cell("large", 30)], [])
    assert suppress(system, WIDTH).withheld == {"alone"}
    low, high = feasible_intervals(system, {"alone"})["alone"]
    assert (low, high) == (0.0, np.inf)


@pytest.mark.parametrize(
    ("sums", "message"),
    [([Sum("a", ("b", "c"))], "no cell c"), ([Sum("a", ("b",))], "add up to 4, not 5")],
)
def test_sums_that_can_not_be_are_refused(sums: list[Sum], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        CellSystem.of([Cell("a", 5), Cell("b", 4)], sums)


@pytest.fixture(scope="module")
def large_table() -> CellSystem:
    rng = np.random.default_rng(5)
    return table(rng.integers(0, 40, size=(14, 12)).tolist())


def test_a_large_table_is_completed_where_it_is_not_optimised(large_table: CellSystem) -> None:
    found = suppress(large_table, WIDTH)
    assert narrowest(large_table, found.withheld) >= WIDTH - 1e-6
    assert len(found.withheld) < len(large_table.cells)
