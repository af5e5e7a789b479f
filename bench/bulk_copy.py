"""The reference of the bulk measurement: DuckDB's bare ``COPY`` of a release's case and act files to Parquet.

A process of its own that loads DuckDB alone, so that nothing of ours is counted against it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import duckdb

COPIED = ("cases/*.csv", "acts_sections.csv")


def main() -> None:
    """Folder of the release, scratch folder, memory limit as DuckDB writes it."""
    folder, scratch, memory_limit = Path(sys.argv[1]), Path(sys.argv[2]) / "bulk_copy", sys.argv[3]
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        _copy(folder, scratch, memory_limit)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _copy(folder: Path, scratch: Path, memory_limit: str) -> None:
    """Dates as text where the files hold some that are none: bare copying would end there."""
    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{memory_limit}'")
        for number, files in enumerate(COPIED):
            types = ", types = {'date_of_decision': 'VARCHAR'}" if number == 0 else ""
            connection.execute(
                f"copy (select * from read_csv('{folder / files}'{types})) "
                f"to '{scratch / f'{number}.parquet'}' (format parquet, compression zstd)"
            )


if __name__ == "__main__":
    main()
