"""One part of the long tables: the cases whose pseudonyms begin alike, and what is kept of each for later.

A part knows of every case by what its rows were made (``mark``). Made again, it takes over the rows of each
case whose mark is the same and reads the pages of the others only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from extract.reading import ReadPage
from transform.case_batches import LONG_TABLES, CaseBatch, for_linking, tables_of_cases
from transform.case_facts import CaseFacts
from transform.corrections import Corrections
from transform.coverage_counts import counts_of_records, counts_of_tables
from transform.interpretation import interpret_cases
from transform.parameters import TableParameters
from transform.part_summaries import (
    Names,
    PartSummary,
    UnitGone,
    UnitMade,
    batch_of,
    counted_names,
    exchanged,
)
from transform.row_splicing import with_rows_kept
from transform.snapshots import collect_snapshots
from transform.wordings import wordings_of_hearings_and_acts


@dataclass(frozen=True, slots=True)
class Part:
    """The long tables of a part; ``units`` are (mark, what is kept of it) by unit."""

    long_tables: dict[str, pa.Table]
    units: Mapping[str, tuple[str, bytes]]
    summary: PartSummary


def made_part(
    changed: Iterable[tuple[str, str, Sequence[ReadPage], Names]],
    earlier: Part | None,
    kept_units: frozenset[str],
    parameters: TableParameters,
    key: bytes,
    corrections: Corrections,
) -> Part:
    """A part of ``changed`` units (unit, mark, all its pages, names on them) and of those kept."""
    units: dict[str, tuple[str, bytes]] = {}
    made: list[UnitMade] = []
    cases: list[CaseFacts] = []
    for unit, mark, readings, names in changed:
        found, unit_made = _interpreted(readings, names, parameters, key, corrections)
        units[unit] = mark, unit_made.kept()
        made.append(unit_made)
        cases += found
    tables = tables_of_cases(cases, parameters, key)
    added = batch_of(tables, made, parameters)
    if earlier is None or not kept_units:
        return _part(tables, units, added, counted_names(made))
    gone = [UnitGone.of(unit, kept) for unit, (_, kept) in earlier.units.items() if unit not in kept_units]
    old = earlier.long_tables | {"cases": earlier.summary.batch.tables["cases"]}
    tables = {name: with_rows_kept(old[name], kept_units, table) for name, table in tables.items()}
    units |= {unit: earlier.units[unit] for unit in kept_units}
    batch = exchanged(earlier.summary.batch, gone, added, tables["cases"])
    names_met = earlier.summary.names - counted_names(gone) + counted_names(made)
    return _part(tables, units, batch, names_met)


def _interpreted(
    readings: Sequence[ReadPage],
    names: Names,
    parameters: TableParameters,
    key: bytes,
    corrections: Corrections,
) -> tuple[list[CaseFacts], UnitMade]:
    """The cases of one unit, and what it adds."""
    snapshots = collect_snapshots(readings, key)
    found, faults = interpret_cases(snapshots, parameters, key, corrections)
    counts = counts_of_records(snapshots, found, parameters.as_of)
    linked = tuple(map(for_linking, found))
    return found, UnitMade(tuple(snapshots.pages), linked, (*snapshots.faults, *faults), counts, names)


def _part(
    tables: Mapping[str, pa.Table],
    units: Mapping[str, tuple[str, bytes]],
    batch: CaseBatch,
    names: Counter[str],
) -> Part:
    long_tables = {name: tables[name] for name in LONG_TABLES}
    counts, wordings = counts_of_tables(long_tables), wordings_of_hearings_and_acts(tables)
    return Part(long_tables, dict(sorted(units.items())), PartSummary(batch, counts, wordings, names))
