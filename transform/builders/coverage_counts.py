"""What ``coverage`` is made of, counted batch by batch: the counts of two batches are their sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from transform.interpreting.bail_applications import is_filed_later, names_bail
from transform.interpreting.case_facts import CaseFacts
from transform.interpreting.link_facts import LinkFacts
from transform.interpreting.linking import names_subordinate_case
from transform.interpreting.printed import read_date
from transform.interpreting.snapshots import Snapshots

Counts = Counter[str]


def counts_of_records(
    snapshots: Snapshots, cases: Sequence[CaseFacts], linked: Sequence[LinkFacts], as_of: date
) -> Counts:
    """Rows that went in and rows set aside, counted on what the pages say of ``cases``.

    ``linked`` are the link facts of the same cases.
    """
    counts = Counter(
        {
            "pages": len(snapshots.pages),
            "unreadable pages": sum(fault.stage == "parse" for fault in snapshots.faults),
            "case records": snapshots.record_count,
            "repeated records": snapshots.record_count - len(snapshots.cases),
            "cases": len(cases),
            "statuses": sum(map(len, snapshots.statuses.values())),
        }
    )
    known = {case.case_id for case in cases}
    counts["statuses: orphans"] = sum(
        len(pages) for case_id, pages in snapshots.statuses.items() if case_id not in known
    )
    for case in cases:
        counts.update(_of_history(case))
        counts.update(_of_lists(case, as_of))
    for facts in linked:
        counts.update(_of_applications(facts, as_of))
        counts["cases naming a subordinate case"] += names_subordinate_case(facts)
    return counts


def counts_of_tables(tables: Mapping[str, pa.Table]) -> Counts:
    """Rows that came out, counted on the finished tables of these names, as far as they are given."""
    counts: Counts = Counter()
    for name in ("cases", "hearings", "acts", "orders", "transfers", "parties", "outcomes"):
        if name in tables:
            counts[f"rows: {name}"] = tables[name].num_rows
    if "hearings" in tables:
        hearings = tables["hearings"]
        counts["rows: hearings within"] = pc.sum(hearings["is_within_as_of"]).as_py() or 0
        counts["rows: hearings with status"] = pc.sum(hearings["has_daily_status"]).as_py() or 0
    if "pages" in tables:
        is_read = pc.not_equal(tables["pages"]["result"], "quarantined")
        counts["rows: pages read"] = pc.sum(is_read).as_py() or 0
    return counts


def _of_history(case: CaseFacts) -> dict[str, int]:
    outside = [hearing for hearing in case.hearings if not hearing.is_within_as_of]
    statuses = case.history.statuses
    return {
        "history rows": len(case.record.hearings),
        "repeated history rows": case.history.repeated_row_count,
        "hearings": len(case.hearings),
        "hearings outside": len(outside),
        "undated hearings": sum(h.business_date is None and h.next_date is None for h in outside),
        "statuses": len(case.record.daily_statuses),
        "statuses: superseded": statuses.superseded,
        "statuses: undated": statuses.undated,
        "statuses: without entry": statuses.without_entry,
        "statuses: of another next date": statuses.of_another_next_date,
        "statuses: unreadable": len(statuses.unreadable),
        "unreadable status pages": sum(page is not None for page, _ in statuses.unreadable),
    }


def _of_lists(case: CaseFacts, as_of: date) -> dict[str, int]:
    record = case.record
    orders = [read_date(order.date, "date of an order") for order in record.orders]
    transfers = [read_date(row.transfer_date, "date of a transfer") for row in record.transfers]
    return {
        "sections": sum(max(1, len(row.sections)) for row in record.acts),
        "orders": len(orders),
        "later orders": sum(day is not None and day > as_of for day in orders),
        "transfers": len(transfers),
        "later transfers": sum(day is not None and day > as_of for day in transfers),
        "parties": len(record.parties),
        "processes": len(record.processes),
        "linked cases": len(record.linked_cases),
    }


def _of_applications(case: LinkFacts, as_of: date) -> dict[str, int]:
    rows = case.applications
    if case.case_kind == "bail":
        later = is_filed_later(case, as_of)
        return {
            "bail cases": 1,
            "later bail cases": int(later),
            "applications": len(rows),
            "applications in bail cases": len(rows),
        }
    about_bail = [row for row in rows if names_bail(row)]
    filed = [read_date(row.filing_date, "filing date of an application") for row in about_bail]
    return {
        "applications": len(rows),
        "other applications": len(rows) - len(about_bail),
        "later applications": sum(day is not None and day > as_of for day in filed),
    }
