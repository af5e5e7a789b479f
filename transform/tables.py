"""From what was read to the study's tables and their files; ``build_tables`` shows the order of the build."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.reading import ReadPage
from transform.acts import acts_table
from transform.adjournments import adjournments_table
from transform.bail import bail_table, find_bail
from transform.cases import cases_table
from transform.corrections import read_corrections
from transform.coverage import coverage_table
from transform.frame import frame_exclusions
from transform.hearings import hearings_table
from transform.interpretation import interpret_cases
from transform.linking import find_committal_twins
from transform.orders import orders_table
from transform.outcomes import outcomes_table
from transform.pages import pages_table
from transform.parameters import TableParameters
from transform.parties import parties_table
from transform.quarantine import quarantine_table
from transform.schema import TABLES
from transform.snapshots import collect_snapshots
from transform.study_parameters import study_parameters_table
from transform.transfers import transfers_table
from transform.wordings import wordings_table


def build_tables(
    readings: Iterable[ReadPage],
    parameters: TableParameters,
    key: bytes,
    *,
    study_corrections: Path | None = None,
) -> dict[str, pa.Table]:
    """All tables of the schema, by name, each sorted by its key.

    ``key`` is the study's pseudonym key; ``study_corrections`` a corrections file kept with its raw data.
    What can't be read or interpreted is in ``quarantine``; ``coverage`` accounts for every row.
    """
    snapshots = collect_snapshots(readings, key)
    cases, faults = interpret_cases(snapshots, parameters, key, read_corrections(study_corrections))
    twins = find_committal_twins(cases, parameters)
    exclusions = frame_exclusions(cases, twins.merged, parameters)
    bail = find_bail(cases, twins.merged, parameters.as_of)
    tables = {
        "cases": cases_table(cases, twins.merged, exclusions, parameters),
        "hearings": hearings_table(((case.case_id, case.history) for case in cases), parameters),
        "adjournments": adjournments_table(((case.case_id, case.hearings) for case in cases), parameters),
        "bail": bail_table(bail, exclusions, parameters, key),
        "outcomes": outcomes_table(cases, parameters),
        "acts": acts_table(cases, parameters),
        "orders": orders_table(cases, parameters),
        "transfers": transfers_table(cases, parameters),
        "parties": parties_table(cases, parameters, key),
        "pages": pages_table(snapshots.pages, parameters),
        "quarantine": quarantine_table([*snapshots.faults, *faults], parameters),
        "study_parameters": study_parameters_table(parameters, key),
    }
    tables["coverage"] = coverage_table(snapshots, cases, twins, tables, parameters)
    tables["wordings"] = wordings_table(tables, parameters)
    return {name: tables[name] for name in TABLES}


def write_tables(tables: Mapping[str, pa.Table], folder: Path) -> list[Path]:
    """Write ``TABLE.parquet`` (zstd) for each table into ``folder``; returns the files that changed.

    The same rows give the same bytes; a file that would not change is left alone. A file is written under a
    temporary name and renamed, so a reader never meets half of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [path for name, table in tables.items() if _write(table, path := folder / f"{name}.parquet")]


def _write(table: pa.Table, path: Path) -> bool:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    content = buffer.getvalue()
    if path.is_file() and path.read_bytes() == content:
        return False
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        if path.is_dir():  # in parts until now
            shutil.rmtree(path)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True
