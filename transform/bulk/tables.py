"""Tables ``cases`` and ``outcomes`` of a bulk release, and the views by which the checks' rules see them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb

from extract.bulk_release import BulkRelease
from extract.importers.ddl_csv import CASES, year_of
from transform.bulk.session import literal
from transform.bulk.writing import COPY_OPTIONS
from transform.schema import TABLES
from transform.warehouse_views import DUCKDB_TYPES

# Columns of the schema by the SQL that fills them; what the release does not state stays null.
_STUDY = {"study": "getvariable('study')", "timepoint": "getvariable('timepoint')", "case_id": "rows.case_id"}
_CASES = _STUDY | {
    "snapshot_id": "files.page_id",
    "layout": "'ddl-csv'",
    "state_code": "cast(state_code as varchar)",
    "district_code": "cast(dist_code as varchar)",
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
        "left join repeated using (release_year, file_row_number)"
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


def write_cases_and_outcomes(
    connection: duckdb.DuckDBPyConnection, release: BulkRelease, folder: Path
) -> None:
    """A part file for each year of both tables. Cases in table ``stopped_cases`` leave the frame."""
    frame = (
        "case when is_in_frame and stopped.case_id is not null then 'quarantined' else frame_exclusion end"
    )
    changed = f"replace (({frame}) is null as is_in_frame, {frame} as frame_exclusion)"
    for file in release.of_role(CASES):
        part = f"{year_of(file)}.parquet"
        of_year = f"rows.release_year = {year_of(file)}"
        _copy(
            connection,
            f"select listed.* {changed} from "
            f"(select {_columns('cases')} from {_FROM['cases']} where {of_year}) as listed "
            "left join stopped_cases as stopped on stopped.case_id = listed.case_id",
            folder / "cases.parquet" / part,
        )
        query = f"select {_columns('outcomes')} from {_FROM['outcomes']} where {of_year}"
        _copy(connection, query, folder / "outcomes.parquet" / part)


def _copy(connection: duckdb.DuckDBPyConnection, query: str, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    connection.execute(f"copy ({query}) to {literal(str(target))} ({COPY_OPTIONS})")


def _columns(name: str, filled: Collection[str] | None = None) -> str:
    """Every column of the schema in its order and type; those not ``filled`` (all that can be) are null."""
    sources = {
        column: source
        for column, source in _FILLED.get(name, {}).items()
        if filled is None or column in filled
    }
    return ", ".join(
        f"cast({sources.get(column.name, 'null')} as {DUCKDB_TYPES[column.type]}) as {column.name}"
        for column in TABLES[name].columns
    )
