"""Step build where the cases come from a bulk release: files read in place, tables written in parts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from checks.rule_offenders import collect_offenders
from extract.bulk_release import BulkRelease, read_manifest
from pipeline.building.known_names import write_known_names
from pipeline.key_use import study_key
from pipeline.run import Run, RunError, StepResult
from transform.assembling.tables import write_tables
from transform.bulk.building import build_bulk_tables
from transform.bulk.writing import place_table
from transform.schema import TABLES
from transform.warehouse import build_warehouse
from transform.wording_decisions import deciding_by, read_decisions

IN_PARTS = ("cases", "outcomes", "acts")


def inputs(run: Run) -> Iterator[str | Path]:
    """The files registered (refused when they have changed since)."""
    for file in read_manifest(run.places.bulk_manifest).files:
        yield f"{file.role} {file.sha256}"
    yield read_manifest(run.places.bulk_manifest).registered_at.isoformat()


def build(run: Run) -> StepResult:
    """Make every table from the release, put the offenders of the rules aside, write what changed."""
    release = read_manifest(run.places.bulk_manifest)
    _refuse_corrections(run)
    with _folders(run) as (unfinished, scratch):
        small, names = _tables(run, release, unfinished, scratch)
        for name in IN_PARTS:
            place_table(unfinished / f"{name}.parquet", run.places.tables / f"{name}.parquet")
    write_tables(small, run.places.tables)
    write_known_names(run.places, names)
    build_warehouse(run.places.tables_root, run.places.warehouse)
    said = next(row["note"] for row in small["coverage"].to_pylist() if row["step"].startswith("02"))
    rows = sum(file.rows for file in release.of_role("cases"))
    written = (run.places.tables / f"{name}.parquet" for name in TABLES)
    return StepResult(f"{rows} bulk rows; {said}", (*written, run.places.known_names))


def _tables(
    run: Run, release: BulkRelease, unfinished: Path, scratch: Path
) -> tuple[dict[str, pa.Table], list[str]]:
    with deciding_by(read_decisions(run.places.wording_decisions)):
        small, names = build_bulk_tables(
            release,
            run.study.parameters(run.timepoint),
            study_key(run),
            unfinished,
            scratch,
            lambda connection: collect_offenders(connection, run.study.rule_severities),
        )
    empty = {
        name: table.arrow_schema().empty_table()
        for name, table in TABLES.items()
        if name not in (*IN_PARTS, *small)
    }
    return small | empty, names


@contextmanager
def _folders(run: Run) -> Iterator[tuple[Path, Path]]:
    """Where tables lie until they are whole, and a private place in the raw zone for rows that still have the
    release's case numbers; both are gone afterwards."""
    unfinished = run.places.tables / f".unfinished.{os.getpid()}"
    scratch = run.places.bulk_manifest.with_name(f"scratch.{os.getpid()}")
    try:
        unfinished.mkdir(parents=True)
        scratch.mkdir(mode=0o700)
        yield unfinished, scratch
    finally:
        for folder in (unfinished, scratch):
            shutil.rmtree(folder, ignore_errors=True)


def _refuse_corrections(run: Run) -> None:
    if run.places.corrections.is_file():
        raise RunError(
            f"{run.places.corrections}: corrections are for single cases read from pages, not for a bulk "
            "release: exclude such cases by the study's rules, or take the file away."
        )
