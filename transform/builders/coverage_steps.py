"""The steps of the build, each with its rows in and out and what became of the difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from transform.builders.coverage_counts import Counts
from transform.interpreting.linking import Twins

FRAME_STEP = "14 cases to cases in frame"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``rows_in - rows_out - explained`` is 0 unless rows were lost."""

    step: str
    rows_in: int
    rows_out: int
    explained: int
    note: str


def coverage_steps(counts: Counts, twins: Twins, tables: Mapping[str, pa.Table]) -> Iterable[Step]:
    """Every step in the order of work."""
    return (
        *_page_steps(counts),
        *_hearing_steps(counts),
        _status_step(counts),
        *_list_steps(counts),
        *_bail_steps(counts, tables["bail"]),
        _twin_step(counts, twins, tables["cases"]),
        frame_step(tables["cases"]),
        *_untabled_steps(counts),
    )


def _page_steps(counts: Counts) -> Iterable[Step]:
    unreadable, stopped = counts["unreadable pages"], counts["case records"] - counts["repeated records"]
    stopped += counts["unreadable status pages"] - counts["cases"]
    yield Step(
        "01 pages to pages read",
        counts["pages"],
        counts["rows: pages read"],
        unreadable + stopped,
        f"quarantined: {unreadable} not as known, {stopped} with a value without meaning",
    )
    stopped_cases, repeated = stopped - counts["unreadable status pages"], counts["repeated records"]
    yield Step(
        "02 case records to cases",
        counts["case records"],
        counts["rows: cases"],
        repeated + stopped_cases,
        f"{repeated} older pages of a case, {stopped_cases} quarantined",
    )


def _hearing_steps(counts: Counts) -> Iterable[Step]:
    repeated, undated = counts["repeated history rows"], counts["undated hearings"]
    yield Step(
        "03 history rows to hearings",
        counts["history rows"],
        counts["rows: hearings"],
        repeated,
        f"{repeated} exact repetitions of a row",
    )
    outside = counts["hearings outside"]
    yield Step(
        "04 hearings to hearings up to the cut-off",
        counts["hearings"],
        counts["rows: hearings within"],
        outside,
        f"{outside - undated} later, {undated} without any date",
    )


def _status_step(counts: Counts) -> Step:
    orphans, superseded = counts["statuses: orphans"], counts["statuses: superseded"]
    undated, without_entry = counts["statuses: undated"], counts["statuses: without entry"]
    unreadable, other = counts["statuses: unreadable"], counts["statuses: of another next date"]
    return Step(
        "05 daily statuses to hearings with one",
        counts["statuses"],
        counts["rows: hearings with status"],
        orphans + superseded + undated + without_entry + unreadable,
        f"{orphans} of cases not in the tables, {superseded} repeated, {undated} without a date, "
        f"{without_entry} without an entry of that day, {unreadable} unreadable; "
        f"{other} state another next date than their entry",
    )


def _list_steps(counts: Counts) -> Iterable[Step]:
    yield Step(
        "06 sections charged to acts",
        counts["sections"],
        counts["rows: acts"],
        0,
        "every act and section kept",
    )
    for step, name in (
        ("07 orders listed to orders", "orders"),
        ("08 transfers listed to transfers", "transfers"),
    ):
        later = counts[f"later {name}"]
        yield Step(step, counts[name], counts[f"rows: {name}"], later, f"{later} after the cut-off")
    yield Step(
        "09 parties listed to parties", counts["parties"], counts["rows: parties"], 0, "every party kept"
    )
    yield Step("10 cases to outcomes", counts["cases"], counts["rows: outcomes"], 0, "one row for every case")


def _bail_steps(counts: Counts, bail: pa.Table) -> Iterable[Step]:
    later = counts["later bail cases"]
    yield Step(
        "11 bail cases to bail",
        counts["bail cases"],
        _count(bail, pc.equal(bail["source"], "own_case")),
        later,
        f"{later} filed after the cut-off",
    )
    other, later = counts["other applications"], counts["later applications"]
    in_bail_cases = counts["applications in bail cases"]
    yield Step(
        "12 applications inside cases to bail",
        counts["applications"],
        _count(bail, pc.equal(bail["source"], "application_in_case")),
        other + later + in_bail_cases,
        f"{other} not about bail, {later} filed after the cut-off, {in_bail_cases} inside a bail case",
    )


def _twin_step(counts: Counts, twins: Twins, cases: pa.Table) -> Step:
    return Step(
        "13 cases committed from a magistrate to merged twins",
        counts["cases naming a subordinate case"],
        _count(cases, pc.is_valid(cases["merged_into_case_id"])),
        twins.not_found + twins.ambiguous + twins.filed_later,
        f"{twins.not_found} whose magistrate's case is not at hand, {twins.ambiguous} that fit several, "
        f"{twins.filed_later} filed after the cut-off",
    )


def frame_step(cases: pa.Table) -> Step:
    """Cases in, those in the study's frame out, the others explained by their exclusion."""
    counts = pc.value_counts(cases["frame_exclusion"].drop_null()).to_pylist()
    excluded = sorted((count["values"], count["counts"]) for count in counts)
    note = ", ".join(f"{count} {reason}" for reason, count in excluded) or "none left out"
    in_frame = _count(cases, cases["is_in_frame"])
    return Step(FRAME_STEP, cases.num_rows, in_frame, sum(count for _, count in excluded), note)


def _untabled_steps(counts: Counts) -> Iterable[Step]:
    for step, name in (("15 processes issued", "processes"), ("16 linked cases named", "linked cases")):
        count = counts[name]
        yield Step(step, count, 0, count, "read; kept in the raw zone only, no table holds them")


def _count(table: pa.Table, condition: pa.ChunkedArray) -> int:
    return int(table.filter(condition).num_rows)
