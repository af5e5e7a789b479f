"""Step indicators: every indicator with its interval, from tables that passed their checks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.freshness import code_fingerprint
from pipeline.garbage import garbage_collected_seldom
from pipeline.run import Run, StepResult
from transform.form_schema import FORM_TABLES
from transform.indicators.computing import compute as compute_indicators
from transform.indicators.kept_facts import KeptFacts
from transform.indicators.many_cases import CASES_IN_RANGE, MANY_CASES, compute_many, count_cases
from transform.indicators.values import IndicatorValue, store_indicator_values
from transform.limits import NO_LIMITS, Limits
from transform.schema import TABLES
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

SEED = 103
VALUE_COLUMNS = (
    "indicator_id", "definition_id", "timepoint", "district", "population", "value", "unit", "numerator",
    "denominator", "n", "ci_low", "ci_high", "ci_method", "note",
)  # fmt: skip


def inputs(run: Run) -> Iterator[str | Path]:
    """The tables and the code."""
    yield code_fingerprint()
    yield from (run.places.tables / f"{name}.parquet" for name in (*TABLES, *FORM_TABLES))


def compute(run: Run) -> StepResult:
    """Compute every indicator, add its interval and keep the full values for the warehouse."""
    build_warehouse(run.places.tables_root, run.places.warehouse)
    values = _by_spark(run) if run.spark_master else _by_duckdb(run)
    store_indicator_values(run.places.tables, values)
    build_warehouse(run.places.tables_root, run.places.warehouse)
    indicators = len({value.indicator_id for value in values})
    by = " by Spark" if run.spark_master else ""
    said = f"{indicators} indicators, {len(values)} values{by}"
    return StepResult(said, (run.places.indicator_values,))


def values_for_program(run: Run) -> dict[str, Any]:
    """The values as computed, for a program: not under disclosure control, so not for publication."""
    values = pq.read_table(run.places.indicator_values, columns=list(VALUE_COLUMNS)).to_pylist()
    return {
        "study": run.study.name,
        "timepoint": run.timepoint,
        "is_for_publication": False,
        "warehouse": str(run.places.warehouse),
        "values": values,
    }


def _by_duckdb(run: Run) -> list[IndicatorValue]:
    kept = KeptFacts(run.places.shared_facts, run.places.tables)
    return computed_values(run.places.warehouse, run.study.name, run.timepoint, kept, run.limits)


def _by_spark(run: Run) -> list[IndicatorValue]:
    from pipeline.spark_engine.computing import compute_with_spark
    from pipeline.statistics.by_court import NO_COURTS, court_sums
    from pipeline.statistics.intervals import add_intervals

    assert run.spark_master is not None
    found = compute_with_spark([run.places.tables], run.places.scratch, run.spark_master)
    with connect(run.places.warehouse, run.study.name, run.timepoint) as connection:
        courts = court_sums(connection) if count_cases(connection) <= MANY_CASES else NO_COURTS
    return add_intervals(found, SEED, courts)


def computed_values(
    warehouse: Path,
    study: str,
    timepoint: str,
    kept: KeptFacts,
    limits: Limits = NO_LIMITS,
    *,
    many_cases: int = MANY_CASES,
    cases_in_range: int = CASES_IN_RANGE,
) -> list[IndicatorValue]:
    """Every indicator and its interval; above ``many_cases`` cases in ranges, intervals from sampled ones."""
    from pipeline.statistics.by_court import court_sums
    from pipeline.statistics.intervals import add_intervals
    from pipeline.statistics.sampled import add_sampled_intervals

    with garbage_collected_seldom():
        with connect(warehouse, study, timepoint) as connection:
            if count_cases(connection) <= many_cases:
                limits.apply(connection)
                return add_intervals(compute_indicators(connection), SEED, court_sums(connection))
        found = compute_many(warehouse, study, timepoint, kept, limits, cases_in_range=cases_in_range)
        return add_sampled_intervals(found.values, found.sampled, SEED)
