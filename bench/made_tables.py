"""Tables of any number of made-up cases, as the build would write them: Parquet parts in order of case ids.

Every value follows from the case's number, so the same number of cases always gives the same tables. About
five entries of a history a case; adjournments are what ``transform.builders.adjournments`` finds (a test
holds it). Coded forms are absent, as they are for a study of this size.
"""

from __future__ import annotations

import fcntl
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bench.made_vocabularies import register_vocabularies
from transform.schema import TABLES, Table
from transform.warehouse_views import DUCKDB_TYPES

STUDY, TIMEPOINT, AS_OF = "made", "baseline", date(2025, 12, 31)
CASES_IN_PART = 1_000_000
QUERIES = {
    "cases": "cases_table", "hearings": "hearings", "adjournments": "adjournments", "bail": "bail",
    "outcomes": "outcomes", "acts": "acts", "parties": "parties",
}  # fmt: skip
MACROS = (
    "create macro chance(number, salt) as hash(number * 32 + salt) / 18446744073709551616.0::double",
    "create macro weekday(day) as case when isodow(day) = 7 then day + 1 else day end",
    """create macro made_day(number, place, first_day, gap_days) as weekday(
        first_day + cast((place - 1) * gap_days as integer)
        + cast(floor(chance(number * 64 + place, 20) * gap_days / 2) as integer)
    )""",
    """create macro made_purpose(number, place, entries, status) as case
        when place = entries and status = 'disposed' then 'disposed'
        else list_extract(
            ['adjourned_label', 'judge_absent', 'accused_absent', 'warrant', null, 'unmapped', 'unknown',
                'adjourned_label', 'adjourned_label', 'prays_time',
                'appearance', 'process', 'charge', 'evidence', 'evidence', 'evidence_part_heard',
                'accused_statement', 'arguments', 'judgment'],
            case
                when hash((number * 64 + place) * 32 + 21) % 64 < 10
                    then 1 + cast(hash((number * 64 + place) * 32 + 21) % 64 as bigint)
                else 11 + (9 * (place - 1)) // greatest(entries, 6)
            end
        )
    end""",
)


def make_tables(folder: Path, cases: int, memory_limit: str = "3GB") -> Path:
    """Write the tables of ``cases`` made-up cases under ``folder/STUDY/TIMEPOINT``; returns that folder.

    Tables that are there already are left alone; while another process writes them, this one waits. Written
    under a temporary name, then renamed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / STUDY / TIMEPOINT
        if not made.is_dir():
            _write_tables(made, folder / ".unfinished", cases, memory_limit)
    return made


def _write_tables(made: Path, unfinished: Path, cases: int, memory_limit: str) -> None:
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    with duckdb.connect() as connection:
        spilled = unfinished.with_name(".spilled")
        connection.execute(f"set memory_limit = '{memory_limit}'; set temp_directory = '{spilled}'")
        for macro in MACROS:
            connection.execute(macro)
        register_vocabularies(connection)
        for part, first in enumerate(range(0, cases, CASES_IN_PART)):
            _write_part(connection, unfinished, part, first, min(first + CASES_IN_PART, cases), cases)
    _write_small_tables(unfinished, cases)
    made.parent.mkdir(parents=True, exist_ok=True)
    unfinished.rename(made)


def _write_part(
    connection: duckdb.DuckDBPyConnection, folder: Path, part: int, first: int, last: int, cases: int
) -> None:
    numbers = {"first_case": first, "last_case": last, "all_cases": cases, "as_of": AS_OF}
    for name, value in numbers.items():
        connection.execute(f"set variable {name} = ?", [value])
    connection.execute(f"create or replace temp table made_cases as {_query('cases')}")
    connection.execute(f"create or replace temp table made_hearings as {_query('hearings')}")
    for name, query in QUERIES.items():
        source = "select * from made_hearings" if query == "hearings" else _query(query)
        (folder / f"{name}.parquet").mkdir(exist_ok=True)
        path = folder / f"{name}.parquet" / f"part-{part:05}.parquet"
        connection.execute(
            f"copy (select {_columns(TABLES[name])} from ({source}){_in_order(TABLES[name])}) to '{path}' "
            "(format parquet, compression zstd)"
        )


def _in_order(table: Table) -> str:
    """As the build writes its tables; DuckDB's threads alone would leave the cases in another order."""
    key = [name for name in table.key if name not in ("study", "timepoint")]
    return f" order by {', '.join(key)}" if "case_id" in key else ""


def _query(name: str) -> str:
    return files("bench").joinpath("made", f"{name}.sql").read_text("utf-8")


def _columns(table: Table) -> str:
    """The columns of the schema, in its order and types; what a made-up case does not state is null."""
    stated = {column.name for column in table.columns} - UNSTATED.get(table.name, set())
    said = {"study": f"'{STUDY}'", "timepoint": f"'{TIMEPOINT}'"}
    return ", ".join(
        f"cast({said.get(column.name, column.name) if column.name in stated else 'null'} as "
        f"{DUCKDB_TYPES[column.type]}) as {column.name}"
        for column in table.columns
    )


UNSTATED = {
    "cases": {
        "court_complex_code", "establishment_code", "is_contested", "subordinate_decision_date",
        "merged_into_case_id",
    },
}  # fmt: skip


def _write_small_tables(folder: Path, cases: int) -> None:
    rows = {
        "study_parameters": {
            "as_of": AS_OF, "window_start": date(2010, 1, 1), "window_end": AS_OF,
            "frame_rule": "filed_in_window", "clock_start": "registration_date", "year_length_days": 365,
            "reporting_lag_days": 0, "suppression_threshold": 10, "is_synthetic": True,
            "offences": "itpa_trafficking,pocso,procuration_of_minor,trafficking", "key_fingerprint": "made",
        },
        "coverage": {
            "step": "1 made", "rows_in": cases, "rows_out": cases, "explained": 0, "note": "made up",
        },
        "wordings": {"vocabulary": "purposes", "printed": "Evidence", "code": "evidence", "count": cases},
    }  # fmt: skip
    for name in ("orders", "transfers", "pages", "quarantine", *rows):
        schema = TABLES[name].arrow_schema()
        found = [{"study": STUDY, "timepoint": TIMEPOINT, **rows[name]}] if name in rows else []
        pq.write_table(
            pa.Table.from_pylist(found, schema=schema), folder / f"{name}.parquet", compression="zstd"
        )
