"""The doctor's findings on the terminal, or as JSON for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from pipeline.doctor.finding import Finding, Level

STYLES = {Level.OK: "green", Level.WARNING: "yellow", Level.FAULT: "bold red"}


def print_findings(findings: Sequence[Finding], *, as_json: bool) -> int:
    """Prints every finding; returns the exit code: 1 if one is a fault."""
    counts = Counter(finding.level for finding in findings)
    if as_json:
        document = {
            "faults": counts[Level.FAULT],
            "warnings": counts[Level.WARNING],
            "in_order": counts[Level.OK],
            "findings": [asdict(finding) for finding in findings],
        }
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        _print_lines(findings, counts)
    return 1 if counts[Level.FAULT] else 0


def _print_lines(findings: Sequence[Finding], counts: Counter[Level]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        line = Text(f"{finding.level:<8}", style=STYLES[finding.level])
        line.append(f"{finding.what}: {finding.found}", style="default")
        console.print(line)
        if finding.fix:
            console.print(Text(f"{'':<8}-> {finding.fix}"))
    console.print(
        f"{counts[Level.FAULT]} faults, {counts[Level.WARNING]} warnings, {counts[Level.OK]} in order"
    )
