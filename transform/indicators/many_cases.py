"""Indicators over more cases than lists of units can be held of: values from all of them, range by range.

The units behind an interval are then those of one range of pseudonyms: pseudonyms are keyed digests, so the
cases of a range are a random sample. ``pipeline.statistics.sampled`` makes the intervals of them.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from threading import Event

import duckdb

from transform.indicators.computing import compute_each
from transform.indicators.definitions import load_indicators
from transform.indicators.kept_facts import KeptFacts
from transform.indicators.returned_rows import RESULT_COLUMNS
from transform.indicators.sharing import forgo_influences, share_views
from transform.indicators.taking_ranges import CaseRange
from transform.indicators.values import IndicatorValue
from transform.limits import NO_LIMITS, Limits
from transform.warehouse_connection import connect, connect_beside

MANY_CASES = 20_000
CASES_IN_RANGE = 500_000
SAMPLED_CASES = 50_000


@dataclass(frozen=True, slots=True)
class SampledValues:
    """Values of all cases without units; of a sample, with its units, those whose intervals need them."""

    values: list[IndicatorValue]
    sampled: list[IndicatorValue]


def count_cases(connection: duckdb.DuckDBPyConnection) -> int:
    """Cases read, in or out of frame, of the study and timepoint that ``connection`` is narrowed to."""
    return int(connection.execute("select count(*) from cases").fetchall()[0][0])


def compute_many(
    warehouse: Path,
    study: str,
    timepoint: str,
    kept: KeptFacts,
    limits: Limits = NO_LIMITS,
    *,
    cases_in_range: int = CASES_IN_RANGE,
    sampled_cases: int = SAMPLED_CASES,
) -> SampledValues:
    """Every indicator over all cases of a study at a timepoint, in ranges of about ``cases_in_range``.

    What they share is taken from ``kept``, or computed and kept there for the next time. The sample has a
    thread of its own: lists of units are Python's work, passes over the tables DuckDB's. Both keep within one
    limit of memory.
    """
    with (
        connect(warehouse, study, timepoint) as connection,
        connect_beside(connection, warehouse, study, timepoint) as beside,
        ThreadPoolExecutor(max_workers=1) as thread,
    ):
        limits.apply(connection)
        is_over = Event()
        sampled = thread.submit(_computed_of_sample, beside, sampled_cases, is_over)
        try:
            return SampledValues(_computed_of_all(connection, kept, cases_in_range), sampled.result())
        finally:  # where this thread has failed or was stopped, the other need not go on
            is_over.set()
            beside.interrupt()


def case_ranges(connection: duckdb.DuckDBPyConnection, cases_in_range: int) -> list[CaseRange]:
    """Ranges that together cover every case, of about so many cases each."""
    bounds = [str(row[0]) for row in connection.execute(BOUNDS, [cases_in_range]).fetchall()]
    return [CaseRange(first, end) for first, end in zip([None, *bounds], [*bounds, None], strict=True)]


BOUNDS = """
with numbered as (
    select case_id, row_number() over (order by case_id) as place, count(*) over () as marks
    from cases
    where case_id like '%0' or (select count(*) < 10000 from cases)
),
sized as (
    select case_id, place, marks * ? / greatest((select count(*) from cases), 1) as step from numbered
)
select case_id
from sized
where place > 1 and floor((place - 1) / greatest(step, 1)) <> floor((place - 2) / greatest(step, 1))
order by case_id
"""


def _computed_of_all(
    connection: duckdb.DuckDBPyConnection, kept: KeptFacts, cases_in_range: int
) -> list[IndicatorValue]:
    kept.share(connection, lambda: case_ranges(connection, cases_in_range))
    forgo_influences(connection)
    return compute_each(connection, load_indicators().values(), RESULT_COLUMNS)


def _computed_of_sample(
    connection: duckdb.DuckDBPyConnection, sampled_cases: int, is_over: Event
) -> list[IndicatorValue]:
    share_views(connection, [case_ranges(connection, sampled_cases)[0]])
    with_units = (indicator for indicator in load_indicators().values() if indicator.has_units())
    return compute_each(connection, takewhile(lambda _: not is_over.is_set(), with_units))
