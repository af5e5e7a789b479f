"""A batch of cases with all of their pages, made into tables by itself: batches can be made side by side.

What takes more than one case (committal twins, bail and its prosecution) is left to ``tables``, which gets
the few facts that it needs of each case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from extract.quick_pickles import quick_to_pickle
from extract.reading import ReadPage
from transform.builders.acts import acts_table
from transform.builders.adjournments import adjournments_table
from transform.builders.cases import cases_table
from transform.builders.coverage_counts import Counts, counts_of_records
from transform.builders.hearings import hearings_table
from transform.builders.orders import orders_table
from transform.builders.outcomes import outcomes_table
from transform.builders.pages import pages_table
from transform.builders.parties import parties_table
from transform.builders.table_rows import finished
from transform.builders.transfers import transfers_table
from transform.interpreting.case_facts import CaseFacts
from transform.interpreting.corrections import Corrections
from transform.interpreting.faults import Fault
from transform.interpreting.frame import frame_exclusions
from transform.interpreting.interpretation import interpret_cases
from transform.interpreting.link_facts import LinkFacts, link_facts
from transform.interpreting.snapshots import collect_snapshots
from transform.parameters import TableParameters
from transform.schema import TABLES

LONG_TABLES = ("hearings", "adjournments", "outcomes", "acts", "orders", "transfers", "parties")
"""Tables of which a case's rows depend on that case alone."""


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class CaseBatch:
    """``tables``: the long tables, pages, and cases as if none were merged into another.

    ``linked`` holds what linking needs of each case, in the order of their pseudonyms.
    """

    tables: Mapping[str, pa.Table]
    linked: tuple[LinkFacts, ...]
    faults: tuple[Fault, ...]
    counts: Counts


def build_batch(
    readings: Iterable[ReadPage], parameters: TableParameters, key: bytes, corrections: Corrections
) -> CaseBatch:
    """Tables of the cases whose pages these are; every page of a case must be among them."""
    snapshots = collect_snapshots(readings, key)
    cases, faults = interpret_cases(snapshots, parameters, key, corrections)
    tables = tables_of_cases(cases, parameters, key) | {"pages": pages_table(snapshots.pages, parameters)}
    linked = tuple(map(link_facts, cases))
    counts = counts_of_records(snapshots, cases, linked, parameters.as_of)
    return CaseBatch(tables, linked, (*snapshots.faults, *faults), counts)


def tables_of_cases(
    cases: Sequence[CaseFacts], parameters: TableParameters, key: bytes
) -> dict[str, pa.Table]:
    """The long tables, and cases as if none were merged into another."""
    return {
        "cases": cases_table(cases, {}, frame_exclusions(cases, (), parameters), parameters),
        "hearings": hearings_table(((case.case_id, case.history) for case in cases), parameters),
        "adjournments": adjournments_table(((case.case_id, case.hearings) for case in cases), parameters),
        "outcomes": outcomes_table(cases, parameters),
        "acts": acts_table(cases, parameters),
        "orders": orders_table(cases, parameters),
        "transfers": transfers_table(cases, parameters),
        "parties": parties_table(cases, parameters, key),
    }


def joined(batches: Iterable[CaseBatch]) -> CaseBatch:
    """Batches as one, in the order given, which must be that of the pseudonyms of their cases."""
    listed = list(batches)
    return CaseBatch(
        {
            name: finished(TABLES[name], pa.concat_tables([batch.tables[name] for batch in listed]))
            for name in listed[0].tables
        },
        tuple(case for batch in listed for case in batch.linked),
        tuple(fault for batch in listed for fault in batch.faults),
        sum((batch.counts for batch in listed), Counter()),
    )
