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
from transform.indicators.temporary_views import lasting, replace, show, types
from transform.warehouse_views import derived_views, literal, quoted

WITHIN_RANGE = (
    "frame_cases", "frame_hearings", "frame_rulings", "longest_stage_runs", "case_histories",
    "adjournments_placed", "case_facts",
)  # fmt: skip
"""Shared while a range is worked on, then dropped."""
KEPT = ("case_facts", "bailed_cases")
"""Kept whole: one row per case."""
ADDED = {
    "adjournment_days": "adjournments", "adjournment_tallies": "cases", "gap_lengths": "gaps",
    "adjournment_sides": "cases", "adjournment_reasons": "cases", "charged_cases": "cases",
    "stage_spells": "cases",
}  # fmt: skip
"""Counts over cases, and the column that is added up over ranges."""
SHARED = "shared_"
SHARED_DATABASE = "shared_tables"
IN_MEMORY, IN_FILE = "temp.main", f"{SHARED_DATABASE}.main"
"""Where shared tables lie."""
FROM_KEPT = ("disposal_survival", "cases_observed", "adjournment_curve")
"""Computed once from what was kept."""
RANGES_BETWEEN_SUMS = 10
"""Counts of so many ranges lie beside each other before they are added up."""


def share_views(
    connection: duckdb.DuckDBPyConnection,
    ranges: Sequence[CaseRange] = (ALL_CASES,),
    scratch: Path | None = None,
) -> None:
    """Compute the shared views of ``connection`` once, range by range, into temporary tables.

    With ``scratch`` they lie in a database file of that name, compressed, not in memory, and the ranges are
    worked on in short forms (``short_forms``). The ranges must cover all cases, each once.
    """
    if scratch is not None:
        connection.execute(f"attach {literal(str(scratch))} as {SHARED_DATABASE}")
    where = IN_MEMORY if scratch is None else IN_FILE
    sql = {file.field("view"): file.sql for file in derived_views()}
    _share_ranges(connection, ranges, where, sql)
    _show(connection, where, (*KEPT, *ADDED))
    if scratch or len(ranges) > 1:
        _show_rows(connection)
    for name in FROM_KEPT:
        _create(connection, shared(where, name), sql[name])
    _show(connection, where, FROM_KEPT)


def show_shared(connection: duckdb.DuckDBPyConnection) -> None:
    """Show what an earlier ``share_views`` left in the file that is attached as ``SHARED_DATABASE``."""
    _show(connection, IN_FILE, (*KEPT, *ADDED, *FROM_KEPT))
    _show_rows(connection)


def forgo_influences(connection: duckdb.DuckDBPyConnection) -> None:
    """Let no case carry the interval of a curve, so that influences are computed for none."""
    replace(connection, "interval_cases", "select study, timepoint, case_id from frame_cases limit 0")


def is_shared(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the connection has computed its shared views already: then it shows them in place of its own.

    It is tried, since a list of views says it only after writing down the query of each.
    """
    try:
        connection.execute("select 1 from temp.main.case_facts limit 0")
    except duckdb.CatalogException:
        return False
    return True


def shared(where: str, name: str) -> str:
    """The table that stands for the view ``name``."""
    return f"{where}.{quoted(SHARED + name)}"


def _share_ranges(
    connection: duckdb.DuckDBPyConnection, ranges: Sequence[CaseRange], where: str, sql: dict[str, str]
) -> None:
    """Rows kept of each range, and counts added up over the ranges."""
    forms = short_forms(connection) if where == IN_FILE else None
    taking = Taking({name: lasting(connection, name) for name in BASE}, forms)
    for position, cases in enumerate(ranges):
        keep = taking.take(connection, cases)
        for name in WITHIN_RANGE:
            replace(connection, name, sql[name])
        for name in (*KEPT, *ADDED):
            query = f"select * from {name}" if name in WITHIN_RANGE else sql[name]
            query = keep(query) if name in KEPT else query
            if position:
                connection.execute(f"insert into {shared(where, name)} {query}")
            else:
                _create(connection, shared(where, name), query)
        if position and (position % RANGES_BETWEEN_SUMS == 0 or cases == ranges[-1]):
            _add_up(connection, where)
    if forms or len(ranges) > 1:
        taking.give_back(connection)


def _add_up(connection: duckdb.DuckDBPyConnection, where: str) -> None:
    """Of alike rows of different ranges make one."""
    for name, added in ADDED.items():
        source, summed = shared(where, name), f"{where}.summed"
        keys = ", ".join(column for column in types(connection, f"select * from {source}") if column != added)
        alike = f"select {keys}, sum({added})::bigint as {added} from {source} group by {keys}"
        _create(connection, summed, alike)
        connection.execute(f"drop table {source}; alter table {summed} rename to {quoted(SHARED + name)}")


def _create(connection: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    kind = "temp table" if table.startswith(IN_MEMORY) else "table"
    connection.execute(f"create or replace {kind} {table} as {query}")


def _show(connection: duckdb.DuckDBPyConnection, where: str, names: Sequence[str]) -> None:
    for name in names:
        show(connection, name, f"select * from {shared(where, name)}")


def _show_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Of all cases again what was shared within a range; those in frame as they were kept."""
    sql = {file.field("view"): file.sql for file in derived_views()}
    for name in WITHIN_RANGE:
        if name not in KEPT:
            show(connection, name, sql[name])
    columns = ", ".join(types(connection, "select * from frame_cases"))
    show(connection, "frame_cases", f"select {columns} from case_facts")
