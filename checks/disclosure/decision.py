"""Whether a row is withheld and why: by its own rules, as a small count, or as what gives one away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain

from checks.disclosure.given_away import what_an_attacker_finds, worked_out, would_help
from checks.disclosure.ledger import Release
from checks.disclosure.own_rules import has_value, own_reason
from checks.disclosure.quantities import NOT_COUNTED, TOTAL, Quantities
from checks.disclosure.relations import Known, cell_system, is_equal
from checks.disclosure.suppression import Suppression, suppress
from checks.disclosure.system import CellSystem
from checks.disclosure.withheld_rows import Row, RowKey, mark, row_key, why_silent

WEIGHT_OF_TOTAL = 50.0
"""A programme total is worth this many district rows to a reader: it goes last."""


@dataclass(frozen=True, slots=True)
class Control:
    """Rows as they may be published, and what an attacker learns from figures that pass as exceptions.

    ``released`` has the value of every quantity given away, ``withheld`` the cells chosen to be. ``narrowed``
    names the withheld cells that those figures, with what was released before, narrow to less than the
    threshold, with least and greatest value. Of those worked out exactly, earlier releases alone give away
    the ones ``known_before``, and the exceptions alone those ``by_exceptions``.
    """

    rows: list[Row]
    released: Mapping[str, float]
    withheld: frozenset[str]
    narrowed: Mapping[str, tuple[float, float]]
    known_before: frozenset[str] = frozenset()
    by_exceptions: frozenset[str] = frozenset()


class Decision:
    """Rows on their way: ``reasons`` has why each one, by its place, is withheld; null if it is not."""

    def __init__(self, rows: list[Row], threshold: int, exceptions: frozenset[RowKey]) -> None:
        self._rows = rows
        self._threshold = threshold
        self._quantities = Quantities(rows, threshold)
        self._excepted = [has_value(row) and row_key(row) in exceptions for row in rows]
        self._reasons = [
            None if excepted else own_reason(row, threshold)
            for row, excepted in zip(rows, self._excepted, strict=True)
        ]
        self._cells = [self._quantities.cells_of(row) for row in rows]
        self._passing = {
            key for cells, passes in zip(self._cells, self._excepted, strict=True) if passes for key in cells
        }
        self._chosen = frozenset[str]()
        self._known_before = frozenset[str]()
        self._by_exceptions = frozenset[str]()
        self._losses: dict[str, float] = defaultdict(float)
        for row, cells in zip(rows, self._cells, strict=True):
            if has_value(row):
                for key in set(cells):
                    self._losses[key] += WEIGHT_OF_TOTAL if row["district"] == TOTAL else 1.0

    def refuse(self, keys: Collection[RowKey]) -> None:
        """Withhold rows that another file withholds."""
        for at, row in enumerate(self._rows):
            if row_key(row) in keys and not self._excepted[at] and has_value(row):
                self._reasons[at] = "Withheld, as in the timepoint's own table."

    def withheld_in(self, last: Release | None) -> frozenset[str]:
        """Cells chosen for the last release, if all it published is unchanged; else the choice is made anew.

        What was published since would often allow another choice: as safe, but tables that change while their
        figures don't make readers doubt both.
        """
        if last is None or last.threshold != self._threshold:
            return frozenset()
        stated = (self._quantities.values_of(row) for row in self._rows if has_value(row))
        now = dict(chain.from_iterable(stated))
        is_unchanged = all(name in now and is_equal(now[name], value) for name, value in last.values.items())
        return frozenset(last.withheld) if is_unchanged else frozenset()

    def protect(
        self, released_before: Known, withheld_last: Collection[str]
    ) -> Mapping[str, tuple[float, float]]:
        """Withhold rows until neither a small count nor what only withheld rows state can be worked out.

        Begins with what was ``withheld_last``. Returns the cells for which that is not to be had, and what an
        attacker makes of them; where he is left one answer, more is withheld as long as that helps.
        """
        protected: set[str] = set()
        own_reasons = list(self._reasons)
        withheld = set(withheld_last)
        while True:
            system = cell_system(self._quantities, self._losses, protected, self._passing, released_before)
            hidden = {key for key, cell in system.cells.items() if cell.is_sensitive}
            self._reasons = list(own_reasons)
            self._withhold(hidden)
            found = Suppression(frozenset(), {})
            if not (unstated := self._stated_by_withheld_only() - hidden - protected):
                found = suppress(system, self._threshold, withheld)
                withheld |= found.withheld
                self._withhold(found.withheld)
                unstated = self._stated_by_withheld_only() - hidden - found.withheld - protected
            protected |= unstated
            if not unstated:
                narrowed = self._settled(system, found, hidden)
                further = would_help(system, self._known(system), worked_out(narrowed))
                withheld |= further
                if not further:
                    exact = worked_out(narrowed)
                    self._known_before = self._worked_out_from(exact, protected, (), released_before)
                    self._by_exceptions = self._worked_out_from(exact, protected, self._passing, {})
                    return narrowed

    def _settled(
        self, system: CellSystem, found: Suppression, hidden: Collection[str]
    ) -> Mapping[str, tuple[float, float]]:
        """Take the choice found for the last one; returns what it leaves narrow."""
        self._withhold({key for key, cell in system.cells.items() if cell.is_unprotected})
        self._chosen = found.withheld
        return self._narrowed(system, set(hidden) & found.narrowed.keys())

    def _narrowed(self, system: CellSystem, exposed: Collection[str]) -> Mapping[str, tuple[float, float]]:
        """What an attacker makes of cells that could not be protected, from the rows as decided."""
        intervals = what_an_attacker_finds(system, self._known(system), exposed)
        return {key: (low, high) for key, (low, high) in intervals.items() if high - low < self._threshold}

    def _known(self, system: CellSystem) -> set[str]:
        return {key for key, cell in system.cells.items() if cell.is_fixed} | self._stated_by_published()

    def _worked_out_from(
        self, exact: Collection[str], protected: Collection[str], passing: Collection[str], before: Known
    ) -> frozenset[str]:
        """Which of the exact cells these fixed ones alone give away."""
        if not exact:
            return frozenset()
        system = cell_system(self._quantities, self._losses, protected, passing, before)
        fixed = {key for key, cell in system.cells.items() if cell.is_fixed}
        found = worked_out(what_an_attacker_finds(system, fixed, exact))
        return frozenset(found | fixed.intersection(exact))

    def _withhold(self, hidden: Collection[str]) -> None:
        for at, cells in enumerate(self._cells):
            is_open = self._reasons[at] is None and not self._excepted[at] and has_value(self._rows[at])
            if is_open and any(key in hidden and key not in self._passing for key in cells):
                self._reasons[at] = (
                    f"Withheld: a count under {self._threshold} could point to persons, and this row states "
                    "or leaves out one, or would let one be worked out."
                )

    def _stated_by_withheld_only(self) -> set[str]:
        withheld = {
            key
            for row, cells, reason in zip(self._rows, self._cells, self._reasons, strict=True)
            if has_value(row) and reason is not None
            for key in cells
        }
        return {key for key in withheld - self._stated_by_published() if f"/{NOT_COUNTED}|" not in key}

    def _stated_by_published(self) -> set[str]:
        return {
            key
            for row, cells, reason in zip(self._rows, self._cells, self._reasons, strict=True)
            if has_value(row) and reason is None
            for key in cells
        }

    def control(self, narrowed: Mapping[str, tuple[float, float]]) -> Control:
        """The rows as decided, and what they give away."""
        released = {
            name: value
            for row, reason in zip(self._rows, self._reasons, strict=True)
            if reason is None and has_value(row)
            for name, value in self._quantities.values_of(row)
        }
        totals_there = {
            row_key(row)[:-1] for row in self._rows if row["district"] == TOTAL and has_value(row)
        }
        for row, reason in zip(self._rows, self._reasons, strict=True):
            mark(row, reason or why_silent(row, totals_there, self._threshold))
        given_away = self._known_before, self._by_exceptions
        return Control(self._rows, released, self._chosen, narrowed, *given_away)
