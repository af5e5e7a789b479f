"""The least and greatest value of unknown numbers under linear relations, with scipy's linear programmes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

Bounds = dict[Any, tuple[float, float]]
MOST = 5000.0
"""Nobody would take any count of such a study for larger."""

TRIES = 8


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind`` "sum": whole = sum of parts; "at most": whole >= the part; "same": two names of one number."""

    kind: str
    whole: Hashable
    parts: tuple[Hashable, ...]


def linear_bounds(
    known: Mapping[Any, float], relations: Iterable[Relation], wanted: Iterable[Hashable], width: float
) -> Bounds:
    """The bounds of every wanted number that are less than ``width`` apart, by each of its names.

    Raises ``ArithmeticError`` if the relations contradict what is known.
    """
    relations = list(relations)
    name = one_name_each(relation for relation in relations if relation.kind == "same")
    values: dict[Any, float] = {}
    for key, value in known.items():
        if abs(values.setdefault(name(key), value) - value) > 1e-6:
            raise ArithmeticError(f"{key} is {value:g} and {values[name(key)]:g}")
    rows = [
        (relation.kind, name(relation.whole), tuple(map(name, relation.parts)))
        for relation in relations
        if relation.kind != "same"
    ]
    names: dict[Hashable, list[Hashable]] = defaultdict(list)
    for key in wanted:
        if name(key) not in values:
            names[name(key)].append(key)
    groups = list(_groups(rows, values))
    together = _Programme([cell for cells, _ in groups for cell in cells], rows, values)
    suspects = together.not_shown_wide(list(names), width)
    found: Bounds = {}
    for cells, group in groups:
        if asked := [cell for cell in cells if cell in suspects]:
            for cell, bounds in _Programme(cells, group, values).narrow(asked, width).items():
                found.update(dict.fromkeys(names[cell], bounds))
    return found


def one_name_each(same: Iterable[Relation]) -> Any:
    parent: dict[Hashable, Hashable] = {}

    def name(key: Hashable) -> Hashable:
        while parent.get(key, key) != key:
            parent[key] = parent.get(parent[key], parent[key])
            key = parent[key]
        return key

    for relation in same:
        parent[name(relation.parts[0])] = name(relation.whole)
    return name


def _groups(rows: list[Any], values: Mapping[Any, float]) -> Iterable[tuple[list[Any], list[Any]]]:
    """Unknown numbers that hang together, with their relations; known ones tie nothing together."""
    rows_of: dict[Any, list[int]] = defaultdict(list)
    unknown = [[key for key in (whole, *parts) if key not in values] for _, whole, parts in rows]
    for number, keys in enumerate(unknown):
        for key in keys:
            rows_of[key].append(number)
    seen: set[Any] = set()
    for start in rows_of:
        if start in seen:
            continue
        cells, its_rows, waiting = {start: None}, dict[int, None](), [start]
        while waiting:
            for number in rows_of[waiting.pop()]:
                if number not in its_rows:
                    its_rows[number] = None
                    fresh = [key for key in unknown[number] if key not in cells]
                    cells |= dict.fromkeys(fresh)
                    waiting += fresh
        seen |= cells.keys()
        yield list(cells), [rows[number] for number in its_rows]


class _Programme:
    def __init__(self, cells: list[Any], rows: list[Any], values: Mapping[Any, float]) -> None:
        self._column = {cell: number for number, cell in enumerate(cells)}
        equal, below = _Rows(self._column, values), _Rows(self._column, values)
        for kind, whole, parts in rows:
            (equal if kind == "sum" else below).add(whole, parts)
        self._options = {**equal.options("eq"), **below.options("ub")}

    def not_shown_wide(self, asked: list[Any], width: float) -> set[Any]:
        """Cells of which no two of a few solutions, each far out, differ by ``width``."""
        low, high = self._nothing_seen()
        left = [self._column[cell] for cell in asked if cell in self._column]
        rng = np.random.default_rng(5)
        for attempt in range(TRIES):
            weights = np.zeros(len(low))
            weights[left] = (-1.0) ** attempt * rng.uniform(0.5, 1.0, len(left))
            self._look(weights, low, high)
            left = [at for at in left if not high[at] - low[at] >= width - 1e-6]
        return {cell for cell in asked if self._column.get(cell) in set(left)}

    def narrow(self, asked: list[Any], width: float) -> Bounds:
        """Bounds of the asked cells that are narrower than ``width``."""
        low, high = self._nothing_seen()
        found = {}
        for cell in asked:
            at = self._column[cell]
            for direction in (1.0, -1.0):
                if not high[at] - low[at] >= width - 1e-6:
                    weights = np.zeros(len(low))
                    weights[at] = direction
                    self._look(weights, low, high)
            if high[at] - low[at] < width - 1e-6:
                found[cell] = (float(low[at]), float(high[at]))
        return found

    def _nothing_seen(self) -> tuple[Any, Any]:
        return np.full(len(self._column), np.inf), np.full(len(self._column), -np.inf)

    def _look(self, weights: Any, low: Any, high: Any) -> None:
        done = linprog(weights, bounds=(0, MOST), method="highs", **self._options)
        if done.x is None:
            raise ArithmeticError(f"what is published contradicts itself: {done.message}")
        np.minimum(low, done.x, out=low)
        np.maximum(high, done.x, out=high)


class _Rows:
    """Rows of parts less whole, known numbers moved to the right-hand side."""

    def __init__(self, column: Mapping[Any, int], values: Mapping[Any, float]) -> None:
        self._known, self._columns = values, column
        self._entries: list[tuple[int, int, float]] = []
        self._right: list[float] = []

    def add(self, whole: Any, parts: tuple[Any, ...]) -> None:
        right = 0.0
        for key, sign in ((whole, -1.0), *((part, 1.0) for part in parts)):
            if key in self._known:
                right -= sign * self._known[key]
            else:
                self._entries.append((len(self._right), self._columns[key], sign))
        self._right.append(right)

    def options(self, kind: str) -> dict[str, Any]:
        if not self._right:
            return {}
        row, column, sign = zip(*self._entries, strict=True)
        shape = (len(self._right), len(self._columns))
        return {
            f"A_{kind}": csr_array((sign, (row, column)), shape=shape),
            f"b_{kind}": np.array(self._right),
        }
