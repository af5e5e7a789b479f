"""The headline under every alternative, computed from the archived pages.

Frame, clock and cut-off decide what enters a table and what a case is on its last day, so the tables are
built anew for each, from pages read once; only another length of the year leaves them as they are.
All tables then stand in one warehouse, each alternative as if it were a timepoint, and each indicator's query
runs once.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.reading import ReadPage
from pipeline import building
from pipeline.run import Run
from pipeline.sensitivity.alternatives import Alternative, alternatives, own_choice
from pipeline.sensitivity.value import SensitivityValue
from transform.indicators.computing import compute_one
from transform.indicators.definitions import load_indicators
from transform.indicators.values import VALUES_FILE, IndicatorValue
from transform.schema import TABLES
from transform.tables import write_tables
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

# Indicator, its definitions (A0 to A4 side by side) and the populations shown.
HEADLINE = (
    ("I01", r"cases", r"all|disposed|pending"),
    ("I02", r"disposed", r"all"),
    ("I12", r"A\d[a-z]?", r"disposed"),
    ("I13", r"A\d[a-z]?|A1_over_5", r"pending"),
    ("I14", r"A\d[a-z]?", r"all"),
    ("I15", r"A\d[a-z]?_nelson_12_months", r"all"),
    ("I27", r"acquitted", r"disposed"),
    ("I28", r"merits", r".*"),
)
FOLDER = "alternatives"


def compute_sensitivity(run: Run, tried: Sequence[Alternative] | None = None) -> tuple[SensitivityValue, ...]:
    """The headline in total under each alternative (all if none given), in their order."""
    chosen = run.study.parameters(run.timepoint)
    wanted = alternatives(chosen) if tried is None else tuple(tried)
    run.places.scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=run.places.scratch) as name:
        tables_root = Path(name) / "tables"
        write_tables(_tables(run, wanted), tables_root / chosen.study / FOLDER)
        build_warehouse(tables_root, Path(name) / "warehouse.duckdb")
        values = list(_headline(Path(name) / "warehouse.duckdb", chosen.study))
    by_name = {alternative.name: alternative for alternative in wanted}
    order = {alternative: at for at, alternative in enumerate(wanted)}
    own = own_choice(chosen)
    found = [
        SensitivityValue(
            by_name[v.timepoint], by_name[v.timepoint] == own, replace(v, timepoint=run.timepoint)
        )
        for v in values
    ]
    return tuple(sorted(found, key=lambda one: order[one.alternative]))


def _tables(run: Run, wanted: Sequence[Alternative]) -> dict[str, pa.Table]:
    """Every table with the rows of all alternatives, and the coders' forms repeated for each."""
    parts: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
    built: dict[Alternative, dict[str, pa.Table]] = {}
    with building.pages_of(run) as archive:
        readings: list[ReadPage] = list(building.pages_read(run, archive))
    with run.reporter.progress("trying alternatives") as advance:
        for number, alternative in enumerate(wanted, start=1):
            for name, table in _tables_of(run, alternative, readings, built).items():
                parts.setdefault(name, []).append(table)
            advance(number, len(wanted), alternative.name)
    return {name: pa.concat_tables(its_parts) for name, its_parts in parts.items()}


def _tables_of(
    run: Run,
    alternative: Alternative,
    readings: list[ReadPage],
    built: dict[Alternative, dict[str, pa.Table]],
) -> dict[str, pa.Table]:
    parameters = alternative.parameters(
        run.study.parameters(run.timepoint), run.study.timepoint(run.timepoint).as_of
    )
    any_year = replace(alternative, year_length_days=0)
    if any_year not in built:
        built[any_year] = building.tables_from_pages(run, readings, parameters) | _forms(run)
    tables = {name: _of_timepoint(table, alternative.name) for name, table in built[any_year].items()}
    year = pa.array([alternative.year_length_days], pa.int64())
    tables["study_parameters"] = _replaced(tables["study_parameters"], "year_length_days", year)
    return tables


def _forms(run: Run) -> dict[str, pa.Table]:
    """What lies beside the tables of the timepoint: the coders' forms."""
    return {
        path.stem: pq.read_table(path)
        for path in sorted(run.places.tables.glob("*.parquet"))
        if path.stem not in TABLES and path.name != VALUES_FILE
    }


def _of_timepoint(table: pa.Table, timepoint: str) -> pa.Table:
    return _replaced(table, "timepoint", pa.array([timepoint] * table.num_rows, pa.string()))


def _replaced(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    at = table.schema.get_field_index(name)
    return table.set_column(at, table.schema.field(at), values.cast(table.schema.field(at).type))


def _headline(warehouse: Path, study: str) -> Iterator[IndicatorValue]:
    indicators = load_indicators()
    with connect(warehouse, study) as connection:
        for indicator_id, definition, population in HEADLINE:
            for value in compute_one(connection, indicators[indicator_id]):
                if (
                    value.district == "all"
                    and re.fullmatch(definition, value.definition_id)
                    and re.fullmatch(rf"({population})( cases.*)?", value.population)
                ):
                    yield value
