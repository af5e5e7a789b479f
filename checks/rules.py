"""Rules: queries that return their offenders. No rows, no fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import duckdb
import pyarrow as pa

from checks.errors import CheckError
from checks.rule_files import SEVERITIES, Rule, Severity, read_rules
from checks.rule_views import show_rule_views
from checks.table_source import TableSource, connect_tables

ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What a rule found. ``severity`` is the one in force; ``offenders`` are the rows of the rule's query.

    Of very many offenders the first are listed; ``unlisted`` says how many more were counted.

    ``stop``: the offenders belong in quarantine and the run ends with exit code 1. ``exclude``: the offenders
    leave the frame and the run goes on. ``warn``: they stay and are listed.
    """

    name: str
    title: str
    severity: Severity
    offenders: list[dict[str, Any]]
    what_to_do: str
    unlisted: int = 0

    @property
    def count(self) -> int:
        return len(self.offenders) + self.unlisted

    @property
    def is_failed(self) -> bool:
        return self.severity == "stop" and self.count > 0

    @property
    def case_ids(self) -> tuple[str, ...]:
        """Pseudonyms of the cases listed, each once, in order; empty for a fault of the whole study."""
        found = (row.get("case_id") for row in self.offenders)
        return tuple(dict.fromkeys(case_id for case_id in found if case_id is not None))


def find_offenders(
    source: TableSource,
    severities: Mapping[str, str],
    listed: int | None = None,
    *,
    without_warnings: bool = False,
) -> list[RuleResult]:
    """Run every rule over the tables and return all results, the clean ones too, in the order of their names.

    ``without_warnings`` leaves out the rules that only warn: their offenders stay where they are, and there
    may be more of them than memory holds.

    ``source`` is either the tables by name or a connection that shows them (narrowed to one study and
    timepoint). ``severities`` holds the study's own severity per rule name. Of each rule's offenders the
    first ``listed`` are kept, all if it is null. Raises ``CheckError`` for a rule or severity that does not
    exist, and for excluding on a rule that names no cases.
    """
    rules = rules_in_force(severities)
    connection = connect_tables(source)
    show_rule_views(connection)
    return [
        run_rule(connection, rule, severity, listed)
        for rule, severity in rules
        if not (without_warnings and severity == "warn")
    ]


def rules_in_force(severities: Mapping[str, str]) -> list[tuple[Rule, Severity]]:
    """Every rule with the severity that applies in a study that sets these; raises as ``find_offenders``."""
    rules = read_rules()
    _refuse_unknown(severities, rules)
    return [(rule, cast(Severity, severities.get(rule.name, rule.severity))) for rule in rules]


def _refuse_unknown(severities: Mapping[str, str], rules: list[Rule]) -> None:
    known = {rule.name for rule in rules}
    for name, severity in severities.items():
        if name not in known:
            raise CheckError(f"study rules: there is no rule {name!r}; rules are the files in checks/rules")
        if severity not in SEVERITIES:
            raise CheckError(f"study rules: {name} = {severity!r}; choose one of {', '.join(SEVERITIES)}")


def run_rule(
    connection: duckdb.DuckDBPyConnection, rule: Rule, severity: Severity, listed: int | None
) -> RuleResult:
    """Run one rule over what the connection shows; see ``find_offenders``."""
    try:
        reader = connection.sql(rule.query).to_arrow_reader(ROWS_AT_ONCE)
        if severity == "exclude" and "case_id" not in reader.schema.names:
            raise CheckError(f"study rules: {rule.name} concerns no single cases to exclude; choose warn")
        offenders, count = _first(reader, listed)
    except duckdb.Error as error:
        cause = str(error).splitlines()[0]
        raise CheckError(
            f"rules/{rule.name}.sql: {cause}; build the tables again or correct the rule"
        ) from error
    return RuleResult(rule.name, rule.title, severity, offenders, rule.what_to_do, count - len(offenders))


def _first(batches: Iterable[pa.RecordBatch], listed: int | None) -> tuple[list[dict[str, Any]], int]:
    """The first rows, and how many there are in all; only those become Python's own."""
    kept: list[dict[str, Any]] = []
    count = 0
    for batch in batches:
        wanted = batch if listed is None else batch.slice(0, max(0, listed - len(kept)))
        kept += wanted.to_pylist()
        count += batch.num_rows
    return kept, count
