"""What the checks found, as lines for the terminal: a line per part, and two per finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.coverage import Coverage, QuarantineCount
from checks.expectations import TableStructure
from checks.offenders_file import offender_details
from checks.rules import RuleResult

NAMED = 10
QUARANTINE_LISTED = 20


def structure_lines(structure: Sequence[TableStructure], offenders_file: Path) -> Iterator[str]:
    """How many expectations there were, and each that failed with its first cases."""
    faults = [fault for result in structure for fault in result.faults]
    count = sum(result.expectation_count for result in structure)
    yield f"structure: {len(structure)} tables, {count} expectations, {len(faults)} failed"
    for fault in faults:
        rows = f"{fault.count} rows" if fault.count else "whole table"
        found = f", found {', '.join(fault.found[:3])}" if fault.found else ""
        cases = _named(fault.case_ids, offenders_file)
        expected = f"{fault.table}.{fault.column}: expected that {fault.expectation}"
        yield f"  stop: {expected} ({rows}{found}){cases}"


def rule_lines(rules: Sequence[RuleResult], offenders_file: Path) -> Iterator[str]:
    """How many rules found something, and each of them with its first offenders and what to do."""
    if not rules:
        yield "rules: not run, because the structure failed"
        return
    found = [result for result in rules if result.count]
    counts = {
        severity: sum(r.severity == severity for r in found) for severity in ("stop", "exclude", "warn")
    }
    said = ", ".join(f"{count} {severity}" for severity, count in counts.items() if count)
    yield f"rules: {len(rules)} run, {said or 'none broken'}"
    for result in sorted(found, key=lambda r: list(counts).index(r.severity)):
        named = _named(result.case_ids or offender_details(result), offenders_file, result.unlisted)
        what = f"{result.count} found{named}"
        yield f"  {result.severity}: {result.title} [{result.name}]: {what}"
        yield f"    {result.what_to_do}"


def coverage_lines(coverage: Coverage, list_wordings: str) -> Iterator[str]:
    """Steps that lost rows, wordings in no map, and what lies in quarantine."""
    if not coverage.steps:
        yield "coverage: not checked, because the structure failed"
        return
    failed = sum(step.is_failed for step in coverage.steps) + sum(u.is_failed for u in coverage.unmapped)
    yield f"coverage: {len(coverage.steps)} steps of the build, {failed} faults"
    for step in coverage.steps:
        if step.is_failed:
            sums = f"{step.rows_in} in, {step.rows_out} out, {step.explained} explained"
            yield f"  stop: step {step.step}: {sums}: {step.unexplained} without explanation"
            yield f"    {step.what_to_do}"
    for unmapped in coverage.unmapped:
        if unmapped.unmapped:
            severity = "stop" if unmapped.is_failed else "warn"
            said = f"{unmapped.unmapped} of {unmapped.occurrences} ({unmapped.share:.1%})"
            wordings = "; ".join(unmapped.wordings[:5])
            yield f"  {severity}: {unmapped.vocabulary} not in our map: {said}: {wordings}"
            yield f"    decide on them: `{list_wordings}` says what they may mean"
    yield from _quarantine_lines(coverage.quarantine)


def _quarantine_lines(quarantine: Sequence[QuarantineCount]) -> Iterator[str]:
    """The commonest."""
    for quarantined in quarantine[:QUARANTINE_LISTED]:
        yield f"  quarantine: {quarantined.count} x {quarantined.reason} ({quarantined.stage})"
        if quarantined.expected is not None:
            unnamed = quarantined.found_count - len(quarantined.found)
            more = f" and {unnamed} other values" if unnamed else ""
            yield f"    expected {quarantined.expected}; found {', '.join(quarantined.found)}{more}"
    if others := quarantine[QUARANTINE_LISTED:]:
        yield f"  quarantine: {sum(one.count for one in others)} more of {len(others)} other kinds"


def _named(offenders: Sequence[str], offenders_file: Path, unlisted: int = 0) -> str:
    if not offenders:
        return ""
    named = ", ".join(offenders[:NAMED])
    if unlisted:
        return f": {named} and more; the first in {offenders_file}"
    more = len(offenders) - NAMED
    return f": {named}" + (f" and {more} more; all in {offenders_file}" if more > 0 else "")
