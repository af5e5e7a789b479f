"""Which changes are tested, and their p-values adjusted for how many tests there are."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.comparison.pandemic import PANDEMIC_ANALYSES
from pipeline.comparison.rows import ComparisonRow
from pipeline.statistics.observation import COMPARABLE_RULES
from pipeline.statistics.testing import benjamini_hochberg, holm

NO_FINDING = re.compile(r"(^|_)(coverage|known|naive|lower|upper)(_|$)")


def is_worth_testing(definition_id: str) -> bool:
    """Whether a change in it would be a finding.

    Not tested is a value that stands there once more, under another frame rule or on chosen days, how much
    was coded, a bound, and a share that takes what is unknown for no: each would only add to the number of
    tests that the others are adjusted for.
    """
    is_repeated = definition_id.startswith(COMPARABLE_RULES) or definition_id.endswith(PANDEMIC_ANALYSES)
    return not is_repeated and not NO_FINDING.search(definition_id)


def with_adjusted_p(rows: list[ComparisonRow]) -> list[ComparisonRow]:
    """Holm over the primaries' p-values, Benjamini and Hochberg over the secondaries'."""
    adjusted = dict(enumerate(rows))
    for role, name, adjust in (
        ("primary", "holm", holm),
        ("secondary", "benjamini_hochberg", benjamini_hochberg),
    ):
        tested = [(at, row) for at, row in enumerate(rows) if row.role == role and row.p_value is not None]
        found = adjust([float(row.p_value or 0) for _, row in tested])
        for (at, row), p_adjusted in zip(tested, found, strict=True):
            adjusted[at] = replace(row, p_adjusted=p_adjusted, adjustment=name)
    return list(adjusted.values())
