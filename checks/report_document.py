"""What the checks found, for a program: the same as the lines for people, nothing left out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from checks.report import CheckReport
from checks.rules import RuleResult


def as_document(report: CheckReport) -> dict[str, Any]:
    """Structure, rules and coverage as JSON takes them; cases by pseudonym, so not to be passed on."""
    coverage = report.coverage
    return {
        "is_passed": not report.failed,
        "structure": [
            {
                "table": table.table,
                "rows": table.row_count,
                "expectations": table.expectation_count,
                "faults": [asdict(fault) for fault in table.faults],
            }
            for table in report.structure
        ],
        "rules": [_rule(rule) for rule in report.rules],
        "coverage": {
            "steps": [asdict(step) | {"unexplained": step.unexplained} for step in coverage.steps],
            "unmapped": [asdict(one) | {"is_failed": one.is_failed} for one in coverage.unmapped],
            "quarantine": [asdict(one) for one in coverage.quarantine],
        },
    }


def _rule(rule: RuleResult) -> dict[str, Any]:
    return {
        "name": rule.name,
        "title": rule.title,
        "severity": rule.severity,
        "offenders": rule.count,
        "offenders_listed": len(rule.offenders),
        "case_ids": list(rule.case_ids),
        "what_to_do": rule.what_to_do,
    }
