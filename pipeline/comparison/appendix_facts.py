"""What the reporting appendix is made from: the study file, the tables and the rules' results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from checks.rules import find_offenders
from pipeline.comparison.cautions import Setting
from pipeline.publishing.flow import Flow, read_flow
from pipeline.registration import Registration
from pipeline.run import Run
from pipeline.study import Study
from transform.parameters import TableParameters
from transform.warehouse_connection import connect

UNMAPPED = """
    select vocabulary, cast(coalesce(sum(count) filter (where code = 'unmapped'), 0) as double) / sum(count)
    from wordings group by vocabulary order by vocabulary
"""
ORIGINS = """
    select origin, cast(min(fetched_at) as date), cast(max(fetched_at) as date)
    from pages group by origin order by origin
"""
LINKS = """
    select
        count(*) filter (where merged_into_case_id is not null),
        count(*) filter (where fir_id is not null), count(*)
    from cases
"""
RECALL = """
    select exists (
        select 1 from indicator_values where indicator_id = 'I50' and district = 'all' and value is not null
    )
"""


@dataclass(frozen=True, slots=True)
class TimepointFacts:
    """One timepoint. ``rules``: title, severity, offenders; ``coverage``: step, rows not accounted for.

    ``has_recall``: its frame was set beside a list kept by others (I50).
    """

    name: str
    parameters: TableParameters
    flow: Flow
    coverage: tuple[tuple[str, int], ...]
    unmapped_shares: tuple[tuple[str, float], ...]
    rules: tuple[tuple[str, str, int], ...]
    origins: tuple[tuple[str, date, date], ...]
    merged_twins: int
    fir_share: float
    has_recall: bool


@dataclass(frozen=True, slots=True)
class AppendixFacts:
    """All that the appendix states."""

    study: Study
    timepoints: tuple[TimepointFacts, ...]
    setting: Setting
    registration: Registration
    threshold: int

    @property
    def is_synthetic(self) -> bool:
        return self.setting.is_synthetic


def read_facts(run: Run, timepoint: str) -> TimepointFacts:
    """What is to be said of one timepoint, from its tables."""
    connection = connect(run.places.warehouse, run.study.name, timepoint)
    try:
        return _facts(run, timepoint, connection)
    finally:
        connection.close()


def _facts(run: Run, timepoint: str, connection: duckdb.DuckDBPyConnection) -> TimepointFacts:
    coverage = connection.execute(
        "select step, rows_in - rows_out - explained from coverage order by step"
    ).fetchall()
    merged, with_fir, cases = connection.execute(LINKS).fetchall()[0]
    return TimepointFacts(
        name=timepoint,
        parameters=run.study.parameters(timepoint),
        flow=read_flow(connection, timepoint),
        coverage=tuple(coverage),
        unmapped_shares=tuple(connection.execute(UNMAPPED).fetchall()),
        origins=tuple(connection.execute(ORIGINS).fetchall()),
        merged_twins=merged,
        fir_share=with_fir / cases if cases else 0.0,
        has_recall=bool(connection.execute(RECALL).fetchall()[0][0]),
        rules=tuple(
            (result.title, result.severity, result.count)
            for result in find_offenders(connection, run.study.rule_severities, listed=0)
        ),
    )
