"""Rows of ``coverage`` for a release: rows in against rows out, and what became of the difference."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from extract.bulk_release import BulkRelease
from extract.importers.ddl_csv import ACTS, CASES, IGNORED_COLUMNS
from transform.builders.coverage_steps import FRAME_STEP
from transform.bulk.small_tables import Row

_STATED = """
select coalesce(sum(cases), 0), coalesce(sum(cases) filter (printed is not null), 0),
    coalesce(sum(cases) filter ({code} = -9998), 0), coalesce(sum(cases) filter ({code} = -9999), 0),
    coalesce(sum(cases) filter ({code} is null), 0)
from {counts} left join {key} as named on named.year = release_year and named.code = {code}
"""


def coverage_steps(connection: duckdb.DuckDBPyConnection, release: BulkRelease) -> Iterator[Row]:
    """Rows of table ``coverage``: each step of the bulk build with rows in, out and explained."""
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


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    return tuple(int(value) for value in connection.execute(query).fetchall()[0])
