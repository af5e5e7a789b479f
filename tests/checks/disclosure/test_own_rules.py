"""What a row may not say by itself: thin curves, dominated sums, percentiles of few, few cases' registers."""

from __future__ import annotations

from typing import Any

import pytest
from indicator_rows import published, row

from checks.disclosure import control

MEAN = {"definition_id": "A1", "is_count": False, "value": 8.0}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"at_risk": 9}, "fewer than 10 cases were followed"),
        ({"at_risk": 10}, None),
        ({"top_two_share": 0.91}, "two units make up more than 90%"),
        ({"top_two_share": 0.9}, None),
        ({"is_percentile": True, "n": 19}, "a percentile of fewer than 20"),
        ({"is_percentile": True, "n": 20}, None),
    ],
)  # fmt: skip
def test_a_row_of_its_own(changed: dict[str, Any], reason: str | None) -> None:
    (found,) = control([row("all", 240, 30, **MEAN, **changed)], 10)
    assert found["suppressed"] is (reason is not None)
    assert reason is None or reason in found["note"]
    assert (found["value"] is None) is (reason is not None)


def test_how_well_few_cases_are_recorded_tells_that_they_are_few() -> None:
    """How many fields are filled points to no one; how many cases there were to fill them for may."""
    quality = {"definition_id": "fir", "disclosure": "data quality"}
    rows = [row("all", 60, 65, **quality), row("North", 57, 61, **quality), row("South", 3, 4, **quality)]
    assert published(control(rows, 10)) == {("fir", "all")}
    rows = [row("all", 60, 75, **quality), row("North", 57, 61, **quality), row("South", 3, 14, **quality)]
    assert published(control(rows, 10)) == {("fir", "all"), ("fir", "North"), ("fir", "South")}


def test_the_cases_that_were_coded_are_a_count_like_any_other() -> None:
    """Where coders review the decided cases, how many they reviewed is how many were decided."""
    coded = {"indicator_id": "I23", "definition_id": "coverage"}
    rows = [row("all", 43, 100, **coded), row("North", 39, 60, **coded), row("South", 4, 40, **coded)]
    assert ("coverage", "South") not in published(control(rows, 10))
    sittings = coded | {"indicator_id": "I17", "is_count": False, "n": 40}
    rows = [
        row("all", 43, 100, **sittings),
        row("North", 39, 60, **sittings),
        row("South", 4, 40, **sittings),
    ]
    assert ("coverage", "South") in published(control(rows, 10))


def test_that_every_case_was_coded_may_be_said() -> None:
    coded = {"indicator_id": "I42", "definition_id": "coverage"}
    rows = [row("all", 100, 100, **coded), row("North", 60, 60, **coded), row("South", 40, 40, **coded)]
    assert len(published(control(rows, 10))) == 3
