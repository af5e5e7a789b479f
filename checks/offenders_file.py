"""Rows of ``offenders.csv``: every offender of every check, what is wrong with it and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.expectations import TableStructure
from checks.rules import RuleResult

OFFENDERS_FILE = "offenders.csv"
OFFENDER_COLUMNS = ("check", "severity", "title", "case_id", "details", "what_to_do")


def structure_rows(structure: Sequence[TableStructure]) -> Iterator[tuple[str, ...]]:
    """Rows of the file for expectations that failed, one for each case named."""
    for result in structure:
        for fault in result.faults:
            title = f"{fault.expectation} ({fault.count or 'all'} rows)"
            details = f"{fault.column}: {', '.join(fault.found)}"
            for case_id in fault.case_ids or ("",):
                yield f"structure of {fault.table}", "stop", title, case_id, details, "build the tables again"


def rule_rows(rules: Sequence[RuleResult]) -> Iterator[tuple[str, ...]]:
    """Rows of the file for offenders of the rules; the last says how many are not listed."""
    for result in rules:
        for row, details in zip(result.offenders, offender_details(result), strict=True):
            case_id = row.get("case_id") or ""
            yield result.name, result.severity, result.title, case_id, details, result.what_to_do
        if result.unlisted:
            more = f"and {result.unlisted} more, counted and not listed"
            yield result.name, result.severity, result.title, "", more, result.what_to_do


def offender_details(result: RuleResult) -> tuple[str, ...]:
    """What each offender's query returned beside the case, in words."""
    return tuple(
        ", ".join(
            f"{name} {'-' if value is None else value}" for name, value in row.items() if name != "case_id"
        )
        for row in result.offenders
    )
