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
from transform.assembling.case_batches import LONG_TABLES, CaseBatch, tables_of_cases
from transform.assembling.part_summaries import (
    Names,
    PartSummary,
    UnitBefore,
    UnitMade,
    batch_of,
    counted_names,
    exchanged,
)
from transform.assembling.row_splicing import with_rows_kept
from transform.builders.coverage_counts import counts_of_records, counts_of_tables
from transform.builders.wordings import Wording, wordings_of_hearings_and_acts
from transform.interpreting.case_facts import CaseFacts
from transform.interpreting.corrections import Corrections
from transform.interpreting.interpretation import interpret_cases
from transform.interpreting.link_facts import link_facts
from transform.interpreting.snapshots import PageFacts, collect_snapshots
from transform.parameters import TableParameters


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """A unit that is new or not as it was, and the names on its pages.

    ``superseded`` are case pages that were read before and add no row: those of ``readings`` are later.
    """

    name: str
    mark: str
    readings: Sequence[ReadPage]
    names: Names
    superseded: Sequence[PageFacts] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The long tables of a part; ``units`` are (mark, what is kept of it) by unit."""

    long_tables: dict[str, pa.Table]
    units: Mapping[str, tuple[str, bytes]]
    summary: PartSummary
    pages_read: int = 0
    """For this part, now; of one from an earlier build none."""

    @property
    def all_tables(self) -> dict[str, pa.Table]:
        """The long tables and ``cases``, whose rows lie with the summary."""
        return {**self.long_tables, "cases": self.summary.batch.tables["cases"]}


def made_part(
    changed: Iterable[ChangedUnit],
    earlier: Part | None,
    kept_units: frozenset[str],
    parameters: TableParameters,
    key: bytes,
    corrections: Corrections,
) -> Part:
    """A part of ``changed`` units and, of those of ``earlier``, the kept ones."""
    units: dict[str, tuple[str, bytes]] = {}
    made: list[UnitMade] = []
    cases: list[CaseFacts] = []
    pages_read = 0
    for unit in changed:
        found, unit_made = _interpreted(unit, parameters, key, corrections)
        units[unit.name] = unit.mark, unit_made.kept()
        made.append(unit_made)
        cases += found
        pages_read += len(unit.readings)
    tables = tables_of_cases(cases, parameters, key)
    batch, wordings = batch_of(tables, made, parameters), wordings_of_hearings_and_acts(tables)
    fresh = _part(tables, units, batch, wordings, counted_names(made), pages_read)
    return fresh if earlier is None or not kept_units else _beside_kept(fresh, earlier, kept_units)


def _beside_kept(fresh: Part, earlier: Part, kept_units: frozenset[str]) -> Part:
    """A part of the units of ``fresh`` and, of ``earlier``, those kept."""
    gone = [UnitBefore.of(unit, kept) for unit, (_, kept) in earlier.units.items() if unit not in kept_units]
    old, new, before = earlier.all_tables, fresh.all_tables, earlier.summary
    spliced = {name: with_rows_kept(old[name], kept_units, table) for name, table in new.items()}
    tables = {name: table for name, (table, _) in spliced.items()}
    gone_rows = {name: rows for name, (_, rows) in spliced.items()}
    return _part(
        tables,
        {**fresh.units, **{unit: earlier.units[unit] for unit in kept_units}},
        exchanged(before.batch, gone, fresh.summary.batch, tables["cases"]),
        before.wordings - wordings_of_hearings_and_acts(gone_rows) + fresh.summary.wordings,
        before.names - counted_names(gone) + fresh.summary.names,
        fresh.pages_read,
    )


def _interpreted(
    unit: ChangedUnit,
    parameters: TableParameters,
    key: bytes,
    corrections: Corrections,
) -> tuple[list[CaseFacts], UnitMade]:
    """The cases of one unit, and what it adds."""
    snapshots = collect_snapshots(unit.readings, key, unit.superseded)
    found, faults = interpret_cases(snapshots, parameters, key, corrections)
    linked = tuple(map(link_facts, found))
    counts = counts_of_records(snapshots, found, linked, parameters.as_of)
    return found, UnitMade(tuple(snapshots.pages), linked, (*snapshots.faults, *faults), counts, unit.names)


def _part(
    tables: Mapping[str, pa.Table],
    units: Mapping[str, tuple[str, bytes]],
    batch: CaseBatch,
    wordings: Counter[Wording],
    names: Counter[str],
    pages_read: int,
) -> Part:
    long_tables = {name: tables[name] for name in LONG_TABLES}
    summary = PartSummary(batch, counts_of_tables(long_tables), wordings, names)
    return Part(long_tables, dict(sorted(units.items())), summary, pages_read)
