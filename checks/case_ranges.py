"""One range of cases after another, so that what rules look at is joined once and fits into memory."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from checks.rule_views import RULE_VIEWS, show_rule_views
from checks.table_source import Tables, in_memory, part_files, reading
from transform.indicators.sharing import CaseRange
from transform.schema import TABLES
from transform.warehouse_views import quoted

OF_CASES = tuple(name for name, table in TABLES.items() if "case_id" in table.key)
"""Tables of which each row belongs to a case."""
COMPUTED = ("checked_cases", "checked_hearings", "checked_histories")
ADDED = "frame_purposes"
"""Counted range by range and added up."""

# ``checked_chains`` without sorting: right where the entries come in the order of cases and numbers.
FOLLOWED = """
select
    study, timepoint, case_id, hearing_number, business_date, next_date, is_terminal,
    lead(case_id) over () as following_case_id,
    lead(hearing_number) over () as following_entry,
    lead(business_date) over () as following_day
from checked_hearings
where is_within_as_of
"""
IS_OUT_OF_ORDER = """
select count(*) from followed_entries
where (following_case_id, following_entry) <= (case_id, hearing_number)
"""
CHAINS_OF_FOLLOWED = """
select
    study, timepoint, case_id, hearing_number, business_date, next_date, is_terminal,
    case when following_case_id = case_id then following_entry end as following_number,
    case when following_case_id = case_id then following_day end as following_date
from followed_entries
"""


def take_range(connection: duckdb.DuckDBPyConnection, tables: Tables, cases: CaseRange) -> None:
    """Show ``cases`` alone of every table, with what rules look at computed; add up their purposes."""
    for name in OF_CASES:
        if name in tables:
            rows = f"select * from {_source(name, tables[name], cases)} where {cases.condition('case_id')}"
            connection.execute(f"create or replace temp view {quoted(name)} as {rows}")
    for name in COMPUTED:
        connection.execute(f"create or replace temp table {name} as {RULE_VIEWS[name]}")
    _chain_entries(connection)
    connection.execute(f"create temp table if not exists {ADDED} as from ({RULE_VIEWS[ADDED]}) limit 0")
    connection.execute(f"insert into {ADDED} {RULE_VIEWS[ADDED]}")


def leave_ranges(connection: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    """Show whole tables again, and purposes as they were added up."""
    for name in OF_CASES:
        if name in tables:
            connection.execute(f"drop view temp.main.{quoted(name)}")
    for name in (*COMPUTED, "checked_chains", "followed_entries"):
        connection.execute(f"drop table if exists temp.main.{name}")
    show_rule_views(connection, but=frozenset({ADDED}))


def _chain_entries(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"create or replace temp table followed_entries as {FOLLOWED}")
    is_in_order = connection.execute(IS_OUT_OF_ORDER).fetchall() == [(0,)]
    chains = CHAINS_OF_FOLLOWED if is_in_order else RULE_VIEWS["checked_chains"]
    connection.execute(f"create or replace temp table checked_chains as {chains}")


def _source(name: str, table: pa.Table | Path, cases: CaseRange) -> str:
    """The parts of a table that may hold rows of ``cases``; one part where none does, for its columns."""
    if isinstance(table, pa.Table):
        return in_memory(name)
    parts = part_files(table)
    return reading([part for part in parts if _may_hold(part, cases)] or parts[:1])


def _may_hold(part: Path, cases: CaseRange) -> bool:
    """Whether the smallest and largest pseudonym of a part, as it states them, touch the range."""
    metadata = pq.read_metadata(part)
    column = metadata.schema.names.index("case_id")
    for group in range(metadata.num_row_groups):
        stated = metadata.row_group(group).column(column).statistics
        if stated is None or not stated.has_min_max:
            return True
        if (cases.end is None or stated.min < cases.end) and (
            cases.first is None or stated.max >= cases.first
        ):
            return True
    return False
