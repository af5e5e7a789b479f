"""Step indicators: every indicator with its interval, from tables that passed their checks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.freshness import code_fingerprint
from pipeline.run import Run, StepResult
from transform.form_schema import FORM_TABLES
from transform.indicators.computing import compute as compute_indicators
from transform.indicators.many_cases import CASES_IN_RANGE, MANY_CASES, compute_many, count_cases
from transform.indicators.values import IndicatorValue, store_indicator_values
from transform.limits import NO_LIMITS, Limits
from transform.schema import TABLES
from transform.warehouse import build_warehouse, connect

SEED = 103


def inputs(run: Run) -> Iterator[str | Path]:
    """The tables and the code."""
    yield code_fingerprint()
    yield from (run.places.tables / f"{name}.parquet" for name in (*TABLES, *FORM_TABLES))


def compute(run: Run) -> StepResult:
    """Compute every indicator, add its interval and keep the full values for the warehouse."""
    build_warehouse(run.places.tables_root, run.places.warehouse)
    values = computed_values(
        run.places.warehouse, run.study.name, run.timepoint, run.places.scratch, run.limits
    )
    store_indicator_values(run.places.tables, values)
    build_warehouse(run.places.tables_root, run.places.warehouse)
    indicators = len({value.indicator_id for value in values})
    return StepResult(f"{indicators} indicators, {len(values)} values", (run.places.indicator_values,))


def computed_values(
    warehouse: Path,
    study: str,
    timepoint: str,
    scratch: Path,
    limits: Limits = NO_LIMITS,
    *,
    many_cases: int = MANY_CASES,
    cases_in_range: int = CASES_IN_RANGE,
) -> list[IndicatorValue]:
    """Every indicator and its interval; above ``many_cases`` cases in ranges, intervals from sampled ones."""
    from pipeline.statistics.intervals import add_intervals
    from pipeline.statistics.sampled import add_sampled_intervals

    if count_cases(warehouse, study, timepoint) > many_cases:
        found = compute_many(warehouse, study, timepoint, scratch, limits, cases_in_range=cases_in_range)
        return add_sampled_intervals(found.values, found.sampled, SEED)
    connection = connect(warehouse, study, timepoint)
    try:
        limits.apply(connection)
        return add_intervals(compute_indicators(connection), SEED)
    finally:
        connection.close()
