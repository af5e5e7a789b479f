"""Rules run inside the database, for tables too large to bring their offenders into memory one by one."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from checks.errors import CheckError
from checks.rule_files import Rule, read_rules
from checks.rule_views import OF_CHECKED_CASES, show_rule_views


def collect_offenders(connection: duckdb.DuckDBPyConnection, severities: Mapping[str, str]) -> None:
    """Put the offenders of every rule that does more than warn into table ``rule_offenders``.

    The connection shows ``checked_cases`` (as ``rules.py`` has it) and what such rules join to it. Rules that
    look at whole tables speak of the build or of the study as such: the step ``check`` runs them. Raises
    ``CheckError`` for a rule that can't be run.
    """
    show_rule_views(connection, but=frozenset({"checked_cases"}))
    for rule in read_rules():
        is_about_cases = OF_CHECKED_CASES in rule.query
        if is_about_cases and severities.get(rule.name, rule.severity) != "warn":
            _collect(connection, rule)


def _collect(connection: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    query = rule.query.strip().removesuffix(";")
    try:
        names = [column[0] for column in connection.execute(f"from ({query}) limit 0").description or ()]
        if "case_id" not in names:
            return
        details = " || ', ' || ".join(
            f"'{name} ' || coalesce(cast(\"{name}\" as varchar), 'None')"
            for name in names
            if name != "case_id"
        )
        connection.execute(
            f"insert into rule_offenders select case_id, $reason, {details} from ({query})",
            {"reason": f"{rule.title} ({rule.name})"},
        )
    except duckdb.Error as error:
        cause = str(error).splitlines()[0]
        raise CheckError(f"rules/{rule.name}.sql: {cause}; correct the rule") from error
