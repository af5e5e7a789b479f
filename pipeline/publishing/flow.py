"""The flow diagram's numbers: from pages found to cases analysed, with the reason for every case left out."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.publishing.csv_writing import csv_document
from transform.vocabulary import vocabulary

CASE_PAGES = ("case_page", "app_record")
FLOW_FILE = "flow.csv"
STEPS = {
    "found": "case pages found",
    "distinct": "distinct cases (the latest page of each)",
    "readable": "cases whose page could be read",
    "in_frame": "cases in the study's frame",
    "in_analysis": "cases analysed",
}
COLUMNS = ("timepoint", "step", "what", "cases", "left_out", "left_out_because")


@dataclass(frozen=True, slots=True)
class FlowStep:
    """Cases (pages at the first step) that came this far; ``left_out`` are those lost since, by reason."""

    name: str
    count: int
    left_out: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """The steps of one timepoint, in order, and the cases analysed by their status."""

    timepoint: str
    steps: tuple[FlowStep, ...]
    by_status: tuple[tuple[str, int], ...]

    @property
    def unaccounted(self) -> tuple[str, ...]:
        """Steps whose count is not the one before less those left out, or whose statuses don't add up."""
        wrong = [
            step.name
            for before, step in zip(self.steps, self.steps[1:], strict=False)
            if before.count - sum(count for _, count in step.left_out) != step.count
        ]
        if self.steps and sum(count for _, count in self.by_status) != self.steps[-1].count:
            wrong.append("by_status")
        return tuple(wrong)


def read_flow(connection: duckdb.DuckDBPyConnection, timepoint: str) -> Flow:
    """The flow of one timepoint; every number is counted by itself, so that a loss would show."""
    pages = dict(
        connection.execute(
            "select result, count(*) from pages where kind in (?, ?) group by result", [*CASE_PAGES]
        ).fetchall()
    )
    excluded = connection.execute(
        "select frame_exclusion, count(*) from cases where not is_in_frame group by 1 order by 2 desc, 1"
    ).fetchall()
    statuses = connection.execute(
        "select status, count(*) from case_adjournments "
        "where definition_id = 'A1' and adjournment_count is not null group by status order by status"
    ).fetchall()
    codes = vocabulary("frame_exclusions").codes
    found, superseded, unread = sum(pages.values()), pages.get("superseded", 0), pages.get("quarantined", 0)
    in_frame = _count(connection, "select count(*) from frame_cases")
    analysed = sum(count for _, count in statuses)
    steps = (
        FlowStep("found", found),
        FlowStep("distinct", found - superseded, (("older page of the same case", superseded),)),
        FlowStep("readable", _count(connection, "select count(*) from cases"),
                 (("page not as known, or a value without meaning", unread),)),
        FlowStep("in_frame", in_frame, tuple((codes[code]["label"], count) for code, count in excluded)),
        FlowStep("in_analysis", analysed, (("adjournments not known", in_frame - analysed),)),
    )  # fmt: skip
    return Flow(timepoint, steps, tuple(statuses))


def published_counts(flow: Flow, threshold: int) -> dict[str, str]:
    """Each step's count as it may be published: a range where the exact one would give a small loss away.

    Counted from the end, and there from nobody: a step that differs from the nearest exact one after it by 1
    to ``threshold`` - 1 is shown as the range of all such numbers.
    """
    shown: dict[str, str] = {}
    exact = 0
    for step in reversed(flow.steps):
        if step.count == exact or step.count - exact >= threshold:
            shown[step.name], exact = str(step.count), step.count
        else:
            shown[step.name] = f"{exact + 1} to {exact + threshold - 1}"
    return {step.name: shown[step.name] for step in flow.steps}


def published_losses(step: FlowStep, threshold: int) -> list[tuple[str, str]]:
    """Reasons with their counts; a small one is said to be under the threshold.

    A single small one among larger ones could be worked out from the step's total, so the smallest of the
    larger ones is then not shown either. Those that are left at the step count as one of them.
    """
    counted = [(reason, count) for reason, count in step.left_out if count]
    small = {reason for reason, count in counted if count < threshold}
    larger = [(count, reason) for reason, count in counted if reason not in small]
    if len(small) + (0 < step.count < threshold) == 1 and larger:
        small.add(min(larger)[1])
    return [
        (reason, str(count) if reason not in small else f"<{threshold}" if count < threshold else "withheld")
        for reason, count in counted
    ]


def hidden(number: int, threshold: int) -> str:
    """A number of cases for a sentence; a small one is said to be under the threshold."""
    return f"<{threshold}" if 0 < number < threshold else str(number)


def flow_csv(flows: Sequence[Flow], threshold: int) -> str:
    """``flow.csv``: a line for each step and reason of each timepoint, safe to publish."""
    return csv_document(COLUMNS, (line for flow in flows for line in _lines(flow, threshold)))


def renewed_flow_csv(published: Path, flow: Flow, threshold: int) -> str:
    """``flow.csv`` with this timepoint's lines new, and the other's as they stand in the published file."""
    lines = list(_lines(flow, threshold))
    if published.is_file():
        with published.open(encoding="utf-8", newline="") as file:
            rows = (tuple(row[name] for name in COLUMNS) for row in csv.DictReader(file))
            lines += [row for row in rows if row[0] != flow.timepoint]
    lines.sort(key=lambda line: line[0])
    return csv_document(COLUMNS, lines)


def _lines(flow: Flow, threshold: int) -> Iterator[tuple[str, ...]]:
    counts = published_counts(flow, threshold)
    for step in flow.steps:
        yield flow.timepoint, step.name, STEPS[step.name], counts[step.name], "", ""
        for reason, count in published_losses(step, threshold):
            yield flow.timepoint, step.name, STEPS[step.name], "", count, reason


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])
