"""Rules: queries that return their offenders. No rows, no fault.

Each rule is one file ``rules/NAME.sql``. Its header says ``title``, ``severity``, ``grain``, ``explains`` and
``what to do`` (a line indented under one of them continues it); its query returns one row per fault, with
``case_id`` first where the fault lies with a case. A rule without ``case_id`` concerns the study as a whole.
``grain`` is ``case`` where a case's rows alone decide, so that the rule may run over some cases after others,
and ``study`` where it has to see all of them. Queries read the tables and the views of ``rule_views``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, cast

import duckdb
import pyarrow as pa

from checks.errors import CheckError
from checks.rule_views import show_rule_views
from checks.table_source import TableSource, connect_tables

Severity = Literal["stop", "exclude", "warn"]
SEVERITIES: tuple[Severity, ...] = ("stop", "exclude", "warn")
Grain = Literal["case", "study"]

HEADER_FIELDS = ("title", "severity", "grain", "explains", "what to do")
HEADER_LINE = re.compile(rf"--\s?(?P<field>{'|'.join(HEADER_FIELDS)}):\s*(?P<text>.*)")
ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file states it; ``severity`` is what applies unless the study says otherwise."""

    name: str
    title: str
    severity: Severity
    grain: Grain
    explains: str
    what_to_do: str
    query: str


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


def read_rules() -> list[Rule]:
    """Read all rule files, ordered by name."""
    folder = files("checks").joinpath("rules")
    named = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [parse_rule(name.removesuffix(".sql"), entry.read_text("utf-8")) for name, entry in named]


def parse_rule(name: str, text: str) -> Rule:
    """Split a rule file into header and query; raises ``CheckError`` if the header lacks a field."""
    lines = text.splitlines()
    comment_count = next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))
    header = _parse_header(name, lines[:comment_count])
    missing = [field for field in HEADER_FIELDS if not header.get(field)]
    if missing:
        raise CheckError(f"rules/{name}.sql: header lacks {', '.join(missing)}; add it")
    if header["severity"] not in ("stop", "warn"):
        raise CheckError(f"rules/{name}.sql: severity is {header['severity']!r}; write stop or warn")
    if header["grain"] not in ("case", "study"):
        raise CheckError(f"rules/{name}.sql: grain is {header['grain']!r}; write case or study")
    return Rule(
        name=name,
        title=header["title"],
        severity=cast(Severity, header["severity"]),
        grain=cast(Grain, header["grain"]),
        explains=header["explains"],
        what_to_do=header["what to do"],
        query="\n".join(lines[comment_count:]),
    )


def _parse_header(name: str, lines: list[str]) -> dict[str, str]:
    header: dict[str, str] = {}
    field = None
    for line in lines:
        if start := HEADER_LINE.fullmatch(line):
            field = start["field"]
            header[field] = start["text"].strip()
        elif field is not None and line.startswith("--  "):
            header[field] += " " + line[2:].strip()
        else:
            raise CheckError(f"rules/{name}.sql: header line {line!r} belongs to no field; indent or name it")
    return header


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
