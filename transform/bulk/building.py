"""The order of a bulk build. What grows with the rows is held by DuckDB, which can put it on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa

from extract.bulk_release import BulkRelease
from extract.importers.ddl_csv import CASES
from transform.builders.study_parameters import study_parameters_row
from transform.bulk.accounts import accounts
from transform.bulk.candidates import load_candidates
from transform.bulk.charges import write_charges
from transform.bulk.judging import tell_cases
from transform.bulk.keys import load_keys, load_places, load_positions
from transform.bulk.session import bulk_session, literal
from transform.bulk.setting_aside import set_rows_aside
from transform.bulk.small_tables import create_code_types, told_table
from transform.bulk.tables import view_tables, write_cases_and_outcomes
from transform.parameters import TableParameters

NOT_IN_SOURCE = ("hearings", "parties", "orders", "transfers", "applications", "registration_date", "fir")
"""What the release does not hold: figures that rest on it are not available, never zero."""

FindOffenders = Callable[[duckdb.DuckDBPyConnection], None]
"""Fills table ``rule_offenders`` (case_id as the views have it, reason, found) from the tables' views."""


def build_bulk_tables(
    release: BulkRelease,
    parameters: TableParameters,
    key: bytes,
    folder: Path,
    scratch: Path,
    find_offenders: FindOffenders,
) -> tuple[dict[str, pa.Table], list[str]]:
    """Part files of cases, outcomes and acts below ``folder`` (``TABLE.parquet/``), and the small tables.

    ``folder`` and ``scratch`` are there and empty; ``scratch`` is private. Also returns what stands as a
    judge's position and may hold a name. Tables are not sorted at this size. Raises ``BulkError`` for files
    that can't be read.
    """
    with bulk_session(scratch, key, parameters, release.registered_at.date()) as connection:
        create_code_types(connection)
        row = study_parameters_row(parameters, key, NOT_IN_SOURCE)
        small = {"study_parameters": told_table(connection, "study_parameters", [row])}
        load_keys(connection, release, parameters)
        load_candidates(connection, release.of_role(CASES))
        set_rows_aside(connection)
        (folder / "acts.parquet").mkdir()
        write_charges(connection, release, parameters, folder / "acts.parquet")
        load_places(connection)
        names = load_positions(connection, _positions(connection))
        tell_cases(connection, release)
        connection.register("study_parameters", small["study_parameters"])
        view_tables(connection, folder)
        _stop_offenders(connection, find_offenders)
        write_cases_and_outcomes(connection, folder)
        _view_written(connection, folder)
        return small | accounts(connection, release), names


def _positions(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = "select distinct judge_position from candidates where judge_position is not null order by all"
    return [row[0] for row in connection.execute(query).fetchall()]


def _stop_offenders(connection: duckdb.DuckDBPyConnection, find_offenders: FindOffenders) -> None:
    connection.execute("create table rule_offenders (case_id bigint, reason text, found text)")
    find_offenders(connection)
    connection.execute("create table stopped_cases as select distinct case_id as told from rule_offenders")


def _view_written(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for name in ("cases", "outcomes", "acts"):
        parts = literal(str(folder / f"{name}.parquet" / "*.parquet"))
        connection.execute(f"create view written_{name} as select * from read_parquet({parts})")
