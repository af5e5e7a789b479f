"""``python -m bench.engines ENGINE TABLES SCRATCH OUT``: every indicator by one engine, its cells to a file.

A process for each, so that what one holds in memory doesn't weigh on the other. The lists of units behind a
value (samples) are left out: there are millions of them, and the tests compare them on small studies.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.spark_engine.dialect import to_spark
from pipeline.spark_engine.session import spark_session
from pipeline.spark_engine.tables import data_bytes, register_views
from transform.indicators.definitions import Indicator, load_indicators
from transform.indicators.many_cases import CASES_IN_RANGE, case_ranges
from transform.indicators.returned_rows import AT_RISK, RESULT_COLUMNS
from transform.indicators.sharing import forgo_influences, share_views
from transform.limits import Limits
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

MEBIBYTES = 4096
"""Memory of either engine."""
KEY_COLUMNS = ("study", "timepoint", "definition_id", "district", "population")
Ask = Callable[[Indicator], tuple[Sequence[str], Sequence[Sequence[Any]]]]


def main() -> None:
    """Write seconds until ready and of each indicator, processor seconds in all, every cell by its key."""
    engine, tables, scratch, out = sys.argv[1], *map(Path, sys.argv[2:5])
    started = time.perf_counter()
    with {"duckdb": _duckdb, "spark": _spark}[engine](tables, scratch) as ask:
        said: dict[str, Any] = {"ready_seconds": time.perf_counter() - started, "seconds": {}, "cells": {}}
        for name, indicator in load_indicators().items():
            asked = time.perf_counter()
            said["cells"][name] = _cells(*ask(indicator))
            said["seconds"][name] = round(time.perf_counter() - asked, 3)
            print(f"{engine} {name} {said['seconds'][name]:.1f} s", flush=True)
    said["processor_seconds"] = sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )
    out.write_text(json.dumps(said), encoding="utf-8")


@contextmanager
def _duckdb(tables: Path, scratch: Path) -> Iterator[Ask]:
    warehouse = scratch / "warehouse.duckdb"
    build_warehouse(tables.parents[1], warehouse)
    with connect(warehouse, tables.parent.name, tables.name) as connection:
        Limits(f"{MEBIBYTES}MiB", None, scratch / "spilled").apply(connection)
        share_views(connection, case_ranges(connection, CASES_IN_RANGE), scratch / "shared.duckdb")
        forgo_influences(connection)

        def ask(indicator: Indicator) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
            names = [column[0] for column in connection.sql(indicator.sql).description]
            wanted = _wanted(names)
            return wanted, connection.execute(
                f"select {', '.join(wanted)} from ({indicator.sql}) as found"
            ).fetchall()

        yield ask


@contextmanager
def _spark(tables: Path, scratch: Path) -> Iterator[Ask]:
    size = data_bytes([tables])
    with spark_session(scratch, data_bytes=size, driver_mebibytes=MEBIBYTES) as (session, folder):
        register_views(session, [tables], folder)

        def ask(indicator: Indicator) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
            frame = session.sql(to_spark(indicator.file_name, indicator.sql))
            wanted = _wanted(frame.columns)
            return wanted, frame.select(*wanted).collect()

        yield ask


def _wanted(names: Sequence[str]) -> list[str]:
    return [*RESULT_COLUMNS, *({AT_RISK} & set(names))]


def _cells(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[float | None]]:
    """Per row, by its texts: its numbers."""
    numbers = [name for name in names if name not in KEY_COLUMNS]
    records = [dict(zip(names, row, strict=True)) for row in rows]
    found = {
        " | ".join(str(record[name]) for name in KEY_COLUMNS): [
            None if record[name] is None else float(record[name]) for name in numbers
        ]
        for record in records
    }
    if len(found) != len(records):
        raise RuntimeError(
            "two rows of one indicator have the same study, definition, district and population"
        )
    return found


if __name__ == "__main__":
    main()
