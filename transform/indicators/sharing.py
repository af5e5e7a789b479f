"""What many indicators share is computed once: views become tables of the same names and columns.

The queries don't change and don't notice. Tables of a row per case or per day in court are computed for one
range of case pseudonyms after the other where a study is too large for one go, so that memory stays bounded;
counts are then added up over the ranges.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from transform.indicators.short_forms import ShortForms, name_cases, short_forms, with_names
from transform.warehouse_views import derived_views, literal, quoted

BASE = {
    "cases": "case_id", "outcomes": "case_id", "hearings": "case_id", "adjournments": "case_id",
    "acts": "case_id", "adjournment_rulings": "case_id", "bail": "main_case_id", "bail_rulings": "case_id",
}  # fmt: skip
"""Tables of which a range of cases is taken, and the column that names the case."""
WITHIN_RANGE = (
    "frame_cases", "frame_hearings", "frame_rulings", "longest_stage_runs", "case_histories",
    "adjournments_placed",
)  # fmt: skip
"""Shared while a range is worked on, then dropped."""
KEPT = ("case_facts", "bailed_cases")
"""Kept whole: one row per case."""
ADDED = {
    "adjournment_days": "adjournments", "gap_lengths": "gaps", "adjournment_sides": "cases",
    "adjournment_reasons": "cases", "charged_cases": "cases",
}  # fmt: skip
"""Counts over cases, and the column that is added up over ranges."""
SHARED = "shared_"
FROM_KEPT = ("disposal_survival", "cases_observed", "adjournment_curve")
"""Computed once from what was kept."""


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


def share_views(
    connection: duckdb.DuckDBPyConnection,
    ranges: Sequence[CaseRange] = (ALL_CASES,),
    scratch: Path | None = None,
) -> None:
    """Compute the shared views of ``connection`` once, range by range, into temporary tables.

    With ``scratch`` what is kept lies in a database file of that name, compressed, instead of in memory, and
    the ranges are worked on in short forms (``short_forms``). The ranges must cover all cases, each once.
    """
    sql = {file.field("view"): file.sql for file in derived_views()}
    where = _attached(connection, scratch)
    taking = _Taking(
        {name: _definition(connection, name) for name in BASE}, short_forms(connection) if scratch else None
    )
    for position, cases in enumerate(ranges):
        keep = taking.take(connection, cases)
        for name in WITHIN_RANGE:
            _replace(connection, name, sql[name])
        for name in (*KEPT, *ADDED):
            target = f"{where}.{quoted(SHARED + name)}"
            create = "create or replace table" if scratch else "create or replace temp table"
            verb = f"insert into {target}" if position else f"{create} {target} as"
            connection.execute(f"{verb} {keep(sql[name]) if name in KEPT else sql[name]}")
    taking.give_back(connection)
    _show_shared(connection, where, sql, is_one=len(ranges) == 1)


def forgo_influences(connection: duckdb.DuckDBPyConnection) -> None:
    """Let no case carry the interval of a curve, so that influences are computed for none."""
    _replace(connection, "interval_cases", "select study, timepoint, case_id from frame_cases limit 0")


def is_shared(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the connection has computed its shared views already."""
    found = connection.execute(
        "select count(*) from duckdb_views() where temporary and view_name = 'case_facts' and sql like ?",
        [f"%{SHARED}case_facts%"],
    )
    return bool(found.fetchall()[0][0])


def _show_shared(
    connection: duckdb.DuckDBPyConnection, where: str, sql: dict[str, str], *, is_one: bool
) -> None:
    for name in KEPT:
        _show(connection, name, f"select * from {where}.{quoted(SHARED + name)}")
    for name, added in ADDED.items():
        source = f"{where}.{quoted(SHARED + name)}"
        if is_one:
            _show(connection, name, f"select * from {source}")
        else:
            keys = ", ".join(column for column in _columns(connection, source) if column != added)
            summed = f"select {keys}, sum({added})::bigint as {added} from {source} group by {keys}"
            _replace(connection, name, summed)
    if not is_one:
        for name in WITHIN_RANGE:
            _show(connection, name, sql[name])
        columns = ", ".join(_columns(connection, "frame_cases"))
        _show(connection, "frame_cases", f"select {columns} from case_facts")
    for name in FROM_KEPT:
        _replace(connection, name, sql[name])


def _attached(connection: duckdb.DuckDBPyConnection, scratch: Path | None) -> str:
    if scratch is None:
        return "temp.main"
    connection.execute(f"attach {literal(str(scratch))} as shared_tables")
    return "shared_tables.main"


def _definition(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The query of a temporary view, as ``connect`` narrows them; the view itself where there is none."""
    found = connection.execute(
        "select sql from duckdb_views() where temporary and view_name = ?", [name]
    ).fetchall()
    return str(found[0][0]).split(" AS ", 1)[1].rstrip(";\n") if found else f"select * from {quoted(name)}"


@dataclass(frozen=True, slots=True)
class _Taking:
    """``narrowed``: queries of the tables in BASE; ``forms`` for ranges worked on in short forms."""

    narrowed: dict[str, str]
    forms: ShortForms | None

    def take(self, connection: duckdb.DuckDBPyConnection, cases: CaseRange) -> Callable[[str], str]:
        """Narrow the tables to a range; returns what makes of a query of its rows the one to keep them by."""
        ranged = {name: cases.narrowed(query, BASE[name]) for name, query in self.narrowed.items()}
        if self.forms is None or not name_cases(connection, ranged["cases"]):
            for name, query in ranged.items():
                _show(connection, name, query)
            return str
        for name, query in ranged.items():
            selected = self.forms.selected(name, _types(connection, query), BASE[name])
            _show(connection, name, f"select {selected} from ({query})")
        return partial(self._named, connection)

    def give_back(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Show all cases again, in full."""
        for name, query in self.narrowed.items():
            _show(connection, name, query)

    def _named(self, connection: duckdb.DuckDBPyConnection, query: str) -> str:
        assert self.forms is not None
        selected = self.forms.selected("", _types(connection, query))
        return f"select {selected} from ({with_names(query)})"


def _columns(connection: duckdb.DuckDBPyConnection, source: str) -> list[str]:
    return list(_types(connection, f"select * from {source}"))


def _types(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, str]:
    """Columns of a query and their types."""
    return {str(name): str(kind) for name, kind, *_ in connection.execute(f"describe {query}").fetchall()}


def _show(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    _forget(connection, name)
    connection.execute(f"create temp view {quoted(name)} as {query}")


def _replace(connection: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """Put a temporary table in the place of a view; the query may read the view it replaces."""
    connection.execute(f"create temp table {quoted('new_' + name)} as {query}")
    _forget(connection, name)
    connection.execute(f"alter table temp.main.{quoted('new_' + name)} rename to {quoted(name)}")


def _forget(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Drop a temporary view or table; the warehouse's own view of the name is left alone."""
    kinds = connection.execute(
        "select 'view' from duckdb_views() where temporary and view_name = ? "
        "union all select 'table' from duckdb_tables() where temporary and table_name = ?",
        [name, name],
    ).fetchall()
    for (kind,) in kinds:
        connection.execute(f"drop {kind} temp.main.{quoted(name)}")
