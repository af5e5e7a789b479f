"""``[severities.RULE]``: what a study does about a rule's offenders, where it differs from the rule's own."""

from __future__ import annotations

from pipeline.study_reading import Section

SEVERITIES = ("stop", "exclude", "warn")


def read_severities(severities: Section) -> dict[str, str]:
    """The severity chosen for each rule named; a reason must be given with it."""
    chosen = {}
    for rule, entry in severities.named("severities").items():
        chosen[rule] = entry.allowed(entry.take("severity", str), f"severities.{rule}", SEVERITIES)
        if not entry.take("reason", str).strip():
            raise entry.fault(f"severities.{rule}: give the reason for changing this rule.")
        entry.refuse_unknown()
    return chosen
