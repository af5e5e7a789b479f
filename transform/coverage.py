"""Table ``coverage``: rows in against rows out of every step, with what became of the difference.

Rows in are counted on the records as printed, rows out on the finished tables and ``explained`` where the
rows were set aside: three separate counts, so that a row lost by mistake shows as a difference. Processes and
linked cases have no table; they are counted here so that this is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from transform.bail import is_filed_later, names_bail
from transform.case_facts import CaseFacts
from transform.linking import Twins, names_subordinate_case
from transform.parameters import TableParameters
from transform.printed import read_date
from transform.schema import TABLES
from transform.snapshots import Snapshots
from transform.table_rows import TableRows, finished

FRAME_STEP = "14 cases to cases in frame"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``rows_in - rows_out - explained`` is 0 unless rows were lost."""

    step: str
    rows_in: int
    rows_out: int
    explained: int
    note: str


def coverage_table(
    snapshots: Snapshots,
    cases: Sequence[CaseFacts],
    twins: Twins,
    tables: Mapping[str, pa.Table],
    parameters: TableParameters,
) -> pa.Table:
    """Rows of ``coverage``, numbered in the order of work."""
    rows = TableRows("coverage", parameters)
    for step in (
        *_page_steps(snapshots, cases, tables),
        *_hearing_steps(cases, tables),
        _status_step(snapshots, cases, tables),
        *_list_steps(cases, tables, parameters),
        *_bail_steps(cases, tables, parameters),
        _twin_step(cases, twins, tables),
        _frame_step(tables["cases"]),
        *_untabled_steps(cases),
    ):
        rows.add(
            step=step.step,
            rows_in=step.rows_in,
            rows_out=step.rows_out,
            explained=step.explained,
            note=step.note,
        )
    return rows.finish()


def with_frame_recounted(coverage: pa.Table, cases: pa.Table) -> pa.Table:
    """``coverage`` with its step into the frame counted anew, after cases left the frame."""
    step = _frame_step(cases)
    others = coverage.filter(pc.not_equal(coverage["step"], FRAME_STEP))
    old = coverage.filter(pc.equal(coverage["step"], FRAME_STEP)).to_pylist()
    new = [
        row
        | {"rows_in": step.rows_in, "rows_out": step.rows_out, "explained": step.explained, "note": step.note}
        for row in old
    ]
    added = pa.Table.from_pylist(new, schema=coverage.schema)
    return finished(TABLES["coverage"], pa.concat_tables([others, added]))


def _page_steps(
    snapshots: Snapshots, cases: Sequence[CaseFacts], tables: Mapping[str, pa.Table]
) -> Iterable[Step]:
    unreadable = sum(fault.stage == "parse" for fault in snapshots.faults)
    pages_read = _count(tables["pages"], pc.not_equal(tables["pages"]["result"], "quarantined"))
    stopped = len(snapshots.cases) - len(cases)
    stopped_statuses = sum(page is not None for case in cases for page, _ in case.history.statuses.unreadable)
    yield Step(
        "01 pages to pages read",
        len(snapshots.pages),
        pages_read,
        unreadable + stopped + stopped_statuses,
        f"quarantined: {unreadable} not as known, {stopped + stopped_statuses} with a value without meaning",
    )
    repeated = snapshots.record_count - len(snapshots.cases)
    yield Step(
        "02 case records to cases",
        snapshots.record_count,
        tables["cases"].num_rows,
        repeated + stopped,
        f"{repeated} older pages of a case, {stopped} quarantined",
    )


def _hearing_steps(cases: Sequence[CaseFacts], tables: Mapping[str, pa.Table]) -> Iterable[Step]:
    repeated = sum(case.history.repeated_row_count for case in cases)
    yield Step(
        "03 history rows to hearings",
        sum(len(case.record.hearings) for case in cases),
        tables["hearings"].num_rows,
        repeated,
        f"{repeated} exact repetitions of a row",
    )
    outside = [hearing for case in cases for hearing in case.hearings if not hearing.is_within_as_of]
    undated = sum(hearing.business_date is None and hearing.next_date is None for hearing in outside)
    yield Step(
        "04 hearings to hearings up to the cut-off",
        sum(len(case.hearings) for case in cases),
        _count(tables["hearings"], tables["hearings"]["is_within_as_of"]),
        len(outside),
        f"{len(outside) - undated} later, {undated} without any date",
    )


