"""One pass over the case files: rows typed, cases named by pseudonym, what can't be used marked.

What comes of it (``candidates``) still has the release's own case number, so it is held in memory and, where
that does not do, in a private folder of the raw zone, only as long as the build lasts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import duckdb

from extract.bulk_release import ReleaseFile
from extract.cnr import PLAIN_CNR
from extract.importers.ddl_csv import ACTS, CASES, year_of
from transform.bulk.session import literal, pseudonym_sql
from transform.interpreting.dates import FIRST_YEAR, LAST_YEAR, NOT_STATED

DATES = ("date_of_filing", "date_of_decision", "date_first_list", "date_last_list", "date_next_list")
BETWEEN = "\x1f"
"""Stands between the reason and what was found in ``candidates.fault``."""
CODES = ("type_name", "purpose_name", "disp_name")
NUMBERS = {
    CASES: ("year", "state_code", "dist_code", "court_no", *CODES),
    ACTS: ("act", "section"),
}
_FIRST, _LAST = f"date '{FIRST_YEAR}-01-01'", f"date '{LAST_YEAR}-12-31'"
SHAPED = f"regexp_full_match(cino, '{PLAIN_CNR.pattern}')"

_CANDIDATES = """
with shaped as (
    select *, {shaped} as is_shaped, {year_of_file} as release_year from {source}
),
typed as (
    select
        release_year, ddl_case_id, cino, is_shaped, judge_position, {numbers}, {days}, {printed_days},
        {pseudonym} as case_id
    from shaped
)
select
    release_year,
    ddl_case_id,
    case_id,
    case when is_shaped then left(cino, 6) end as establishment_code,
    judge_position, {codes}, {names},
    case when not {is_sound} then {fault} end as fault
from typed
"""
# The one test that nearly every row passes, so that the others are tried on the few that do not.
_SOUND = """coalesce(
    case_id is not null and year = release_year and {whole} = 0 and {days}
    and greatest({past_days}) <= getvariable('last_day'),
    false)"""


def load_candidates(connection: duckdb.DuckDBPyConnection, files: Iterable[ReleaseFile]) -> None:
    """Table ``candidates``: every row of the case files, which are read in one pass.

    Rows stand in the order of the files and of the rows in them, so that ``rowid`` (from 0) names a row. The
    largest files come first: of many files DuckDB reads each in one thread, and the last should not be long.
    """
    in_order = sorted(files, key=lambda file: (file.columns, -file.bytes, year_of(file)))
    queries = (_query(tuple(alike)) for _, alike in groupby(in_order, lambda file: file.columns))
    connection.execute(f"create table candidates as {' union all '.join(f'({query})' for query in queries)}")


def csv_source(files: Sequence[ReleaseFile]) -> str:
    """SQL that reads files of one header: numbers as such, all else as text; a bad row is a fault."""
    types = {
        name: "DOUBLE" if name in NUMBERS[files[0].role] else "VARCHAR"
        for name in files[0].columns
    }  # fmt: skip
    columns = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in types.items())
    paths = ", ".join(literal(str(file.path)) for file in files)
    return (
        f"read_csv([{paths}], auto_detect = false, header = true, delim = ',', filename = true, "
        f"quote = '\"', escape = '\"', nullstr = '', columns = {{{columns}}})"
    )


def _query(files: Sequence[ReleaseFile]) -> str:
    years = " ".join(f"when {literal(str(file.path))} then {year_of(file)}" for file in files)
    return _CANDIDATES.format(
        shaped=SHAPED,
        year_of_file=f"cast(case filename {years} end as int)",
        source=csv_source(files),
        numbers=", ".join(NUMBERS[CASES]),
        days=", ".join(f"try_cast({name} as date) as {name}" for name in DATES),
        printed_days=", ".join(f"{name} as printed_{name}" for name in DATES),
        pseudonym=pseudonym_sql("cino", is_plain="is_shaped"),
        codes=", ".join(f"cast({name} as int) as {name}" for name in NUMBERS[CASES][1:]),
        names=", ".join(DATES),
        is_sound=_sound(),
        fault=_first_fault(),
    )


def _sound() -> str:
    return _SOUND.format(
        whole=_fractions(),
        days=" and ".join(f"({name} between {_FIRST} and {_LAST}) is distinct from false and "
                          f"({name} is null) = (printed_{name} is null)" for name in DATES),
        past_days=", ".join(name for name in DATES if name != "date_next_list"),
    )  # fmt: skip


def _fractions() -> str:
    return "(" + " + ".join(f"coalesce({name} - floor({name}), 0)" for name in NUMBERS[CASES]) + ")"


def _faults() -> Iterator[tuple[str, str, str]]:
    """(condition, reason, what was found) of all that puts a row into quarantine."""
    yield "cino is null", "the CNR is not stated", "null"
    yield "case_id is null", "the CNR can't be read", "null"
    yield f"{_fractions()} <> 0", "a code is no whole number", "null"
    yield "year is distinct from release_year", "the year is not that of its file", "cast(year as varchar)"
    not_stated = ", ".join(literal(text) for text in sorted(NOT_STATED))
    for name in DATES:
        what, printed = name.replace("_", " "), f"printed_{name}"
        # Not "in (...)": that becomes a join, which every row goes through and which keeps no order.
        is_stated = f"{printed} is not null and list_position([{not_stated}], trim({printed})) is null"
        unread = f"({name} is null and {is_stated}) or {name} not between {_FIRST} and {_LAST}"
        yield unread, f"{what} can't be read", printed
        if name != "date_next_list":
            yield f"{name} > getvariable('last_day')", f"{what} lies after the import", printed


def _first_fault() -> str:
    """SQL of the first fault that holds, its reason and what was found in one text.

    In one, because what two expressions share would be computed for every row beforehand.
    """
    branches = " ".join(
        f"when {condition} then {literal(reason + BETWEEN)} || coalesce(left({found}, 40), '')"
        for condition, reason, found in _faults()
    )
    return f"case {branches} end"
