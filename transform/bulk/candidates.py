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
CODES = ("type_name", "purpose_name", "disp_name")
NUMBERS = {
    CASES: ("year", "state_code", "dist_code", "court_no", *CODES),
    ACTS: ("act", "section"),
}
SHAPED = "regexp_full_match(cino, '[A-Z]{2}[A-Z0-9]{2}[0-9]{12}')"

_CANDIDATES = """
with typed as (
    select
        ddl_case_id, cino, {case_id} as case_id, judge_position, {numbers}, {days}, {printed_days}
    from {source}
)
select
    {year} as release_year,
    ddl_case_id,
    case_id,
    case when {shaped} then left(cino, 6) end as establishment_code,
    judge_position, {codes}, {names},
    {fault} as fault,
    {found} as found
from typed
"""


def write_candidates(
    connection: duckdb.DuckDBPyConnection, files: Iterable[ReleaseFile], folder: Path
) -> None:
    """``candidates_YYYY.parquet`` in ``folder`` for each case file, in its order, and the view over them.

    View ``candidates``: those columns, and ``file_row_number`` (from 0) within the year's file.
    """
    for file in files:
        target = literal(str(folder / f"candidates_{year_of(file)}.parquet"))
        connection.execute(f"copy ({_query(file)}) to {target} (format parquet, compression snappy)")
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
    return _CANDIDATES.format(
        numbers=", ".join(NUMBERS[CASES]),
        days=", ".join(f"{_day(name)} as {name}" for name in DATES),
        printed_days=", ".join(f"{name} as printed_{name}" for name in DATES),
        source=csv_source(file),
        year=year_of(file),
        case_id=pseudonym_sql("cino"),
        shaped=SHAPED,
        codes=", ".join(f"cast({name} as int) as {name}" for name in NUMBERS[CASES][1:]),
        names=", ".join(DATES),
        fault=_first(_faults(year_of(file)), at=0),
        found=_first(_faults(year_of(file)), at=1),
    )


def _day(name: str) -> str:
    """The day; null where none is stated or meant, or its year is out of the range that pages have too."""
    first, last = f"date '{FIRST_YEAR}-01-01'", f"date '{LAST_YEAR}-12-31'"
    return f"case when try_cast({name} as date) between {first} and {last} then try_cast({name} as date) end"


def _faults(year: int) -> Iterator[tuple[str, str, str]]:
    """(condition, reason, what was found); the first that holds puts the row into quarantine."""
    yield "cino is null", "the CNR is not stated", "null"
    yield "case_id is null", "the CNR can't be read", "null"
    fractions = " + ".join(f"coalesce({name} % 1, 0)" for name in NUMBERS[CASES])
    yield f"{fractions} <> 0", "a code is no whole number", "null"
    yield f"year is distinct from {year}", "the year is not that of its file", "cast(year as varchar)"
    not_stated = ", ".join(literal(text) for text in sorted(NOT_STATED))
    for name in DATES:
        what, printed = name.replace("_", " "), f"printed_{name}"
        unread = f"{name} is null and {printed} is not null and trim({printed}) not in ({not_stated})"
        yield unread, f"{what} can't be read", printed
        if name != "date_next_list":
            yield f"{name} > getvariable('last_day')", f"{what} lies after the import", printed


def _first(faults: Iterator[tuple[str, str, str]], *, at: int) -> str:
    """SQL of the reason (``at`` 0) or of what was found (1) of the first fault that holds."""
    branches = " ".join(
        f"when {condition} then {(literal(reason), f'left({found}, 40)')[at]}"
        for condition, reason, found in faults
    )
    return f"case {branches} end"
