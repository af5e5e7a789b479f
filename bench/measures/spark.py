"""Spark beside DuckDB over the same made-up tables: is every cell the same, and what does it cost.

Every value, numerator, denominator, count and number at risk of every indicator is a cell, and so is a row
that one engine has and the other has not. Fractions may differ by a part in a thousand million.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from pathlib import Path
from typing import Any

from bench.figures import Figure, Wanted
from bench.made_tables import make_tables
from bench.processes import Cost, run_measured
from bench.sizes import Size

TITLE = "Spark beside DuckDB"
RELATIVE = 1e-9


def measure(size: Size) -> Iterator[Figure]:
    """One run of each engine, one after the other: at 10 million cases both take long enough to be steady."""
    tables = make_tables(size.scratch / f"tables{size.bulk_cases}", size.bulk_cases)
    duckdb, duckdb_cost = _by("duckdb", tables, size.scratch)
    spark, spark_cost = _by("spark", tables, size.scratch)
    found = list(_differences(duckdb["cells"], spark["cells"]))
    cells = sum(len(row) for rows in duckdb["cells"].values() for row in rows.values())
    of = f"{size.bulk_cases:,} cases"
    yield Figure(f"cells compared, {of}", cells, "cells", note=f"{len(duckdb['cells'])} indicators")
    different = len(found)
    yield Figure(
        f"cells that differ, {of}", different, "cells", different, Wanted("at most", 0, "cells"),
        note="; ".join(found[:5]),
    )  # fmt: skip
    yield Figure(
        f"every indicator, {of}", spark_cost.seconds, "s", reference="DuckDB",
        reference_value=duckdb_cost.seconds,
    )  # fmt: skip
    yield Figure(
        "of that until the first query", spark["ready_seconds"], "s", reference="DuckDB",
        reference_value=duckdb["ready_seconds"], note="session, tables and shared views",
    )  # fmt: skip
    yield Figure(
        "processor time", spark["processor_seconds"], "s", reference="DuckDB",
        reference_value=duckdb["processor_seconds"], note="of all cores; Java's start and compiling included",
    )  # fmt: skip
    yield Figure(
        "memory at most", spark_cost.peak_bytes / 1e9, "GB", reference="DuckDB",
        reference_value=duckdb_cost.peak_bytes / 1e9,
    )  # fmt: skip


def _by(engine: str, tables: Path, scratch: Path) -> tuple[dict[str, Any], Cost]:
    place = scratch / f"engine-{engine}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "bench.engines",
            engine,
            tables,
            place,
            place / "cells.json",
        ]
        cost = run_measured(command)
        return json.loads((place / "cells.json").read_text(encoding="utf-8")), cost
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _differences(
    ours: Mapping[str, Mapping[str, Sequence[float | None]]],
    theirs: Mapping[str, Mapping[str, Sequence[float | None]]],
) -> Iterator[str]:
    """One text for each cell, or row of one side alone, that is not the same."""
    for indicator in sorted({*ours, *theirs}):
        mine, other = ours.get(indicator, {}), theirs.get(indicator, {})
        for key in sorted({*mine, *other}):
            if key not in mine or key not in other:
                yield f"{indicator} {key}: only {'DuckDB' if key in mine else 'Spark'} has it"
                continue
            for one, two in zip(mine[key], other[key], strict=True):
                if not _is_same(one, two):
                    yield f"{indicator} {key}: {one} by DuckDB, {two} by Spark"


def _is_same(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return one == two or isclose(one, two, rel_tol=RELATIVE)
