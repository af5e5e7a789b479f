"""Rule files: what a rule means, in its header, and the query that finds its offenders.

Each rule is one file ``rules/NAME.sql``. Its header says ``title``, ``severity``, ``grain``, ``explains`` and
``what to do`` (a line indented under one of them continues it); its query returns one row per fault, with
``case_id`` first where the fault lies with a case. A rule without ``case_id`` concerns the study as a whole.
``grain`` is ``case`` where a case's rows alone decide, so that the rule may run over some cases after others,
and ``study`` where it has to see all of them. Queries read the tables and the views of ``rule_views``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, cast

from checks.errors import CheckError

Severity = Literal["stop", "exclude", "warn"]
SEVERITIES: tuple[Severity, ...] = ("stop", "exclude", "warn")
Grain = Literal["case", "study"]

HEADER_FIELDS = ("title", "severity", "grain", "explains", "what to do")
HEADER_LINE = re.compile(rf"--\s?(?P<field>{'|'.join(HEADER_FIELDS)}):\s*(?P<text>.*)")


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
