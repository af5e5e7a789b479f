"""Indicator values of two sets of tables, side by side."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from transform.assembling.tables import write_tables
from transform.indicators.computing import compute
from transform.indicators.values import VALUES_FILE
from transform.schema import TABLES
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

Key = tuple[str, str, str, str]
KEY_COLUMNS = ("indicator_id", "definition_id", "district", "population")
NUMBERS = ("value", "numerator", "denominator", "n")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an indicator gives: ``None`` where there is nothing to compute it from."""

    value: float | None
    numerator: float | None
    denominator: float | None
    n: int


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One value as it was and as the later pull gives it; ``None`` where there is no such row."""

    key: Key
    earlier: Numbers | None
    later: Numbers | None

    @property
    def is_equal(self) -> bool:
        return self.earlier == self.later


def compare_values(earlier: Mapping[Key, Numbers], later: Mapping[Key, Numbers]) -> tuple[ComparedValue, ...]:
    """Every value of either, in order."""
    keys = sorted(earlier.keys() | later.keys())
    return tuple(ComparedValue(key, earlier.get(key), later.get(key)) for key in keys)


def stored_values(tables: Path) -> dict[Key, Numbers]:
    """The values kept beside a timepoint's tables."""
    rows = pq.read_table(tables / VALUES_FILE, columns=[*KEY_COLUMNS, *NUMBERS]).to_pylist()
    return dict(_keyed(rows))


def computed_values(
    tables: Mapping[str, pa.Table], forms_of: Path, study: str, timepoint: str, scratch: Path
) -> dict[Key, Numbers]:
    """Every indicator over ``tables``, with the coders' forms beside the tables of ``forms_of``.

    Forms are about cases, not about a pull, so both sides of a replay have the same. The warehouse this needs
    lies in ``scratch`` for as long as it is needed.
    """
    scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as name:
        folder = Path(name) / "tables" / study / timepoint
        write_tables(tables, folder)
        for path in _other_tables(forms_of):
            shutil.copyfile(path, folder / path.name)
        build_warehouse(Path(name) / "tables", Path(name) / "warehouse.duckdb")
        with connect(Path(name) / "warehouse.duckdb", study, timepoint) as connection:
            values = compute(connection)
    return dict(
        _keyed({column: getattr(value, column) for column in (*KEY_COLUMNS, *NUMBERS)} for value in values)
    )


def _other_tables(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*.parquet")):
        if path.stem not in TABLES and path.name != VALUES_FILE:
            yield path


def _keyed(rows: Iterable[Mapping[str, object]]) -> Iterator[tuple[Key, Numbers]]:
    for row in rows:
        indicator, definition, district, population = (str(row[column]) for column in KEY_COLUMNS)
        yield (indicator, definition, district, population), Numbers(*(row[name] for name in NUMBERS))  # type: ignore[arg-type]
