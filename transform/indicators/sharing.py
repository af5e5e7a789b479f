"""What many indicators share is computed once: views become tables of the same names and columns.

The queries don't change and don't notice. Tables of a row per case or per day in court are computed for one
range of case pseudonyms after the other where a study is too large for one go, so that memory stays bounded;
counts are then added up over the ranges.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from transform.indicators.short_forms import short_forms
from transform.indicators.taking_ranges import ALL_CASES, BASE, CaseRange, Taking
from transform.indicators.temporary_views import definition, replace, show, types
from transform.warehouse_views import derived_views, literal, quoted

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
    taking = Taking(
        {name: definition(connection, name) for name in BASE}, short_forms(connection) if scratch else None
    )
    for position, cases in enumerate(ranges):
        keep = taking.take(connection, cases)
        for name in WITHIN_RANGE:
            replace(connection, name, sql[name])
        for name in (*KEPT, *ADDED):
            target = f"{where}.{quoted(SHARED + name)}"
            create = "create or replace table" if scratch else "create or replace temp table"
            verb = f"insert into {target}" if position else f"{create} {target} as"
            connection.execute(f"{verb} {keep(sql[name]) if name in KEPT else sql[name]}")
    if scratch or len(ranges) > 1:
        taking.give_back(connection)
    _show_shared(connection, where, sql, is_one=len(ranges) == 1)


def forgo_influences(connection: duckdb.DuckDBPyConnection) -> None:
    """Let no case carry the interval of a curve, so that influences are computed for none."""
    replace(connection, "interval_cases", "select study, timepoint, case_id from frame_cases limit 0")


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
        show(connection, name, f"select * from {where}.{quoted(SHARED + name)}")
    for name, added in ADDED.items():
        source = f"{where}.{quoted(SHARED + name)}"
        if is_one:
            show(connection, name, f"select * from {source}")
        else:
            keys = ", ".join(
                column for column in types(connection, f"select * from {source}") if column != added
            )
            summed = f"select {keys}, sum({added})::bigint as {added} from {source} group by {keys}"
            replace(connection, name, summed)
    if not is_one:
        for name in WITHIN_RANGE:
            show(connection, name, sql[name])
        columns = ", ".join(types(connection, "select * from frame_cases"))
        show(connection, "frame_cases", f"select {columns} from case_facts")
    for name in FROM_KEPT:
        replace(connection, name, sql[name])


def _attached(connection: duckdb.DuckDBPyConnection, scratch: Path | None) -> str:
    if scratch is None:
        return "temp.main"
    connection.execute(f"attach {literal(str(scratch))} as shared_tables")
    return "shared_tables.main"
