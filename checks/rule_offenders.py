"""Rules run inside the database, for tables too large to bring their offenders into memory one by one."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from checks.errors import CheckError
from checks.rules import CHECKED_CASES, Rule, read_rules


def collect_offenders(connection: duckdb.DuckDBPyConnection, severities: Mapping[str, str]) -> None:
    """Put the offenders of every rule in force that does more than warn into table ``rule_offenders``.

    The connection shows the tables under their names. Faults of the study as a whole name no case: the step
    ``check`` finds them. Raises ``CheckError`` for a rule that can't be run.
    """
    connection.execute(CHECKED_CASES)
    for rule in read_rules():
        if severities.get(rule.name, rule.severity) != "warn":
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
            f"insert into rule_offenders select case_id, $reason, {details} from ({query}) "
            "where case_id in (select case_id from cases)",
            {"reason": f"{rule.title} ({rule.name})"},
        )
    except duckdb.Error as error:
        cause = str(error).splitlines()[0]
        raise CheckError(f"rules/{rule.name}.sql: {cause}; correct the rule") from error
