"""All checks of one study and timepoint, as lines for the terminal and as a file of offenders."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from checks.coverage import Coverage, QuarantineCount, check_coverage
from checks.expectations import TableStructure, check_structure
from checks.many_cases import find_offenders_of_many
from checks.rules import RuleResult
from checks.table_source import Tables, connect_tables
from transform.limits import NO_LIMITS, Limits

OFFENDERS_FILE = "offenders.csv"
OFFENDER_COLUMNS = ("check", "severity", "title", "case_id", "details", "what_to_do")
NAMED = 10
QUARANTINE_LISTED = 20


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the checks found. ``failed`` means that no figure of the tables may be used."""

    structure: Sequence[TableStructure]
    rules: Sequence[RuleResult]
    coverage: Coverage

    @property
    def failed(self) -> bool:
        return (
            any(result.is_failed for result in self.structure)
            or any(result.is_failed for result in self.rules)
            or self.coverage.is_failed
        )

    def lines(self, offenders_file: Path) -> list[str]:
        """What to print: a line per part, and two per finding with its first offenders and what to do.

        ``offenders_file`` is named where more cases offend than are printed.
        """
        return list(
            chain(
                _structure_lines(self.structure, offenders_file),
                _rule_lines(self.rules, offenders_file),
                _coverage_lines(self.coverage),
            )
        )

    def write_offenders(self, folder: Path) -> Path:
        """Write the offenders of every check to ``offenders.csv`` in ``folder``; returns its path.

        Where a check lists the first of very many, a row without a case says how many more there are.
        UTF-8 with the columns of ``OFFENDER_COLUMNS``; case pseudonyms and dates, so not to be passed on.
        """
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / OFFENDERS_FILE
        temporary = path.with_name(f".{OFFENDERS_FILE}.new")
        with temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(OFFENDER_COLUMNS)
            writer.writerows(chain(_structure_rows(self.structure), _rule_rows(self.rules)))
        temporary.replace(path)
        return path


def check_tables(tables: Tables, severities: Mapping[str, str], limits: Limits = NO_LIMITS) -> CheckReport:
    """Run all checks over the tables of one study and timepoint, DuckDB working within ``limits``.

    The rules need the columns of the schema, so a table whose columns are wrong is reported by its structure
    alone. ``severities`` are the study's own, by rule name.
    """
    with connect_tables(tables, limits) as connection:
        structure = check_structure(tables, connection=connection)
        has_schema = all(fault.count for result in structure for fault in result.faults)
        rules = find_offenders_of_many(connection, tables, severities) if has_schema else []
        coverage = check_coverage(connection) if has_schema else Coverage((), (), ())
    return CheckReport(structure, rules, coverage)


def _structure_lines(structure: Sequence[TableStructure], offenders_file: Path) -> Iterator[str]:
    faults = [fault for result in structure for fault in result.faults]
    count = sum(result.expectation_count for result in structure)
    yield f"structure: {len(structure)} tables, {count} expectations, {len(faults)} failed"
    for fault in faults:
        rows = f"{fault.count} rows" if fault.count else "whole table"
        found = f", found {', '.join(fault.found[:3])}" if fault.found else ""
        cases = _named(fault.case_ids, offenders_file)
        expected = f"{fault.table}.{fault.column}: expected that {fault.expectation}"
        yield f"  stop: {expected} ({rows}{found}){cases}"


def _rule_lines(rules: Sequence[RuleResult], offenders_file: Path) -> Iterator[str]:
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
        named = _named(result.case_ids or _details(result), offenders_file, result.unlisted)
        what = f"{result.count} found{named}"
        yield f"  {result.severity}: {result.title} [{result.name}]: {what}"
        yield f"    {result.what_to_do}"


def _coverage_lines(coverage: Coverage) -> Iterator[str]:
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
            yield f"    {unmapped.what_to_do}"
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


def _structure_rows(structure: Sequence[TableStructure]) -> Iterator[tuple[str, ...]]:
    for result in structure:
        for fault in result.faults:
            title = f"{fault.expectation} ({fault.count or 'all'} rows)"
            details = f"{fault.column}: {', '.join(fault.found)}"
            for case_id in fault.case_ids or ("",):
                yield f"structure of {fault.table}", "stop", title, case_id, details, "build the tables again"


def _rule_rows(rules: Sequence[RuleResult]) -> Iterator[tuple[str, ...]]:
    for result in rules:
        for row, details in zip(result.offenders, _details(result), strict=True):
            case_id = row.get("case_id") or ""
            yield result.name, result.severity, result.title, case_id, details, result.what_to_do
        if result.unlisted:
            more = f"and {result.unlisted} more, counted and not listed"
            yield result.name, result.severity, result.title, "", more, result.what_to_do


def _details(result: RuleResult) -> tuple[str, ...]:
    return tuple(
        ", ".join(
            f"{name} {'-' if value is None else value}" for name, value in row.items() if name != "case_id"
        )
        for row in result.offenders
    )
