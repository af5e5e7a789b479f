"""Whether tables and warehouse can be written, and the warehouse that is there can be opened."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.doctor.finding import Finding, Level

REBUILD = (
    "run: ecourts-indicators build --study STUDY --timepoint TIMEPOINT, for any study you have tables of"
)


def examine_warehouse(data: Path) -> Iterator[Finding]:
    """Writes and removes one empty file; opens the warehouse for reading."""
    place = next((folder for folder in (data, *data.parents) if folder.exists()), data)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        found = f"nothing can be written at {place}: {error.strerror or error}"
        fix = "name another folder with --data or ECOURTS_DATA, or have this one made yours"
        yield Finding(Level.FAULT, "data folder", found, fix)
        return
    yield Finding(Level.OK, "data folder", f"{data} can be written")
    warehouse = data / "warehouse.duckdb"
    tables = data / "tables"
    if warehouse.exists():
        yield _opened(warehouse, tables)
    elif any(tables.glob("*/*/cases.parquet")):
        yield Finding(
            Level.WARNING, "warehouse", f"there are tables in {tables}, but no {warehouse}", REBUILD
        )


def _opened(warehouse: Path, tables: Path) -> Finding:
    import duckdb

    from transform.warehouse import is_over

    try:
        with duckdb.connect(":memory:") as connection:
            path = str(warehouse).replace("'", "''")
            connection.execute(f"attach '{path}' as warehouse (read_only)")
            query = "select count(*) from duckdb_views() where database_name = 'warehouse' and not internal"
            count = connection.execute(query).fetchall()[0][0]
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        fix = "delete it; the next build writes it anew from the tables"
        return Finding(Level.FAULT, "warehouse", f"{warehouse} can't be opened: {said}", fix)
    if not is_over(tables, warehouse):
        said = f"{warehouse} reads another folder than {tables}, or not all that lies there now"
        return Finding(Level.FAULT, "warehouse", said, REBUILD)
    return Finding(Level.OK, "warehouse", f"{warehouse}: {count} views")
