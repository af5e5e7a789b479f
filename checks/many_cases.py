"""Rules over any number of cases: those about single cases run over one range of cases after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import duckdb

from checks.case_ranges import OF_CASES, begin_ranges, leave_ranges, queries_of, take_range
from checks.pseudonym_ranges import pseudonym_ranges
from checks.rules import RuleResult, rules_in_force, run_rule
from checks.table_source import Tables

ROWS_IN_RANGE = 6_000_000
"""Of the longest table; hearings and adjournments of so many rows take about 1 GB."""
LISTED = 1_000
"""Offenders listed of each rule; all are counted."""


def find_offenders_of_many(
    connection: duckdb.DuckDBPyConnection,
    tables: Tables,
    severities: Mapping[str, str],
    *,
    rows_in_range: int = ROWS_IN_RANGE,
    listed: int = LISTED,
) -> list[RuleResult]:
    """What ``checks.rules.find_offenders`` finds, with the first ``listed`` offenders of each rule.

    ``connection`` shows ``tables`` (``checks.table_source.connect_tables``).
    """
    rules = rules_in_force(severities)
    queries = queries_of(rules)
    found: dict[str, RuleResult] = {}
    begin_ranges(connection)
    for cases in pseudonym_ranges(max(1, -(-_longest(connection) // rows_in_range))):
        take_range(connection, tables, cases, queries)
        for rule, severity in rules:
            if rule.grain == "case":
                of_range = run_rule(connection, rule, severity, listed)
                found[rule.name] = _with_range(found.get(rule.name), of_range, listed)
    leave_ranges(connection, tables)
    for rule, severity in rules:
        if rule.grain == "study":
            found[rule.name] = run_rule(connection, rule, severity, listed)
    return [found[rule.name] for rule, _ in rules]


def _longest(connection: duckdb.DuckDBPyConnection) -> int:
    """Rows of the longest table that has rows of cases."""
    counts = ", ".join(f"(select count(*) from {name})" for name in OF_CASES)
    return int(connection.execute(f"select greatest({counts})").fetchall()[0][0])


def _with_range(earlier: RuleResult | None, of_range: RuleResult, listed: int) -> RuleResult:
    """Offenders of one more range after those of the ranges before."""
    if earlier is None:
        return of_range
    offenders = (earlier.offenders + of_range.offenders)[:listed]
    unlisted = earlier.count + of_range.count - len(offenders)
    return replace(of_range, offenders=offenders, unlisted=unlisted)
