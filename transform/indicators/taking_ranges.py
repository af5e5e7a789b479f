"""A range of the cases, taken as if there were no others: every table that names cases is narrowed to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import duckdb

from transform.indicators.short_forms import ShortForms, name_cases, with_names
from transform.indicators.temporary_views import show, types
from transform.warehouse_views import literal

BASE = {
    "cases": "case_id", "outcomes": "case_id", "hearings": "case_id", "adjournments": "case_id",
    "acts": "case_id", "adjournment_rulings": "case_id", "bail": "main_case_id", "bail_rulings": "case_id",
}  # fmt: skip
"""Tables of which a range of cases is taken, and the column that names the case."""


@dataclass(frozen=True, slots=True)
class CaseRange:
    """Cases from ``first`` to before ``end``, by pseudonym; null for no bound."""

    first: str | None = None
    end: str | None = None

    def condition(self, column: str) -> str:
        bounds = ((">=", self.first), ("<", self.end))
        return " and ".join(f"{column} {sign} {literal(bound)}" for sign, bound in bounds if bound) or "true"

    def narrowed(self, query: str, column: str) -> str:
        return f"select * from ({query}) where {self.condition(column)}"


ALL_CASES = CaseRange()


@dataclass(frozen=True, slots=True)
class Taking:
    """``narrowed``: queries of the tables in BASE; ``forms`` for ranges worked on in short forms."""

    narrowed: dict[str, str]
    forms: ShortForms | None

    def take(self, connection: duckdb.DuckDBPyConnection, cases: CaseRange) -> Callable[[str], str]:
        """Narrow the tables to a range; returns what makes of a query of its rows the one to keep them by."""
        if self.forms is None and cases == ALL_CASES:
            return str
        ranged = {name: cases.narrowed(query, BASE[name]) for name, query in self.narrowed.items()}
        if self.forms is None or not name_cases(connection, ranged["cases"]):
            for name, query in ranged.items():
                show(connection, name, query)
            return str
        for name, query in ranged.items():
            selected = self.forms.selected(name, types(connection, query), BASE[name])
            show(connection, name, f"select {selected} from ({query})")
        return partial(self._named, connection)

    def give_back(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Show all cases again, in full."""
        for name, query in self.narrowed.items():
            show(connection, name, query)

    def _named(self, connection: duckdb.DuckDBPyConnection, query: str) -> str:
        assert self.forms is not None
        selected = self.forms.selected("", types(connection, query))
        return f"select {selected} from ({with_names(query)})"
