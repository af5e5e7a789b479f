"""From what was read to the study's tables and their files; ``build_tables`` shows the order of the build."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.reading import ReadPage
from extract.whole_files import write_changed
from transform.assembling.case_batches import LONG_TABLES, CaseBatch, build_batch
from transform.builders.bail import bail_table
from transform.builders.cases import with_merged_twins
from transform.builders.coverage import coverage_table
from transform.builders.coverage_counts import Counts, counts_of_tables
from transform.builders.quarantine import quarantine_table
from transform.builders.study_parameters import study_parameters_table
from transform.builders.wordings import (
    Wording,
    wordings_of_cases_and_bail,
    wordings_of_hearings_and_acts,
    wordings_table,
)
from transform.interpreting.bail_applications import find_bail
from transform.interpreting.corrections_file import read_corrections
from transform.interpreting.linking import find_committal_twins
from transform.parameters import TableParameters
from transform.schema import TABLES


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
    batch = build_batch(readings, parameters, key, read_corrections(study_corrections))
    long_tables = {name: batch.tables[name] for name in LONG_TABLES}
    counts = counts_of_tables(long_tables)
    others = link_tables(batch, counts, wordings_of_hearings_and_acts(long_tables), parameters, key)
    return {name: (long_tables | others)[name] for name in TABLES}


def link_tables(
    batch: CaseBatch,
    counts: Counts,
    wordings: Counter[Wording],
    parameters: TableParameters,
    key: bytes,
) -> dict[str, pa.Table]:
    """The tables other than the long ones: what takes all cases, and what sums up.

    ``batch`` needs no long tables; ``counts`` and ``wordings`` are what was counted in them.
    """
    twins = find_committal_twins(batch.linked, parameters)
    cases = with_merged_twins(batch.tables["cases"], twins.merged)
    case_ids, reasons = cases["case_id"].to_pylist(), cases["frame_exclusion"].to_pylist()
    exclusions = dict(zip(case_ids, reasons, strict=True))
    bail = find_bail(batch.linked, twins.merged, parameters.as_of)
    tables = {
        "cases": cases,
        "bail": bail_table(bail, exclusions, parameters, key),
        "pages": batch.tables["pages"],
        "quarantine": quarantine_table(batch.faults, parameters),
        "study_parameters": study_parameters_table(parameters, key),
    }
    all_counts = batch.counts + counts + counts_of_tables(tables)
    tables["coverage"] = coverage_table(all_counts, twins, tables, parameters)
    tables["wordings"] = wordings_table(wordings + wordings_of_cases_and_bail(tables), parameters)
    return tables


def write_tables(tables: Mapping[str, pa.Table], folder: Path) -> list[Path]:
    """Write ``TABLE.parquet`` (zstd) for each table into ``folder``; returns the files that changed.

    The same rows give the same bytes; a file that would not change is left alone. A file is written under a
    temporary name and renamed, so a reader never meets half of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [path for name, table in tables.items() if _write(table, path := folder / f"{name}.parquet")]


def _write(table: pa.Table, path: Path) -> bool:
    if path.is_dir():  # the parts of a larger build
        shutil.rmtree(path)
    content = io.BytesIO()
    pq.write_table(table, content, compression="zstd")
    return write_changed(path, content.getvalue())
