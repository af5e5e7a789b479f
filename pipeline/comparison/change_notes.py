"""The note beside a change: how it was tested, how large it is and had to be, and what to mind."""

from __future__ import annotations

from dataclasses import replace

from pipeline.comparison.cautions import Setting, cautions
from pipeline.comparison.pairs import RATIO_UNIT
from pipeline.comparison.rows import DIFFERENCE, ComparisonRow


def with_notes(rows: list[ComparisonRow], setting: Setting) -> list[ComparisonRow]:
    """The rows, every change with what belongs beside it."""
    return [_cautioned(row, setting) if row.timepoint == DIFFERENCE else row for row in rows]


def _cautioned(row: ComparisonRow, setting: Setting) -> ComparisonRow:
    if row.value is None:
        return row
    parts = [_test_said(row), _size_said(row), cautions(setting, row), row.note]
    return replace(row, note=" ".join(part for part in parts if part) or None)


def _size_said(row: ComparisonRow) -> str | None:
    """How large the change is beside the spread, and how large one had to be to be found mostly.

    Of all districts together only: the published columns have no room for either, and few cases give more
    away.
    """
    if row.district != "all":
        return None
    parts = []
    if row.minimum_detectable is not None:
        least = f"{row.minimum_detectable:.3g}"
        said = f"{least}, or one of {1 / row.minimum_detectable:.3g}" if row.unit == RATIO_UNIT else least
        parts.append(f"Smallest detectable change: {said} (80 % power, 5 % level).")
    if row.cliffs_delta is not None:
        parts.append(f"Cliff's delta {row.cliffs_delta:.2f}.")
    return " ".join(parts) or None


def _test_said(row: ComparisonRow) -> str | None:
    if row.role != "primary" or row.p_value is None or row.p_adjusted is None:
        return None
    return f"Primary estimand: p {row.p_value:.4g} ({row.test_method}), {row.p_adjusted:.4g} adjusted (Holm)."
