"""Values of the indicators: their rows, and the Parquet file that the view indicator_values reads."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extract.whole_files import write_changed
from transform.schema import STUDY_COLUMNS, Column, Table

VALUES_FILE = "indicator_values.parquet"
INDICATOR_VALUES = Table(
    "indicator_values",
    "Every value of every indicator in full, before disclosure control: not for publication",
    ("study", "timepoint", "indicator_id", "definition_id", "district", "population"),
    (
        STUDY_COLUMNS[0],
        Column("indicator_id", "text", "Indicator, e.g. I12", required=True),
        Column("definition_id", "text", "Definition within the indicator, e.g. A1", required=True),
        STUDY_COLUMNS[1],
        Column("district", "text", "District; all for the total", required=True),
        Column("population", "text", "What the value is about, in plain words", required=True),
        Column("value", "number", "The value; null when there is nothing to compute it from (see note)"),
        Column("unit", "text", "Unit of the value", required=True),
        Column("numerator", "number", "Numerator; null for quantiles"),
        Column("denominator", "number", "Denominator"),
        Column("n", "integer", "Cases (or bail applications) the value rests on", required=True),
        Column("ci_low", "number", "Lower end of the 95 % interval; null if none or open"),
        Column("ci_high", "number", "Upper end of the 95 % interval; null if none or open"),
        Column("ci_method", "text", "How the interval was computed; none if there is none", required=True),
        Column("suppressed", "boolean", "Always false: values are withheld on publication", required=True),
        Column("note", "text", "Why there is no value or no interval"),
        Column("disclosure", "text", "Which publication rules apply: cases or data quality", required=True),
        Column("is_count", "boolean", "Whether the numerator counts cases or applications", required=True),
        Column("is_percentile", "boolean", "Whether the value is a quantile", required=True),
        Column("at_risk", "integer", "Fewest cases at risk at any step of a curve; null if it is none"),
        Column("top_two_share", "number", "Share of a sum its two largest units make up; null if it is none"),
    ),
)


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One value. ``interval`` says how to compute its interval, from ``sample`` where that needs one.

    ``sample`` has one number per case (or application); ``sample_weight`` the denominators of a ratio, or 1
    for an observed end and 0 for a censored one; ``sample_entry`` the day a case came under observation.
    """

    study: str
    timepoint: str
    indicator_id: str
    definition_id: str
    district: str
    population: str
    value: float | None
    unit: str
    numerator: float | None
    denominator: float | None
    n: int
    disclosure: str
    is_count: bool
    is_percentile: bool
    interval: str
    note: str | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_method: str = "none"
    suppressed: bool = False
    at_risk: int | None = None
    top_two_share: float | None = None
    sample: tuple[float, ...] = field(default=(), repr=False)
    sample_weight: tuple[float, ...] = field(default=(), repr=False)
    sample_entry: tuple[float, ...] = field(default=(), repr=False)


def values_table(rows: Iterable[IndicatorValue]) -> pa.Table:
    """The rows as the table INDICATOR_VALUES, sorted by its key, without samples."""
    names = INDICATOR_VALUES.column_names()
    records: list[dict[str, Any]] = [{name: getattr(row, name) for name in names} for row in rows]
    table = pa.Table.from_pylist(records, schema=INDICATOR_VALUES.arrow_schema())
    return table.sort_by([(column, "ascending") for column in INDICATOR_VALUES.key])


def store_indicator_values(folder: Path, rows: Iterable[IndicatorValue]) -> bool:
    """Write ``indicator_values.parquet`` into ``folder``, a study's timepoint under the tables.

    ``build_warehouse`` over the tables' root puts the view ``indicator_values`` over the files of all
    studies: build once more after the first file of all. Returns whether the file changed.
    """
    path, content = folder / VALUES_FILE, io.BytesIO()
    pq.write_table(values_table(rows), content, compression="zstd")
    return write_changed(path, content.getvalue())
