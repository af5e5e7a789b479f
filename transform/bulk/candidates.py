"""One pass over each case file: rows typed, cases named by pseudonym, what can't be used marked.

What comes of it (``candidates``) still has the release's own case number, so it lies in the raw zone and only
as long as the build lasts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from extract.bulk_release import ReleaseFile
from extract.importers.ddl_csv import ACTS, CASES, year_of
from transform.bulk.session import literal, pseudonym_sql
from transform.dates import FIRST_YEAR, LAST_YEAR, NOT_STATED

DATES = ("date_of_filing", "date_of_decision", "date_first_list", "date_last_list", "date_next_list")
BETWEEN = "\x1f"
"""Stands between the reason and what was found in ``candidates.fault``."""
CANDIDATE_OPTIONS = "format parquet, compression snappy"
CODES = ("type_name", "purpose_name", "disp_name")
NUMBERS = {
    CASES: ("year", "state_code", "dist_code", "court_no", *CODES),
    ACTS: ("act", "section"),
}
_FIRST, _LAST = f"date '{FIRST_YEAR}-01-01'", f"date '{LAST_YEAR}-12-31'"
SHAPED = "regexp_full_match(cino, '[A-Z]{2}[A-Z0-9]{2}[0-9]{12}')"

_CANDIDATES = """
with shaped as (
    select *, {shaped} as is_shaped from {source}
),
typed as (
    select
        ddl_case_id, cino, is_shaped, judge_position, {numbers}, {days}, {printed_days},
        {pseudonym} as case_id
    from shaped
)
select
    {year} as release_year,
    ddl_case_id,
    case_id,
    case when is_shaped then left(cino, 6) end as establishment_code,
    judge_position, {codes}, {names},
    case when not {is_sound} then {fault} end as fault
from typed
"""
# The one test that nearly every row passes, so that the others are tried on the few that do not.
_SOUND = """coalesce(
    case_id is not null and year = {year} and {whole} = 0 and {days}
    and greatest({past_days}) <= getvariable('last_day'),
    false)"""


def write_candidates(
    connection: duckdb.DuckDBPyConnection, files: Iterable[ReleaseFile], folder: Path
) -> None:
    """``candidates_YYYY.parquet`` in ``folder`` for each case file, in its order, and the view over them.

    View ``candidates``: those columns, and ``file_row_number`` (from 0) within the year's file.
    """
    for file in files:
        target = literal(str(folder / f"candidates_{year_of(file)}.parquet"))
        connection.execute(f"copy ({_query(file)}) to {target} ({CANDIDATE_OPTIONS})")
    pattern = literal(str(folder / "candidates_*.parquet"))
    connection.execute(
        f"create view candidates as select * from read_parquet({pattern}, file_row_number = true)"
    )


def csv_source(file: ReleaseFile) -> str:
    """SQL that reads a file by its header: numbers as such, all else as text; a bad row is a fault."""
    types = {
        name: "DOUBLE" if name in NUMBERS[file.role] else "VARCHAR"
        for name in file.columns
    }  # fmt: skip
    columns = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in types.items())
    return (
        f"read_csv({literal(str(file.path))}, auto_detect = false, header = true, delim = ',', "
        f"quote = '\"', escape = '\"', nullstr = '', columns = {{{columns}}})"
    )


def _query(file: ReleaseFile) -> str:
    year = year_of(file)
    return _CANDIDATES.format(
        shaped=SHAPED,
        source=csv_source(file),
        numbers=", ".join(NUMBERS[CASES]),
        days=", ".join(f"try_cast({name} as date) as {name}" for name in DATES),
        printed_days=", ".join(f"{name} as printed_{name}" for name in DATES),
        pseudonym=pseudonym_sql("cino", is_plain="is_shaped"),
        year=year,
        codes=", ".join(f"cast({name} as int) as {name}" for name in NUMBERS[CASES][1:]),
        names=", ".join(DATES),
        is_sound=_sound(year),
        fault=_first_fault(year),
    )


def _sound(year: int) -> str:
    return _SOUND.format(
        year=year,
        whole=_fractions(),
        days=" and ".join(f"({name} between {_FIRST} and {_LAST}) is distinct from false and "
                          f"({name} is null) = (printed_{name} is null)" for name in DATES),
        past_days=", ".join(name for name in DATES if name != "date_next_list"),
    )  # fmt: skip


def _fractions() -> str:
    return "(" + " + ".join(f"coalesce({name} % 1, 0)" for name in NUMBERS[CASES]) + ")"


def _faults(year: int) -> Iterator[tuple[str, str, str]]:
    """(condition, reason, what was found) of all that puts a row into quarantine."""
    yield "cino is null", "the CNR is not stated", "null"
    yield "case_id is null", "the CNR can't be read", "null"
    yield f"{_fractions()} <> 0", "a code is no whole number", "null"
    yield f"year is distinct from {year}", "the year is not that of its file", "cast(year as varchar)"
    not_stated = ", ".join(literal(text) for text in sorted(NOT_STATED))
    for name in DATES:
        what, printed = name.replace("_", " "), f"printed_{name}"
        is_unread = f"{name} is null and {printed} is not null and trim({printed}) not in ({not_stated})"
        unread = f"({is_unread}) or {name} not between {_FIRST} and {_LAST}"
        yield unread, f"{what} can't be read", printed
        if name != "date_next_list":
            yield f"{name} > getvariable('last_day')", f"{what} lies after the import", printed


def _first_fault(year: int) -> str:
    """SQL of the first fault that holds, its reason and what was found in one text.

    In one, because what two expressions share would be computed for every row beforehand.
    """
    branches = " ".join(
        f"when {condition} then {literal(reason + BETWEEN)} || coalesce(left({found}, 40), '')"
        for condition, reason, found in _faults(year)
    )
    return f"case {branches} end"
