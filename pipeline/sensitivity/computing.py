"""The headline under every alternative, computed from the archived pages.

Frame, clock and cut-off decide what enters a table and what a case is on its last day, so the tables are
built anew for each, from pages read once; only another length of the year leaves them as they are.
Tables of many alternatives then stand in one warehouse, each as if it were a timepoint, and each indicator's
query runs once: of so many as hold some ten thousand cases together, so that memory stays bounded.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.reading import ReadPage
from pipeline.building.tables import pages_of, pages_read, tables_from_pages
from pipeline.garbage import garbage_collected_seldom
from pipeline.run import Run
from pipeline.sensitivity.alternatives import Alternative, alternatives, own_choice
from pipeline.sensitivity.headline import headline_values
from pipeline.sensitivity.value import SensitivityValue
from transform.assembling.tables import write_tables
from transform.indicators.values import VALUES_FILE, IndicatorValue
from transform.schema import TABLES
from transform.warehouse import build_warehouse

FOLDER = "alternatives"
CASES_AT_ONCE = 20_000
"""Cases whose tables, under all alternatives of a portion together, are held at once."""

OnBuilt = Callable[[Alternative], None]


def compute_sensitivity(
    run: Run, tried: Sequence[Alternative] | None = None, cases_at_once: int = CASES_AT_ONCE
) -> tuple[SensitivityValue, ...]:
    """The headline in total under each alternative (all if none given), in their order."""
    chosen = run.study.parameters(run.timepoint)
    wanted = alternatives(chosen) if tried is None else tuple(tried)
    by_name = {alternative.name: alternative for alternative in wanted}
    order = {alternative: at for at, alternative in enumerate(wanted)}
    own = own_choice(chosen)
    with garbage_collected_seldom():
        found = [
            SensitivityValue(
                by_name[v.timepoint], by_name[v.timepoint] == own, replace(v, timepoint=run.timepoint)
            )
            for v in _values(run, wanted, cases_at_once)
        ]
    return tuple(sorted(found, key=lambda one: order[one.alternative]))


def _values(run: Run, wanted: Sequence[Alternative], cases_at_once: int) -> Iterator[IndicatorValue]:
    """The headline under each alternative, whose name stands in place of the timepoint."""
    with pages_of(run) as archive:
        readings: list[ReadPage] = list(pages_read(run, archive))
    cases = sum(reading.case is not None for reading in readings)
    with run.reporter.progress("trying alternatives") as advance:
        number = count(1)

        def on_built(alternative: Alternative) -> None:
            advance(next(number), len(wanted), alternative.name)

        for portion in _portions(wanted, max(1, cases_at_once // max(1, cases))):
            yield from _headline_of(run, portion, readings, on_built)


def _portions(wanted: Sequence[Alternative], at_once: int) -> Iterator[list[Alternative]]:
    """The alternatives, those of one build together, so many builds at a time."""
    of_build: dict[Alternative, list[Alternative]] = {}
    for alternative in wanted:
        of_build.setdefault(_of_any_year(alternative), []).append(alternative)
    builds = list(of_build.values())
    for start in range(0, len(builds), at_once):
        yield list(chain.from_iterable(builds[start : start + at_once]))


def _of_any_year(alternative: Alternative) -> Alternative:
    return replace(alternative, year_length_days=0)


def _headline_of(
    run: Run, portion: Sequence[Alternative], readings: list[ReadPage], on_built: OnBuilt
) -> list[IndicatorValue]:
    """The headline under some alternatives, from a warehouse of their own that is gone afterwards."""
    run.places.scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    study = run.study.name
    with tempfile.TemporaryDirectory(dir=run.places.scratch) as name:
        tables_root, warehouse = Path(name) / "tables", Path(name) / "warehouse.duckdb"
        write_tables(_tables(run, portion, readings, on_built), tables_root / study / FOLDER)
        build_warehouse(tables_root, warehouse)
        return list(headline_values(warehouse, study))


def _tables(
    run: Run, portion: Sequence[Alternative], readings: list[ReadPage], on_built: OnBuilt
) -> dict[str, pa.Table]:
    """Every table with the rows of all these alternatives, and the coders' forms repeated for each."""
    parts: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
    built: dict[Alternative, dict[str, pa.Table]] = {}
    for alternative in portion:
        for name, table in _tables_of(run, alternative, readings, built).items():
            parts.setdefault(name, []).append(table)
        on_built(alternative)
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
    any_year = _of_any_year(alternative)
    if any_year not in built:
        built[any_year] = tables_from_pages(run, readings, parameters) | _forms(run)
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
