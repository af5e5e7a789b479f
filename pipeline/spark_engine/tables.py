"""The tables of a study and the views over them, as Spark's temporary views of the same names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.spark_engine.dialect import to_spark
from pipeline.spark_engine.faults import SparkEngineError, explained
from transform.form_schema import FORM_TABLES
from transform.schema import TABLES, Table
from transform.warehouse_views import derived_views

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TYPES = {
    "text": "string",
    "date": "date",
    "timestamp": "timestamp",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
}
SPARK_TYPES = {
    pa.types.is_string: "string",
    pa.types.is_large_string: "string",
    pa.types.is_integer: "bigint",
    pa.types.is_floating: "double",
    pa.types.is_date: "date",
    pa.types.is_boolean: "boolean",
}


def register_views(session: SparkSession, folders: Sequence[Path], scratch: Path) -> None:
    """Every table of the folders (each a study's timepoint) and every derived view within a timepoint.

    A derived view is computed once and kept as Parquet in ``scratch`` while the session lasts: Spark would
    work it out anew wherever a query names it, and plans would grow with each that rests on another.
    """
    for table in (*TABLES.values(), *FORM_TABLES.values()):
        _table(session, table, folders).createOrReplaceTempView(table.name)
    for file in derived_views():
        if "spans" in file.header:
            continue
        name = file.field("view")
        with explained(session, file.name):
            view = session.sql(to_spark(file.name, file.sql))
            _kept(session, view, scratch / name).createOrReplaceTempView(name)


def data_bytes(folders: Iterable[Path]) -> int:
    """Size of the tables in the folders, as Parquet."""
    return sum(file.stat().st_size for file in parquet_files(folders))


def parquet_files(folders: Iterable[Path]) -> Iterator[Path]:
    """Every file of Parquet of the tables in the folders."""
    for folder in folders:
        for table in (*TABLES, *FORM_TABLES):
            yield from _files_of(folder / f"{table}.parquet")


def _files_of(path: Path) -> list[Path]:
    return sorted(path.rglob("*.parquet")) if path.is_dir() else [path] if path.is_file() else []


def _table(session: SparkSession, table: Table, folders: Sequence[Path]) -> DataFrame:
    """Files of the same columns are read together; a folder whose folders name columns is read by itself."""
    together: dict[str, list[Path]] = {}
    frames = []
    for path in (folder / f"{table.name}.parquet" for folder in folders):
        files = _files_of(path)
        found = _columns_found(path)
        if files and (absent := [column.name for column in table.columns if column.name not in found]):
            raise SparkEngineError(f"{path}: has no column {', '.join(absent)}; build the tables again.")
        schema = ", ".join(f"`{name}` {kind}" for name, kind in found.items())
        if any("=" in file.parent.name for file in files):
            frames.append(_read(session, table, schema, [path]))
        elif files:
            together.setdefault(schema, []).extend(files)
    frames += [_read(session, table, schema, files) for schema, files in together.items()]
    if not frames:
        return session.createDataFrame([], ", ".join(f"`{c.name}` {TYPES[c.type]}" for c in table.columns))
    return reduce(lambda one, more: one.unionByName(more), frames)


def _read(session: SparkSession, table: Table, schema: str, paths: Sequence[Path]) -> DataFrame:
    read = session.read.schema(schema).parquet(*map(_address, paths))
    return read.selectExpr(*(f"cast(`{c.name}` as {TYPES[c.type]}) as `{c.name}`" for c in table.columns))


def _columns_found(path: Path) -> dict[str, str]:
    """Column to Spark type, over all files: stated, so that Spark need not ask each file first."""
    found: dict[str, str] = {}
    for file in _files_of(path):
        found |= {
            field.name: _spark_type(field.type, f"{file}: {field.name}") for field in pq.read_schema(file)
        }
        folders = file.relative_to(path).parts[:-1] if path.is_dir() else ()
        found |= {folder.partition("=")[0]: "string" for folder in folders if "=" in folder}
    return found


def _spark_type(arrow: pa.DataType, where: str) -> str:
    kind = arrow.value_type if pa.types.is_dictionary(arrow) else arrow
    if pa.types.is_timestamp(kind):
        return "timestamp" if kind.tz else "timestamp_ntz"
    for is_kind, name in SPARK_TYPES.items():
        if is_kind(kind):
            return name
    raise SparkEngineError(f"{where} is {kind}, which no table of the project holds; build the tables again.")


def _kept(session: SparkSession, view: DataFrame, place: Path) -> DataFrame:
    view.write.parquet(_address(place))
    return session.read.schema(view.schema).parquet(_address(place))


def _address(path: Path) -> str:
    """Hadoop takes the rest of it as it is: spaces and other letters are not to be escaped."""
    return f"file://{path.absolute()}"
