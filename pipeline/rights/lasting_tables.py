"""Tables whose pages were destroyed can't be built again: a forgotten case leaves them row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.paths import Places
from pipeline.rights.case_files import Identifiers
from pipeline.rights.certificates import is_destroyed
from pipeline.rights.study_data import StudyData
from transform.assembling.tables import write_tables
from transform.form_schema import FORM_TABLES
from transform.schema import TABLES


def lasting_timepoints(job: StudyData) -> list[Places]:
    """Timepoints with tables and without the pages they were built from."""
    return [places for places in job.timepoints if is_destroyed(places) and places.tables.is_dir()]


def lasting_rows(job: StudyData, identifiers: Identifiers) -> int:
    """How many rows of such tables are about a case."""
    return sum(
        table.num_rows - left.num_rows
        for places in lasting_timepoints(job)
        for _, table, left in _with_and_without(places, identifiers)
    )


def forget_in_lasting_tables(job: StudyData, identifiers: Identifiers) -> None:
    """Write such tables anew without the case; what was computed from them goes."""
    for places in lasting_timepoints(job):
        for name, table, left in _with_and_without(places, identifiers):
            if left.num_rows < table.num_rows:
                write_tables({name: left}, places.tables)
        for path in places.tables.iterdir():
            if path.is_file() and path.stem not in (*TABLES, *FORM_TABLES):
                path.unlink()


def _with_and_without(places: Places, identifiers: Identifiers) -> Iterator[tuple[str, pa.Table, pa.Table]]:
    for path in _files(places):
        table = pq.read_table(path)
        kept = [
            number
            for number, row in enumerate(table.to_pylist())
            if not any(isinstance(value, str) and value in identifiers for value in row.values())
        ]
        yield path.stem, table, table.take(kept) if len(kept) < table.num_rows else table


def _files(places: Places) -> list[Path]:
    paths = (places.tables / f"{name}.parquet" for name in (*TABLES, *FORM_TABLES))
    return [path for path in paths if path.is_file()]
