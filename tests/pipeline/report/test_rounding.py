"""An interval that holds "no change" is shown as one that does, however few digits are shown."""

from __future__ import annotations

import pytest

from pipeline.comparison.change_conclusions import of_a_primary
from pipeline.comparison.pairs import RATIO_UNIT
from pipeline.comparison.printing import comparison_screen
from pipeline.comparison.rows import ComparisonRow
from pipeline.report.numbers import shown
from pipeline.report.published import PublishedRow
from pipeline.rounding import rounded_off


@pytest.mark.parametrize(
    ("neutral", "number", "digits", "text"),
    [
        (1, 1.00444, 2, "1.004"), (1, 0.99996, 2, "0.99996"), (1, 1.0, 2, "1.00"), (1, 1.0149, 2, "1.01"),
        (0, -0.04, 1, "-0.04"), (0, 0.0, 1, "0.0"), (0, 0.4, 0, "0.4"), (None, 1.00444, 2, "1.00"),
    ],
)  # fmt: skip
def test_a_number_beside_no_change_does_not_become_it(
    neutral: float | None, number: float, digits: int, text: str
) -> None:
    assert rounded_off(neutral, number, digits) == text


def published(timepoint: str, unit: str, **cells: str) -> PublishedRow:
    return PublishedRow("comparison.csv", {"timepoint": timepoint, "unit": unit, **cells})


@pytest.mark.parametrize(
    ("timepoint", "unit", "end", "text"),
    [
        ("difference", RATIO_UNIT, "1.00444", "1.004"),
        ("difference", "difference, share of cases (0-1)", "-0.0001", "\u22120.01"),
        ("difference", "difference, days", "0.3", "0.3"),
        ("difference", "difference, days", "-1234.4", "\u22121,234"),
        ("baseline", "days", "0.3", "0"),
    ],
)
def test_in_the_report(timepoint: str, unit: str, end: str, text: str) -> None:
    assert shown(published(timepoint, unit, ci_high=end, value="2"), "ci_high") == text


def test_on_the_screen_and_in_the_conclusions() -> None:
    row = ComparisonRow(
        study="s", indicator_id="I14", definition_id="A1", timepoint="difference", district="all",
        population="all cases", value=0.937839, unit=RATIO_UNIT, n=96, disclosure="cases", is_count=False,
        is_percentile=False, ci_low=0.875651, ci_high=1.00444, role="primary", p_adjusted=0.133,
    )  # fmt: skip
    assert "95 % interval 0.876 to 1.004" in of_a_primary(row)
    (_, change, interval) = (list(column.cells) for column in comparison_screen("", [row], "").columns[2:5])
    assert ("× 0.94", "0.88 to 1.004") in zip(change, interval, strict=True)
