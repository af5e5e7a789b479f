"""Tables ``cases`` and ``outcomes`` of a bulk release, and the views in which the checks' rules see them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from transform.bulk.session import literal
from transform.bulk.writing import COPY_OPTIONS
from transform.interpreting.frame import DATED_OUT
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
    "clock_end_date": "coalesce(if(status = 'inactive', null, decision_date), getvariable('as_of'))",
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
    "is_probation": "case when outcome_code = 'convicted' then coalesce(is_probation, false) end",
    "is_conviction_lower": "coalesce(is_conviction_lower, false)",
    "is_conviction_upper": "coalesce(is_conviction_upper, false)",
    "outcome_date": "decision_date",
    "days_to_outcome": "date_diff('day', clock_start_date, decision_date)",
}
_FILLED = {"cases": _CASES, "outcomes": _OUTCOMES}


def view_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """What the rules look at before the tables are written: ``checked_cases`` and every other table.

    ``checked_cases`` holds the cases that a rule may speak of; what the release does not hold is empty. In
    all of them ``case_id`` is the case's ``rowid`` in ``told_cases``: rules join tables by it, and numbers
    cost a fraction of what text does.
    """
    for name in ("cases", "outcomes"):
        columns = _columns(name, case_id="rowid")
        connection.execute(f"create view {name} as select {columns} from told_cases")
    connection.execute(
        "create view checked_cases as from cases "
        f"where frame_exclusion is null or frame_exclusion in {DATED_OUT}"
    )
    acts = literal(str(folder / "acts.parquet" / "*.parquet"))
    connection.execute(
        "create view acts as select acts.* replace (told_cases.rowid as case_id) "
        f"from read_parquet({acts}) as acts inner join told_cases on told_cases.case_id = acts.case_id"
    )
    for name in TABLES:
        if name not in (*_FILLED, "acts", "study_parameters"):
            columns = _columns(name, case_id="cast(null as bigint)")
            connection.execute(f"create view {name} as select {columns} from told_cases where false")


def write_cases_and_outcomes(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Both tables. Cases in ``stopped_cases`` leave the frame."""
    told = f"select rowid as told, {_columns('cases')} from told_cases"
    frame = (
        "case when stopped.told is not null and "
        f"(is_in_frame or frame_exclusion in {DATED_OUT}) "
        "then cast('quarantined' as frame_exclusion) "
        "else frame_exclusion end"
    )
    changed = f"({frame}) is null as is_in_frame, {frame} as frame_exclusion"
    cases = (
        f"select listed.* exclude (told) replace ({changed}) from ({told}) as listed "
        "left join stopped_cases as stopped on stopped.told = listed.told"
    )
    _copy(connection, cases, folder / "cases.parquet")
    outcomes = f"select {_columns('outcomes')} from told_cases"
    _copy(connection, outcomes, folder / "outcomes.parquet")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, table: Path) -> None:
    table.mkdir()
    target = literal(str(table / "all_years.parquet"))
    connection.execute(f"copy ({query}) to {target} ({COPY_OPTIONS})")


def _columns(name: str, **instead: str) -> str:
    """Every column of the schema in its order and type; what the release does not state is null.

    Text stays as it comes: text of few values comes as an enum, which Parquet files hold as text. ``instead``
    gives other SQL for a column.
    """
    sources = _FILLED.get(name, {})
    return ", ".join(
        f"{instead.get(column.name) or sources[column.name]} as {column.name}"
        if column.type == "text" and column.name in (*sources, *instead)
        else f"cast({sources.get(column.name, 'null')} as {DUCKDB_TYPES[column.type]}) as {column.name}"
        for column in TABLES[name].columns
    )
