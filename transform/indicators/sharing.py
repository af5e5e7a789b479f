"""What many indicators share is computed once: views become tables of the same names and columns.

The queries don't change and don't notice. Tables of a row per case or per day in court are computed for one
range of case pseudonyms after the other where a study is too large for one go, so that memory stays bounded;
counts are then added up over the ranges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

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
FROM_KEPT = ("disposal_survival", "adjournment_curve")
"""Computed once from what was kept."""


@dataclass(frozen=True, slots=True)
class CaseRange:
    """Cases from ``first`` to before ``end``, by pseudonym; null for no bound."""

    first: str | None = None
    end: str | None = None

    def condition(self, column: str) -> str:
        bounds = ((">=", self.first), ("<", self.end))
        return " and ".join(f"{column} {sign} {literal(bound)}" for sign, bound in bounds if bound) or "true"


ALL_CASES = CaseRange()


def share_views(
    connection: duckdb.DuckDBPyConnection,
    ranges: Sequence[CaseRange] = (ALL_CASES,),
    scratch: Path | None = None,
) -> None:
    """Compute the shared views of ``connection`` once, range by range, into temporary tables.

    With ``scratch`` what is kept lies in a database file of that name, compressed, instead of in memory. The
    ranges must cover all cases, each once.
    """
    sql = {file.field("view"): file.sql for file in derived_views()}
    where = _attached(connection, scratch)
    narrowed = {name: _definition(connection, name) for name in BASE}
    for position, cases in enumerate(ranges):
        if cases != ALL_CASES:
            _take_range(connection, narrowed, cases)
        for name in WITHIN_RANGE:
            _replace(connection, name, sql[name])
        for name in (*KEPT, *ADDED):
            target = f"{where}.{quoted(SHARED + name)}"
            create = "create or replace table" if scratch else "create or replace temp table"
            verb = f"insert into {target}" if position else f"{create} {target} as"
            connection.execute(f"{verb} {sql[name]}")
    if len(ranges) > 1:
        _take_range(connection, narrowed, ALL_CASES)
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


def _take_range(connection: duckdb.DuckDBPyConnection, narrowed: dict[str, str], cases: CaseRange) -> None:
    for name, query in narrowed.items():
        _show(connection, name, f"select * from ({query}) where {cases.condition(BASE[name])}")


def _columns(connection: duckdb.DuckDBPyConnection, source: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(f"describe select * from {source}").fetchall()]


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
