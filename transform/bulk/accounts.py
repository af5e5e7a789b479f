"""What became of every row of a release: tables ``coverage``, ``wordings``, ``quarantine`` and ``pages``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from extract.bulk_release import BulkRelease
from extract.importers.ddl_csv import ACTS, CASES, IGNORED_COLUMNS
from extract.parsers import PARSER_VERSION
from transform.bulk.setting_aside import REPEATED
from transform.bulk.small_tables import Row, read_table, told_table
from transform.coverage import FRAME_STEP

# Codes are counted first, in one pass each, and only then given their wordings.
_COUNTS = """
create table counts_of_types as
select release_year, type_name, disp_name, is_undecided_yet, count(*) as cases from known_rows group by all;
create table counts_of_purposes as
select release_year, purpose_name, is_outrun, count(*) as cases from known_rows group by all;
create table counts_of_charges as
select act, section, count(*) as charges from charged where candidate is not null group by all;
"""

_WORDINGS = """
with typed as (
    select counts.*, types.printed as type_printed, type_code, kind,
        disposals.printed as nature_printed, outcome_code
    from counts_of_types as counts
    left join type_key as types on types.year = release_year and types.code = type_name
    left join disposal_key as disposals on disposals.year = release_year and disposals.code = disp_name
)
select 'case_types' as vocabulary, type_printed as printed, type_code as code, sum(cases) as count
from typed where type_code is not null group by all
union all
select 'purposes', printed, stage_code, sum(cases)
from counts_of_purposes inner join purpose_key on year = release_year and code = purpose_name
where stage_code is not null and not is_outrun group by all
union all
select 'disposals', nature_printed, outcome_code, sum(cases)
from typed where nature_printed is not null and not is_undecided_yet and kind is distinct from 'bail'
group by all
union all
select 'acts', act_printed, act_code, sum(charges)
from counts_of_charges inner join charge_parts using (act, section) group by all
"""

_STATED = """
select coalesce(sum(cases), 0), coalesce(sum(cases) filter (printed is not null), 0),
    coalesce(sum(cases) filter ({code} = -9998), 0), coalesce(sum(cases) filter ({code} = -9999), 0),
    coalesce(sum(cases) filter ({code} is null), 0)
from {counts} left join {key} as named on named.year = release_year and named.code = {code}
"""

_QUARANTINE = """
with listed as (
    select 0 as stage_order, 'interpret' as stage, page_id, set_aside.case_id, reason, found, sha256
    from set_aside
    inner join candidates on candidates.rowid = set_aside.candidate
    inner join release_files using (release_year)
    where reason <> '{repeated}'
    union all
    select 1, 'rule', page_id, told_cases.case_id, reason, found, null
    from rule_offenders as offenders inner join told_cases on told_cases.rowid = offenders.case_id
)
select
    row_number() over (order by stage_order, case_id nulls first, reason, found, page_id)
        as quarantine_number,
    stage, page_id, case_id, reason, null as expected, found, sha256 as excerpt_sha256
