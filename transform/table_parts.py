"""One part of the long tables: the cases whose pseudonyms begin alike, and what is kept of each for later.

A part knows of every case by what its rows were made (``mark``). Made again, it takes over the rows of each
case whose mark is the same and reads the pages of the others only.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from extract.quick_pickles import quick_to_pickle
from extract.reading import ReadPage
from transform.case_batches import LONG_TABLES, CaseBatch, for_linking, tables_of_cases
from transform.case_facts import CaseFacts
from transform.corrections import Corrections
from transform.coverage_counts import Counts, counts_of_records, counts_of_tables
from transform.faults import Fault
from transform.interpretation import interpret_cases
from transform.pages import pages_table
from transform.parameters import TableParameters
from transform.row_splicing import with_rows_kept
from transform.snapshots import PageFacts, collect_snapshots
from transform.wordings import Wording, wordings_of_hearings_and_acts

Names = frozenset[str]


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class UnitKept:
    """What one unit (a case, or a page that is about none) adds to the tables that take all cases."""

    pages: tuple[PageFacts, ...]
    linked: tuple[CaseFacts, ...]
    faults: tuple[Fault, ...]
    counts: Counts
    names: Names


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class PartSummary:
    """``batch`` without long tables, ``counts`` and ``wordings`` of the part's long tables, names met."""

    batch: CaseBatch
    counts: Counts
    wordings: Counter[Wording]
    names: Names


@dataclass(frozen=True, slots=True)
class Part:
    """The long tables of a part; ``units`` are (mark, pickled ``UnitKept``) by unit."""

    long_tables: Mapping[str, pa.Table]
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
    made: dict[str, UnitKept] = {}
    kept = {} if earlier is None else {unit: earlier.units[unit] for unit in kept_units}
    cases: list[CaseFacts] = []
    for unit, mark, readings, names in changed:
        snapshots = collect_snapshots(readings, key)
        found, faults = interpret_cases(snapshots, parameters, key, corrections)
        counts = counts_of_records(snapshots, found, parameters.as_of)
        linked = tuple(map(for_linking, found))
        all_faults = (*snapshots.faults, *faults)
        made[unit] = UnitKept(tuple(snapshots.pages), linked, all_faults, counts, names)
        units[unit] = mark, pickle.dumps(made[unit], pickle.HIGHEST_PROTOCOL)
        cases += found
    tables = tables_of_cases(cases, parameters, key)
    if earlier is not None and kept:
        old = {**earlier.long_tables, "cases": earlier.summary.batch.tables["cases"]}
        tables = {name: with_rows_kept(old[name], frozenset(kept), table) for name, table in tables.items()}
    units = dict(sorted((units | kept).items()))
    long_tables = {name: tables[name] for name in LONG_TABLES}
    listed = [made[unit] if unit in made else pickle.loads(packed) for unit, (_, packed) in units.items()]
    return Part(long_tables, units, _summary(tables, listed, parameters))


def _summary(
    tables: Mapping[str, pa.Table], kept: Sequence[UnitKept], parameters: TableParameters
) -> PartSummary:
    pages = pages_table([page for unit in kept for page in unit.pages], parameters)
    batch = CaseBatch(
        {"cases": tables["cases"], "pages": pages},
        tuple(case for unit in kept for case in unit.linked),
        tuple(fault for unit in kept for fault in unit.faults),
        sum((unit.counts for unit in kept), Counter()),
    )
    return PartSummary(
        batch,
        counts_of_tables({name: tables[name] for name in LONG_TABLES}),
        wordings_of_hearings_and_acts(tables),
        frozenset().union(*(unit.names for unit in kept)),
    )
