"""What the bulk measurement runs, each in a process of its own: ``tables`` or ``copy`` (the reference).

Registering the files (their SHA-256) belongs to the import, which is done once, and is part of neither.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import duckdb

from checks.rule_offenders import collect_offenders
from extract.bulk_release import read_manifest
from pipeline.paths import SHIPPED_STUDIES
from pipeline.study import load_study
from transform.bulk.building import build_bulk_tables
from transform.bulk.session import MEMORY_LIMIT

COPIED = ("cases/*.csv", "acts_sections.csv")


def main() -> None:
    """Work, folder of the release (its manifest beside it, ``FOLDER.json``), scratch folder."""
    work, folder, scratch = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]) / "bulk_work"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        (_tables if work == "tables" else _copy)(folder, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _tables(folder: Path, scratch: Path) -> None:
    study = load_study(SHIPPED_STUDIES / "ddl_maharashtra.toml")
    for name in ("tables", "rows"):
        (scratch / name).mkdir()
    build_bulk_tables(
        read_manifest(folder.with_name(f"{folder.name}.json")),
        study.parameters("baseline"),
        bytes(range(32)),
        scratch / "tables",
        scratch / "rows",
        lambda connection: collect_offenders(connection, study.rule_severities),
    )


def _copy(folder: Path, scratch: Path) -> None:
    """Dates as text where the files hold some that are none: bare copying would end there."""
    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
        for number, files in enumerate(COPIED):
            types = ", types = {'date_of_decision': 'VARCHAR'}" if number == 0 else ""
            connection.execute(
                f"copy (select * from read_csv('{folder / files}'{types})) "
                f"to '{scratch / f'{number}.parquet'}' (format parquet, compression zstd)"
            )


if __name__ == "__main__":
    main()
