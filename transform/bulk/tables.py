"""Tables ``cases`` and ``outcomes`` of a bulk release, and the views by which the checks' rules see them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb

from transform.bulk.session import literal
from transform.bulk.writing import COPY_OPTIONS
from transform.schema import TABLES
from transform.warehouse_views import DUCKDB_TYPES

# Columns of the schema by the SQL that fills them; what the release does not state stays null.
_STUDY = {
    "study": "cast(getvariable('study') as study)",
    "timepoint": "cast(getvariable('timepoint') as timepoint)",
    "case_id": "rows.case_id",
}
_CASES = _STUDY | {
    "snapshot_id": "files.page_id",
    "layout": "cast('ddl-csv' as layout)",
    "state_code": "state_printed",
    "district_code": "district_printed",
    "district": "district",
    "establishment_code": "establishment_code",
    "court_level": "court_level",
    "judge_designation": "judge_designation",
    "case_type_printed": "case_type_printed",
    "case_type_code": "case_type_code",
    "case_kind": "case_kind",
    "filing_date": "date_of_filing",
    "first_hearing_date": "date_first_list",
    "next_hearing_date": "case when not is_outrun then date_next_list end",
    "decision_date": "decision_date",
    "clock_start_date": "clock_start_date",
    "clock_end_date": "coalesce(decision_date, getvariable('as_of'))",
    "stage_printed": "stage_printed",
    "stage_code": "stage_code",
    "status": "status",
    "nature_of_disposal_printed": "nature_printed",
    "is_contested": "is_contested",
    "snapshot_count": "coalesce(repeated.row_count, 1)",
    "is_in_frame": "frame_exclusion is null",
    "frame_exclusion": "frame_exclusion",
}
_OUTCOMES = _STUDY | {
    "outcome_code": "outcome_code",
    "outcome_group": "outcome_group",
    "is_disposal": "coalesce(is_disposal, false)",
    "is_merits": "coalesce(is_merits, false)",
    "is_plea": "case when outcome_code = 'convicted' then coalesce(is_plea, false) end",
    "is_conviction_lower": "coalesce(is_conviction_lower, false)",
    "is_conviction_upper": "coalesce(is_conviction_upper, false)",
    "outcome_date": "decision_date",
    "days_to_outcome": "date_diff('day', clock_start_date, decision_date)",
}
_FROM = {
    "cases": (
        "placed_rows as rows inner join release_files as files using (release_year) "
        "left join repeated on repeated.candidate = rows.candidate"
    ),
    "outcomes": "ended_rows as rows",
}
_FILLED = {"cases": _CASES, "outcomes": _OUTCOMES}


_NOT_SEEN = ("judge_designation", "court_level", "case_kind", "snapshot_id", "snapshot_count")
_SEEN_BY_RULES = tuple(name for name in _CASES if name not in _NOT_SEEN)


def view_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """What the rules look at before the tables are written: ``checked_cases`` and the other tables.

    ``checked_cases`` holds the cases that a rule may speak of, without what needs courts and judges to be
    joined; ``outcomes`` and ``acts`` are whole; what the release does not hold is empty.
    """
    connection.execute(
        f"create table checked_cases as select {_columns('cases', _SEEN_BY_RULES)} from judged_rows as rows "
        "where frame_exclusion is null or frame_exclusion in ('out_of_window', 'undated')"
    )
    connection.execute("create view cases as from checked_cases")
    connection.execute(f"create view outcomes as select {_columns('outcomes')} from {_FROM['outcomes']}")
    acts = literal(str(folder / "acts.parquet" / "*.parquet"))
    connection.execute(f"create view acts as select * from read_parquet({acts})")
    for name in TABLES:
        if name not in (*_FILLED, "acts", "study_parameters"):
            connection.execute(f"create view {name} as select {_columns(name, ())} where false")


def write_cases_and_outcomes(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Both tables, in the order of the release's rows. Cases in ``stopped_cases`` leave the frame."""
    frame = (
        "case when is_in_frame and stopped.case_id is not null then cast('quarantined' as frame_exclusion) "
        "else frame_exclusion end"
    )
    changed = f"replace (({frame}) is null as is_in_frame, {frame} as frame_exclusion)"
    cases = (
        f"select listed.* {changed} from (select {_columns('cases')} from {_FROM['cases']}) as listed "
        "left join stopped_cases as stopped on stopped.case_id = listed.case_id"
    )
    _copy(connection, cases, folder / "cases.parquet")
    _copy(connection, f"select {_columns('outcomes')} from {_FROM['outcomes']}", folder / "outcomes.parquet")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, table: Path) -> None:
    table.mkdir()
    target = literal(str(table / "all_years.parquet"))
    connection.execute(f"copy ({query}) to {target} ({COPY_OPTIONS})")


def _columns(name: str, filled: Collection[str] | None = None) -> str:
    """Every column of the schema in its order and type; those not ``filled`` (all that can be) are null.

    Text stays as it comes: text of few values comes as an enum, which Parquet files hold as text.
    """
    sources = {
        column: source
        for column, source in _FILLED.get(name, {}).items()
        if filled is None or column in filled
    }
    return ", ".join(
        f"{sources[column.name]} as {column.name}"
        if column.type == "text" and column.name in sources
        else f"cast({sources.get(column.name, 'null')} as {DUCKDB_TYPES[column.type]}) as {column.name}"
        for column in TABLES[name].columns
    )