from listed
"""


def accounts(connection: duckdb.DuckDBPyConnection, release: BulkRelease) -> dict[str, pa.Table]:
    """The four tables, by name, after ``cases``, ``outcomes`` and ``acts`` were written."""
    connection.execute(_COUNTS)
    return {
        "coverage": told_table(connection, "coverage", _steps(connection, release)),
        "wordings": read_table(connection, "wordings", _WORDINGS),
        "quarantine": read_table(connection, "quarantine", _QUARANTINE.format(repeated=REPEATED)),
        "pages": told_table(connection, "pages", _pages(release)),
    }


def _steps(connection: duckdb.DuckDBPyConnection, release: BulkRelease) -> Iterator[Row]:
    names = ("step", "rows_in", "rows_out", "explained", "note")
    for step in (
        *_case_steps(connection, release),
        *_value_steps(connection),
        *_charge_steps(connection, release),
        _bail_step(connection),
        _frame_step(connection),
        *_ignored_steps(connection, release),
    ):
        yield dict(zip(names, step, strict=True))


Step = tuple[str, int, int, int, str]


def _case_steps(connection: duckdb.DuckDBPyConnection, release: BulkRelease) -> Iterator[Step]:
    lines = sum(file.rows for file in release.of_role(CASES))
    rows = _one(connection, "select count(*) from candidates")[0]
    yield "01 lines of the case files to rows", lines, rows, 0, "one row a line"
    reasons = connection.execute(
        "select reason, count(*) from set_aside group by reason order by reason"
    ).fetchall()
    note = ", ".join(f"{count} {reason}" for reason, count in reasons) or "none set aside"
    cases = _one(connection, "select count(*) from written_cases")[0]
    yield "02 rows to cases", rows, cases, sum(count for _, count in reasons), note
    outcomes = _one(connection, "select count(*) from written_outcomes")[0]
    yield "10 cases to outcomes", cases, outcomes, 0, "one row for every case"


def _value_steps(connection: duckdb.DuckDBPyConnection) -> Iterator[Step]:
    """How many cases state a value at all: unclear, missing and blank are not values."""
    for number, code, counts, key in (
        ("03", "type_name", "counts_of_types", "type_key"),
        ("04", "purpose_name", "counts_of_purposes", "purpose_key"),
        ("05", "disp_name", "counts_of_types", "disposal_key"),
    ):
        query = _STATED.format(code=code, counts=counts, key=key)
        rows, stated, unclear, missing, blank = _one(connection, query)
        without = rows - stated - unclear - missing - blank
        note = (
            f"{unclear} unclear (-9998), {missing} missing (-9999), {blank} blank, {without} a code for none"
        )
        yield f"{number} cases to cases that state {code}", rows, stated, rows - stated, note


def _charge_steps(connection: duckdb.DuckDBPyConnection, release: BulkRelease) -> Iterator[Step]:
    lines = sum(file.rows for file in release.of_role(ACTS))
    rows, known, owned = _one(
        connection, "select count(*), count(*) filter (is_known), count(candidate) from charged"
    )
    orphans, aside = rows - known, known - owned
    note = f"{orphans} of no case in the case files, {aside} of rows set aside"
    yield "06 lines of the acts file to charges of cases", lines, owned, orphans + aside, note
    coded, extra = _one(
        connection,
        "select coalesce(sum(charges), 0), coalesce(sum(charges * (parts - 1)), 0) "
        "from counts_of_charges inner join "
        "(select act, section, count(*) as parts from charge_parts group by all) using (act, section)",
    )
    written = _one(connection, "select count(*) from written_acts")[0]
    note = f"{owned - coded} without an act or with a code in no key, {extra} more where one line has several"
    yield "07 charges of cases to acts", owned, written, owned - coded - int(extra), note


def _bail_step(connection: duckdb.DuckDBPyConnection) -> Step:
    found = _one(connection, "select count(*) from told_cases where case_kind = 'bail'")[0]
    note = (
        f"{found} cases of a bail type stay in cases: the release ties none to its prosecution, so the table "
        "bail is empty and its figures are not available, not zero"
    )
    return "11 bail cases to bail", found, 0, found, note


def _frame_step(connection: duckdb.DuckDBPyConnection) -> Step:
    counts = connection.execute(
        "select frame_exclusion, count(*) from written_cases group by all order by all"
    ).fetchall()
    excluded = [(reason, count) for reason, count in counts if reason is not None]
    note = ", ".join(f"{count} {reason}" for reason, count in excluded) or "none left out"
    in_frame = sum(count for reason, count in counts if reason is None)
    left_out = sum(count for _, count in excluded)
    return FRAME_STEP, in_frame + left_out, in_frame, left_out, note


def _ignored_steps(connection: duckdb.DuckDBPyConnection, release: BulkRelease) -> Iterator[Step]:
    """Columns that are listed as ignored, each with its reason."""
    for role in (CASES, ACTS):
        rows = sum(file.rows for file in release.of_role(role))
        for column, reason in IGNORED_COLUMNS[role].items():
            if all(column in file.columns for file in release.of_role(role)):
                yield f"20 column {column} of {role}, ignored", rows, 0, rows, reason
    rows = _one(connection, "select count(*) from candidates")[0]
    used = (
        "tells which of several rows is latest and whether the row knows more than the cut-off; in no table"
    )
    yield "21 column date_last_list of cases, not kept", rows, 0, rows, used


def _pages(release: BulkRelease) -> Iterator[Row]:
    for file in release.files:
        yield {
            "page_id": file.page_id,
            "kind": "bulk_file",
            "origin": "ddl-csv",
            "fetched_at": datetime.fromtimestamp(file.changed_ns // 10**9, UTC),
            "sha256": file.sha256,
            "layout": "ddl-csv" if file.role == CASES else None,
            "parser_version": PARSER_VERSION,
            "result": "ignored" if file.role == "ignored" else "read",
            "case_id": None,
        }


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    return tuple(int(value) for value in connection.execute(query).fetchall()[0])
