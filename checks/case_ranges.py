"""One range of cases after another, so that what rules look at is joined once and fits into memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from checks.rule_files import Rule, Severity
from checks.rule_views import RULE_VIEWS, show_rule_views
from checks.runs import runs_of
from checks.table_source import Tables, in_memory, part_files, reading
from transform.indicators.taking_ranges import CaseRange
from transform.schema import TABLES
from transform.warehouse_views import quoted

OF_CASES = tuple(name for name, table in TABLES.items() if "case_id" in table.key)
"""Tables of which each row belongs to a case."""
COMPUTED = ("checked_cases", "checked_hearings", "checked_histories")
ADDED = "frame_purposes"
"""Counted range by range and added up."""

# ``checked_chains`` without sorting, for entries that are read in the order of cases and numbers. Joining may
# change the order, so it comes last, when few entries are left of what a rule looks for.
CHAINS_IN_ORDER = """
with followed as (
    select
        study, timepoint, case_id, hearing_number, business_date, next_date, is_terminal,
        lead(case_id) over () as following_case_id,
        lead(hearing_number) over () as following_entry,
        lead(business_date) over () as following_day
    from hearings
    where is_within_as_of
)
select
    case_id, hearing_number, business_date, next_date, is_terminal,
    case when following_case_id = case_id then following_entry end as following_number,
    case when following_case_id = case_id then following_day end as following_date
from followed
semi join checked_cases using (study, timepoint, case_id)
"""


def begin_ranges(connection: duckdb.DuckDBPyConnection) -> None:
    """Nothing is counted yet of what is added up."""
    connection.execute(f"create or replace temp table {ADDED} as from ({RULE_VIEWS[ADDED]}) limit 0")


def take_range(connection: duckdb.DuckDBPyConnection, tables: Tables, cases: CaseRange, queries: str) -> None:
    """Show ``cases`` alone of every table, with what rules look at computed; add up their purposes.

    Rows are read once, those columns that ``queries`` name: a table that is in no order has to be read whole.
    """
    for name in OF_CASES:
        if name in tables:
            rows = f"{_source(name, tables[name], cases)} where {cases.condition('case_id')}"
            columns = columns_read(name, queries)
            connection.execute(f"create or replace temp table {quoted(name)} as select {columns} from {rows}")
    for name in COMPUTED:
        connection.execute(f"create or replace temp table {name} as {RULE_VIEWS[name]}")
    _chain_entries(connection)
    connection.execute(f"insert into {ADDED} {RULE_VIEWS[ADDED]}")


def leave_ranges(connection: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    """Show whole tables again, and purposes as they were added up."""
    for name in OF_CASES:
        if name in tables:
            connection.execute(f"drop table temp.main.{quoted(name)}")
    for name in COMPUTED:
        connection.execute(f"drop table temp.main.{name}")
    show_rule_views(connection, but=frozenset({ADDED}))


def queries_of(rules: Iterable[tuple[Rule, Severity]]) -> str:
    """What these rules, and the views they look at, ask for."""
    return " ".join((*RULE_VIEWS.values(), *(rule.query for rule, _ in rules)))


def columns_read(table: str, queries: str) -> str:
    """Columns of a table that the ``queries`` name, as a select list."""
    return ", ".join(column for column in TABLES[table].column_names() if column in queries)


def _chain_entries(connection: duckdb.DuckDBPyConnection) -> None:
    """Entries in order need no sorting, which costs far more than everything else that rules do."""
    runs = runs_of(connection, "hearings", ("case_id", "hearing_number"))
    is_in_order = runs is not None and len(runs) <= 1
    chains = CHAINS_IN_ORDER if is_in_order else RULE_VIEWS["checked_chains"]
    connection.execute(f"create or replace temp view checked_chains as {chains}")


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
