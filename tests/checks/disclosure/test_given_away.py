"""What is known exactly of a withheld cell, and whether withholding more still helps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.disclosure.given_away import what_an_attacker_finds, worked_out, would_help
from checks.disclosure.system import Cell, CellSystem, Sum

FEW = Cell("few", 3, is_sensitive=True)
REST = Cell("rest", 4)
KNOWN = {"whole", "rest"}


def system(rest: Cell = REST) -> CellSystem:
    return CellSystem.of([Cell("whole", 7, is_fixed=True), FEW, rest], [Sum("whole", ("few", "rest"))])


def test_a_figure_of_this_release_is_withheld_where_that_leaves_more_than_one_value() -> None:
    intervals = what_an_attacker_finds(system(), KNOWN, {"few"})
    assert intervals == {"few": (pytest.approx(3), pytest.approx(3))}
    assert worked_out(intervals) == {"few"}
    assert would_help(system(), KNOWN, {"few"}) == {"rest"}
    assert worked_out(what_an_attacker_finds(system(), {"whole"}, {"few"})) == set()


def test_nothing_helps_against_what_is_out_already() -> None:
    assert would_help(system(replace(REST, is_fixed=True)), KNOWN, {"few"}) == set()


@pytest.mark.parametrize(
    ("low", "high", "is_known"),
    [(3.0, 3.0, True), (2.6, 3.4, True), (3.0, 4.0, False), (0.0, float("inf"), False)],
)
def test_one_whole_number_left_is_worked_out(low: float, high: float, is_known: bool) -> None:
    assert worked_out({"few": (low, high)}) == ({"few"} if is_known else set())
