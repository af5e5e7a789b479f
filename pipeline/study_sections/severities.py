"""``[severities.RULE]``: what a study does about a rule's offenders, where it differs from the rule's own."""

from __future__ import annotations

from importlib.resources import files

from pipeline.study_reading import Section

SEVERITIES = ("stop", "exclude", "warn")


def read_severities(severities: Section) -> dict[str, str]:
    """The severity chosen for each rule named; a reason must be given with it."""
    chosen = {}
    named = severities.named("severities")
    known = _rules() if named else ()
    for rule, entry in named.items():
        entry.allowed(rule, "the rule of [severities]", known)
        chosen[rule] = entry.allowed(entry.take("severity", str), f"severities.{rule}", SEVERITIES)
        if not entry.take("reason", str).strip():
            raise entry.fault(f"severities.{rule}: give the reason for changing this rule.")
        entry.refuse_unknown()
    return chosen


def _rules() -> tuple[str, ...]:
    """Names of the rules there are: those of their files."""
    there = files("checks").joinpath("rules").iterdir()
    return tuple(sorted(entry.name.removesuffix(".sql") for entry in there if entry.name.endswith(".sql")))
