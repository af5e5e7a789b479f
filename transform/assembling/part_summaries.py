"""What is kept of the cases of a part for the tables that take all cases, and how it follows a change."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from extract.quick_pickles import quick_to_pickle
from transform.arrow_arrays import array_of
from transform.assembling.case_batches import CaseBatch
from transform.builders.coverage_counts import Counts
from transform.builders.pages import pages_table
from transform.builders.table_rows import finished
from transform.builders.wordings import Wording
from transform.interpreting.faults import Fault
from transform.interpreting.link_facts import LinkFacts
from transform.interpreting.snapshots import PageFacts
from transform.parameters import TableParameters
from transform.schema import TABLES

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class UnitMade:
    """What one unit (a case, or a page that is about none) adds to the tables that take all cases."""

    pages: tuple[PageFacts, ...]
    linked: tuple[LinkFacts, ...]
    faults: tuple[Fault, ...]
    counts: Counts
    names: Names

    def kept(self) -> bytes:
        """What tells, once the unit has changed or gone, what it had added; its case says the rest."""
        return pickle.dumps((self.pages, dict(+self.counts), tuple(self.names)), pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True, slots=True)
class UnitBefore:
    """A unit as an earlier build had it."""

    name: str
    pages: tuple[PageFacts, ...]
    counts: Counts
    names: Names

    @classmethod
    def of(cls, name: str, kept: bytes) -> UnitBefore:
        pages, counts, names = pickle.loads(kept)
        return cls(name, pages, Counter(counts), frozenset(names))


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class PartSummary:
    """``batch`` without long tables, ``counts`` and ``wordings`` of the part's long tables, names met.

    ``names`` counts the units that a name is met in, so that it is known when the last of them has gone.
    """

    batch: CaseBatch
    counts: Counts
    wordings: Counter[Wording]
    names: Counter[str]


def batch_of(
    tables: Mapping[str, pa.Table], made: Sequence[UnitMade], parameters: TableParameters
) -> CaseBatch:
    """What new units give to the tables that take all cases."""
    pages = pages_table([page for unit in made for page in unit.pages], parameters)
    return CaseBatch(
        {"cases": tables["cases"], "pages": pages},
        tuple(case for unit in made for case in unit.linked),
        tuple(fault for unit in made for fault in unit.faults),
        _summed(made),
    )


def exchanged(old: CaseBatch, gone: Sequence[UnitBefore], added: CaseBatch, cases: pa.Table) -> CaseBatch:
    """The batch without what units that are gone gave it, and with what was added."""
    gone_pages = frozenset(page.page_id for unit in gone for page in unit.pages)
    gone_cases = frozenset(unit.name for unit in gone)
    is_kept = pc.invert(pc.is_in(old.tables["pages"]["page_id"], array_of(sorted(gone_pages), pa.string())))
    pages = pa.concat_tables([old.tables["pages"].filter(is_kept), added.tables["pages"]])
    linked = [case for case in old.linked if case.case_id not in gone_cases]
    counts = Counter(old.counts)
    counts.subtract(_summed(gone))
    counts.update(added.counts)
    return CaseBatch(
        {"cases": cases, "pages": finished(TABLES["pages"], pages)},
        tuple(sorted([*linked, *added.linked], key=lambda case: case.case_id)),
        (*(fault for fault in old.faults if fault.page_id not in gone_pages), *added.faults),
        counts,
    )


def _summed(units: Iterable[UnitMade | UnitBefore]) -> Counts:
    counts: Counts = Counter()
    for unit in units:
        counts.update(unit.counts)
    return counts


def counted_names(units: Iterable[UnitMade | UnitBefore]) -> Counter[str]:
    """How many of the units each name is met in."""
    return Counter(name for unit in units for name in unit.names)
