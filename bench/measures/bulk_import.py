"""Bulk CSV files to tables, against DuckDB's bare ``COPY`` of the same files to Parquet.

Ours is the whole build of the study of every prosecution of a state: typed and checked rows, pseudonyms,
codes, repeated CNRs, charges, frame, rules, coverage. The reference only copies, under the same memory limit.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.ddl_release import Release, write_release
from bench.figures import Figure, Wanted, paired_seconds
from bench.processes import run_measured
from bench.sizes import Size
from extract.bulk_release import write_manifest
from extract.importers.ddl_csv import recognise_release
from transform.bulk.session import MEMORY_LIMIT

TITLE = "Bulk import"


def measure(size: Size) -> Iterator[Figure]:
    """Needs about 0.6 GB of scratch space for each million cases; the release is kept between runs."""
    folder = _release(size)
    ours = [sys.executable, "-m", "bench.bulk_tables", str(folder), str(size.scratch)]
    reference = [sys.executable, "-m", "bench.bulk_copy", str(folder), str(size.scratch), MEMORY_LIMIT]
    peaks: list[int] = []
    seconds, copied = paired_seconds(
        lambda: peaks.append(run_measured(ours).peak_bytes), lambda: run_measured(reference)
    )
    yield Figure(
        f"CSV to tables, {size.bulk_cases:,} cases", seconds, "s", seconds / copied,
        Wanted("at most", 2, "times"), "bare COPY of the same CSV to Parquet", copied,
    )  # fmt: skip
    yield Figure("  rows of cases", size.bulk_cases / seconds, "rows/s")
    yield Figure("  peak memory", max(peaks) / 1e9, "GB", max(peaks) / 1e9, Wanted("at most", 4, "GB"))


def _release(size: Size) -> Path:
    folder = size.scratch / f"ddl_{size.bulk_cases}"
    if not folder.is_dir():
        unfinished = folder.with_name(f".{folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        write_release(unfinished, Release(size.bulk_cases))
        unfinished.rename(folder)
    write_manifest(folder.with_name(f"{folder.name}.json"), recognise_release(folder), datetime.now(UTC))
    return folder