def _status_step(snapshots: Snapshots, cases: Sequence[CaseFacts], tables: Mapping[str, pa.Table]) -> Step:
    known = {case.case_id for case in cases}
    orphans = sum(len(pages) for case_id, pages in snapshots.statuses.items() if case_id not in known)
    statuses = [case.history.statuses for case in cases]
    superseded = sum(status.superseded for status in statuses)
    undated = sum(status.undated for status in statuses)
    without_entry = sum(status.without_entry for status in statuses)
    unreadable = sum(len(status.unreadable) for status in statuses)
    in_records = sum(len(case.record.daily_statuses) for case in cases)
    return Step(
        "05 daily statuses to hearings with one",
        sum(len(pages) for pages in snapshots.statuses.values()) + in_records,
        _count(tables["hearings"], tables["hearings"]["has_daily_status"]),
        orphans + superseded + undated + without_entry + unreadable,
        f"{orphans} of cases not in the tables, {superseded} repeated, {undated} without a date, "
        f"{without_entry} without an entry of that day, {unreadable} unreadable",
    )


def _list_steps(
    cases: Sequence[CaseFacts], tables: Mapping[str, pa.Table], parameters: TableParameters
) -> Iterable[Step]:
    records = [case.record for case in cases]
    sections = sum(max(1, len(row.sections)) for record in records for row in record.acts)
    yield Step(
        "06 sections charged to acts", sections, tables["acts"].num_rows, 0, "every act and section kept"
    )
    orders = [read_date(order.date, "date of an order") for record in records for order in record.orders]
    later_orders = sum(day is not None and day > parameters.as_of for day in orders)
    yield Step(
        "07 orders listed to orders",
        len(orders),
        tables["orders"].num_rows,
        later_orders,
        f"{later_orders} after the cut-off",
    )
    moves = [
        read_date(row.transfer_date, "date of a transfer") for record in records for row in record.transfers
    ]
    later_moves = sum(day is not None and day > parameters.as_of for day in moves)
    yield Step(
        "08 transfers listed to transfers",
        len(moves),
        tables["transfers"].num_rows,
        later_moves,
        f"{later_moves} after the cut-off",
    )
    parties = sum(len(record.parties) for record in records)
    yield Step("09 parties listed to parties", parties, tables["parties"].num_rows, 0, "every party kept")
    yield Step("10 cases to outcomes", len(cases), tables["outcomes"].num_rows, 0, "one row for every case")


def _bail_steps(
    cases: Sequence[CaseFacts], tables: Mapping[str, pa.Table], parameters: TableParameters
) -> Iterable[Step]:
    source = tables["bail"]["source"]
    own = [case for case in cases if case.case_kind == "bail"]
    later = sum(is_filed_later(case, parameters.as_of) for case in own)
    yield Step(
        "11 bail cases to bail",
        len(own),
        _count(tables["bail"], pc.equal(source, "own_case")),
        later,
        f"{later} filed after the cut-off",
    )
    rows = [(case, row) for case in cases for row in case.record.interlocutory_applications]
    in_bail_cases = sum(case.case_kind == "bail" for case, _ in rows)
    of_prosecutions = [row for case, row in rows if case.case_kind != "bail"]
    about_bail = [row for row in of_prosecutions if names_bail(row)]
    filed = (read_date(row.filing_date, "filing date of an application") for row in about_bail)
    later = sum(day is not None and day > parameters.as_of for day in filed)
    other = len(of_prosecutions) - len(about_bail)
    yield Step(
        "12 applications inside cases to bail",
        len(rows),
        _count(tables["bail"], pc.equal(source, "application_in_case")),
        other + later + in_bail_cases,
        f"{other} not about bail, {later} filed after the cut-off, {in_bail_cases} inside a bail case",
    )


def _twin_step(cases: Sequence[CaseFacts], twins: Twins, tables: Mapping[str, pa.Table]) -> Step:
    return Step(
        "13 cases committed from a magistrate to merged twins",
        sum(names_subordinate_case(case) for case in cases),
        _count(tables["cases"], pc.is_valid(tables["cases"]["merged_into_case_id"])),
        twins.not_found + twins.ambiguous + twins.filed_later,
        f"{twins.not_found} whose magistrate's case is not at hand, {twins.ambiguous} that fit several, "
        f"{twins.filed_later} filed after the cut-off",
    )


def _frame_step(cases: pa.Table) -> Step:
    counts = pc.value_counts(cases["frame_exclusion"].drop_null()).to_pylist()
    excluded = sorted((count["values"], count["counts"]) for count in counts)
    note = ", ".join(f"{count} {reason}" for reason, count in excluded) or "none left out"
    in_frame = _count(cases, cases["is_in_frame"])
    return Step(FRAME_STEP, cases.num_rows, in_frame, sum(count for _, count in excluded), note)


def _untabled_steps(cases: Sequence[CaseFacts]) -> Iterable[Step]:
    for step, count in (
        ("15 processes issued", sum(len(case.record.processes) for case in cases)),
        ("16 linked cases named", sum(len(case.record.linked_cases) for case in cases)),
    ):
        yield Step(step, count, 0, count, "read; kept in the raw zone only, no table holds them")


def _count(table: pa.Table, condition: pa.ChunkedArray) -> int:
    return int(table.filter(condition).num_rows)
