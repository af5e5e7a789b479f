"""Rules over any number of cases: those about single cases run over one range of cases after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import duckdb

from checks.case_ranges import leave_ranges, take_range
from checks.rules import RuleResult, rules_in_force, run_rule
from checks.table_source import Tables
from transform.indicators.many_cases import case_ranges

CASES_IN_RANGE = 500_000
LISTED = 1_000
"""Offenders listed of each rule; all are counted."""


def find_offenders_of_many(
    connection: duckdb.DuckDBPyConnection,
    tables: Tables,
    severities: Mapping[str, str],
    *,
    cases_in_range: int = CASES_IN_RANGE,
    listed: int = LISTED,
) -> list[RuleResult]:
    """What ``checks.rules.find_offenders`` finds, with the first ``listed`` offenders of each rule.

    ``connection`` shows ``tables`` (``checks.table_source.connect_tables``).
    """
    rules = rules_in_force(severities)
    found: dict[str, RuleResult] = {}
    for cases in case_ranges(connection, cases_in_range):
        take_range(connection, tables, cases)
        for rule, severity in rules:
            if rule.grain == "case":
                earlier = found.get(rule.name)
                found[rule.name] = _with_range(earlier, run_rule(connection, rule, severity, listed), listed)
    leave_ranges(connection, tables)
    for rule, severity in rules:
        if rule.grain == "study":
            found[rule.name] = run_rule(connection, rule, severity, listed)
    return [found[rule.name] for rule, _ in rules]


def _with_range(earlier: RuleResult | None, of_range: RuleResult, listed: int) -> RuleResult:
    """Offenders of one more range after those of the ranges before."""
    if earlier is None:
        return of_range
    offenders = (earlier.offenders + of_range.offenders)[:listed]
    unlisted = earlier.count + of_range.count - len(offenders)
    return replace(of_range, offenders=offenders, unlisted=unlisted)
