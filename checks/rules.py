"""Rules: queries that return their offenders. No rows, no fault.

Each rule is one file ``rules/NAME.sql``. Its header says ``title``, ``severity``, ``explains`` and
``what to do`` (a line indented under one of them continues it); its query returns one row per fault, with
``case_id`` first where the fault lies with a case. A rule without ``case_id`` concerns the study as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, cast

import duckdb

from checks.errors import CheckError
from checks.table_source import TableSource, connect_tables

Severity = Literal["stop", "exclude", "warn"]
SEVERITIES: tuple[Severity, ...] = ("stop", "exclude", "warn")

HEADER_FIELDS = ("title", "severity", "explains", "what to do")
HEADER_LINE = re.compile(r"--\s?(?P<field>title|severity|explains|what to do):\s*(?P<text>.*)")

# Cases the figures may rest on: those in frame, and those that a date (which may be the mistyped one) or an
# earlier check keeps out of it. Bail cases, merged twins and cases of other offences are left alone.
CHECKED_CASES = """
create or replace temp view checked_cases as
select * from cases
where is_in_frame or frame_exclusion in ('out_of_window', 'undated', 'quarantined')
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file states it; ``severity`` is what applies unless the study says otherwise."""

    name: str
    title: str
    severity: Severity
    explains: str
    what_to_do: str
    query: str


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What a rule found. ``severity`` is the one in force; ``offenders`` are the rows of the rule's query.

    ``stop``: the offenders belong in quarantine and the run ends with exit code 1. ``exclude``: the offenders
    leave the frame and the run goes on. ``warn``: they stay and are listed.
    """

    name: str
    title: str
    severity: Severity
    offenders: list[dict[str, Any]]
    what_to_do: str

    @property
    def is_failed(self) -> bool:
        return self.severity == "stop" and bool(self.offenders)

    @property
    def case_ids(self) -> tuple[str, ...]:
        """Pseudonyms of the cases concerned, each once, in order; empty for a fault of the whole study."""
        found = (row.get("case_id") for row in self.offenders)
        return tuple(dict.fromkeys(case_id for case_id in found if case_id is not None))


def find_offenders(
    source: TableSource, severities: Mapping[str, str], *, without_warnings: bool = False
) -> list[RuleResult]:
    """Run every rule over the tables and return all results, the clean ones too, in the order of their names.

    ``without_warnings`` leaves out the rules that only warn: their offenders stay where they are, and there
    may be more of them than memory holds.

    ``source`` is either the tables by name or a connection that shows them (narrowed to one study and
    timepoint). ``severities`` holds the study's own severity per rule name. Raises ``CheckError`` for a rule
    or severity that does not exist, and for excluding on a rule that names no cases.
    """
    rules = read_rules()
    _refuse_unknown(severities, rules)
    connection = connect_tables(source)
    connection.execute(CHECKED_CASES)
    in_force = [(rule, severities.get(rule.name, rule.severity)) for rule in rules]
    return [
        _run(connection, rule, severity)
        for rule, severity in in_force
        if not (without_warnings and severity == "warn")
    ]


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
    return Rule(
        name=name,
        title=header["title"],
        severity=cast(Severity, header["severity"]),
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


def _run(connection: duckdb.DuckDBPyConnection, rule: Rule, severity: str) -> RuleResult:
    try:
        cursor = connection.execute(rule.query)
        columns = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall()
    except duckdb.Error as error:
        cause = str(error).splitlines()[0]
        raise CheckError(
            f"rules/{rule.name}.sql: {cause}; build the tables again or correct the rule"
        ) from error
    if severity == "exclude" and "case_id" not in columns:
        raise CheckError(f"study rules: {rule.name} concerns no single cases to exclude; choose warn")
    offenders = [dict(zip(columns, row, strict=True)) for row in rows]
    return RuleResult(rule.name, rule.title, cast(Severity, severity), offenders, rule.what_to_do)
