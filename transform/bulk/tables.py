"""Tables ``cases`` and ``outcomes`` of a bulk release, and the views by which the checks' rules see them."""

from __future__ import annotations

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
    "case_id": "case_id",
}
_CASES = _STUDY | {
    "snapshot_id": "page_id",
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
    "next_hearing_date": "date_next_list",
    "decision_date": "decision_date",
    "clock_start_date": "clock_start_date",
    "clock_end_date": "coalesce(decision_date, getvariable('as_of'))",
    "stage_printed": "stage_printed",
    "stage_code": "stage_code",
    "status": "status",
    "nature_of_disposal_printed": "nature_printed",
    "is_contested": "is_contested",
    "snapshot_count": "row_count",
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
_FILLED = {"cases": _CASES, "outcomes": _OUTCOMES}


def view_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """What the rules look at before the tables are written: ``checked_cases`` and every other table.

    ``checked_cases`` holds the cases that a rule may speak of; what the release does not hold is empty.
    """
    for name in ("cases", "outcomes"):
        connection.execute(f"create view {name} as select {_columns(name)} from told_cases")
    connection.execute(
        "create view checked_cases as from cases "
        "where frame_exclusion is null or frame_exclusion in ('out_of_window', 'undated')"
    )
    acts = literal(str(folder / "acts.parquet" / "*.parquet"))
    connection.execute(f"create view acts as select * from read_parquet({acts})")
    for name in TABLES:
        if name not in (*_FILLED, "acts", "study_parameters"):
            connection.execute(f"create view {name} as select {_columns(name)} from told_cases where false")


def write_cases_and_outcomes(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Both tables, in the order of the release's rows. Cases in ``stopped_cases`` leave the frame."""
    frame = (
        "case when is_in_frame and stopped.case_id is not null then cast('quarantined' as frame_exclusion) "
        "else frame_exclusion end"
    )
    changed = f"replace (({frame}) is null as is_in_frame, {frame} as frame_exclusion)"
    cases = f"select cases.* {changed} from cases left join stopped_cases as stopped using (case_id)"
    _copy(connection, cases, folder / "cases.parquet")
    _copy(connection, "from outcomes", folder / "outcomes.parquet")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, table: Path) -> None:
    table.mkdir()
    target = literal(str(table / "all_years.parquet"))
    connection.execute(f"copy ({query}) to {target} ({COPY_OPTIONS})")


def _columns(name: str) -> str:
    """Every column of the schema in its order and type; what the release does not state is null.

    Text stays as it comes: text of few values comes as an enum, which Parquet files hold as text.
    """
    sources = _FILLED.get(name, {})
    return ", ".join(
        f"{sources[column.name]} as {column.name}"
        if column.type == "text" and column.name in sources
        else f"cast({sources.get(column.name, 'null')} as {DUCKDB_TYPES[column.type]}) as {column.name}"
        for column in TABLES[name].columns
    )
