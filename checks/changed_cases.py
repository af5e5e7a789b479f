"""Rules after a small change: those about single cases look at those named, those about the study at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from checks.case_ranges import OF_CASES, columns_read, queries_of
from checks.rule_views import show_rule_views
from checks.rules import RuleResult, rules_in_force, run_rule
from transform.warehouse_views import quoted


def find_offenders_among(
    connection: duckdb.DuckDBPyConnection, case_ids: Iterable[str], severities: Mapping[str, str]
) -> list[RuleResult]:
    """What ``checks.rules.find_offenders`` finds without warnings, of single cases those of ``case_ids``.

    ``connection`` shows every table of one study and timepoint; it is left showing these cases only.
    """
    rules = [(rule, severity) for rule, severity in rules_in_force(severities) if severity != "warn"]
    found: dict[str, RuleResult] = {}
    show_rule_views(connection)
    for rule, severity in rules:
        if rule.grain == "study":
            found[rule.name] = run_rule(connection, rule, severity, None)
    _show_only(connection, case_ids, queries_of(rules))
    for rule, severity in rules:
        if rule.grain == "case":
            found[rule.name] = run_rule(connection, rule, severity, None)
    return [found[rule.name] for rule, _ in rules]


def _show_only(connection: duckdb.DuckDBPyConnection, case_ids: Iterable[str], queries: str) -> None:
    """Of every table the rows of these cases, in the columns that ``queries`` name, read once."""
    connection.register("cases_named", pa.table({"case_id": pa.array(sorted(case_ids), pa.string())}))
    for name in OF_CASES:
        columns = columns_read(name, queries)
        connection.execute(
            f"create or replace temp table {quoted(name)} as "
            f"select {columns} from main.{quoted(name)} semi join cases_named using (case_id)"
        )
    show_rule_views(connection)
