"""Rows of the comparison: a value at a timepoint, or the change between the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.comparison.pairs import Change
from transform.comparison_table import COMPARISON
from transform.indicators.values import IndicatorValue

DIFFERENCE = "difference"
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One row of the table ``comparison``; the columns are described there."""

    study: str
    indicator_id: str
    definition_id: str
    timepoint: str
    district: str
    population: str
    value: float | None
    unit: str
    n: int
    disclosure: str
    is_count: bool
    is_percentile: bool
    numerator: float | None = None
    denominator: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_method: str = "none"
    suppressed: bool = False
    note: str | None = None
    role: str | None = None
    p_value: float | None = None
    p_adjusted: float | None = None
    adjustment: str | None = None
    test_method: str | None = None
    cliffs_delta: float | None = None
    minimum_detectable: float | None = None
    at_risk: int | None = None
    top_two_share: float | None = None

    def record(self) -> dict[str, Any]:
        """Values by column; all are plain, so none is copied as ``dataclasses.asdict`` would."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def key(self) -> Key:
        """What the rows of baseline, endline and change have in common."""
        return self.indicator_id, self.definition_id, self.district, self.population


def row_at_timepoint(value: IndicatorValue) -> ComparisonRow:
    """An indicator value as a row of the comparison."""
    return ComparisonRow(
        study=value.study,
        indicator_id=value.indicator_id,
        definition_id=value.definition_id,
        timepoint=value.timepoint,
        district=value.district,
        population=value.population,
        value=value.value,
        unit=value.unit,
        n=value.n,
        disclosure=value.disclosure,
        is_count=value.is_count,
        is_percentile=value.is_percentile,
        numerator=value.numerator,
        denominator=value.denominator,
        ci_low=value.ci_low,
        ci_high=value.ci_high,
        ci_method=value.ci_method,
        note=value.note,
        at_risk=value.at_risk,
        top_two_share=value.top_two_share,
    )


def change_row(
    study: str,
    indicator_id: str,
    definition_id: str,
    population: str,
    change: Change,
    n: int,
    district: str = "all",
) -> ComparisonRow:
    """A change as a row of the comparison, about cases."""
    return ComparisonRow(
        study=study,
        indicator_id=indicator_id,
        definition_id=definition_id,
        timepoint=DIFFERENCE,
        district=district,
        population=population,
        value=change.value,
        unit=change.unit,
        n=n,
        disclosure="cases",
        is_count=False,
        is_percentile=False,
        ci_low=change.interval.low,
        ci_high=change.interval.high,
        ci_method=change.interval.method,
        note=change.note,
        role="descriptive" if change.p_value is None else "secondary",
        p_value=change.p_value,
        test_method=change.test_method,
        cliffs_delta=change.cliffs_delta,
        minimum_detectable=change.minimum_detectable,
    )


def comparison_table(rows: Iterable[ComparisonRow]) -> pa.Table:
    """The rows as the table ``comparison``, in the order of its key."""
    records: list[dict[str, Any]] = [row.record() for row in rows]
    table = pa.Table.from_pylist(records, schema=COMPARISON.arrow_schema())
    return table.sort_by([(column, "ascending") for column in COMPARISON.key])
