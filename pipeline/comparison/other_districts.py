"""Difference in differences against districts without the programme, when the study names some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import duckdb

from pipeline.comparison.cautions import DIFFERENCE_IN_DIFFERENCES
from pipeline.comparison.followed import FollowedCase
from pipeline.comparison.frames import read_framed, read_window
from pipeline.comparison.pairs import Change, seed_of
from pipeline.comparison.panel import quarter_of, quarter_panel
from pipeline.comparison.rows import ComparisonRow, change_row
from pipeline.computing import SEED
from pipeline.registration import ENDLINE
from pipeline.run import Run, RunError
from pipeline.statistics.difference_in_differences import DifferenceInDifferences, difference_in_differences
from pipeline.statistics.interval import no_interval
from pipeline.statistics.panel_regression import Panel, PanelError
from pipeline.study_sections.comparison_districts import ComparisonDistricts
from transform.warehouse_connection import WarehouseError, connect

UNIT = "difference of differences, adjournments per case-year"
NAME = f"A1_{DIFFERENCE_IN_DIFFERENCES}"
SAME = ("clock_start", "year_length_days", "reporting_lag_days", "offences")
NOT_CLEAN = "Prosecutors of 12 unnamed districts were trained too: no district is known to be without it."


def difference_in_differences_rows(run: Run, named: ComparisonDistricts) -> list[ComparisonRow]:
    """The estimate, the event study's quarters, and the estimate without each district of the programme.

    From the endline's tables of both studies, which reach back to the baseline. Raises ``RunError`` where the
    other study's tables are missing or were built under other rules.
    """
    own = set(run.study.districts.values())
    cases, year = _cases(run, named)
    first_day = min(run.study.parameters(name).window_start for name in run.study.timepoints)
    last_day = run.study.parameters(ENDLINE).as_of
    chosen = [case for case in cases if case.district in own or case.district in named.names]
    panel = quarter_panel(chosen, first_day, last_day, year)
    smaller = min(
        sum(case.district in own for case in chosen), sum(case.district not in own for case in chosen)
    )
    try:
        found = difference_in_differences(
            panel, own, quarter_of(named.programme_start), seed_of(SEED, "I14", NAME)
        )
    except PanelError as reason:
        none = Change(None, UNIT, no_interval(str(reason)), note=f"not available: {reason}")
        return [_row(run, NAME, none, smaller)]
    return [*_rows(run, found, panel, smaller)]


def _rows(run: Run, found: DifferenceInDifferences, panel: Panel, cases: int) -> Iterator[ComparisonRow]:
    pre_trend = "not testable" if found.pre_trend_p_value is None else f"{found.pre_trend_p_value:.3f}"
    note = (
        f"{len(set(panel.districts))} districts, {found.assignments} assignments"
        f"{'' if found.is_exhaustive else ' drawn'}: p can not be below {found.floor:.4f}. "
        f"Equal paths before the start: p {pre_trend}. {NOT_CLEAN}"
    )
    change = Change(found.estimate, UNIT, found.interval, found.p_value, found.test_method, note=note)
    yield _row(run, NAME, change, cases)
    for step, value in sorted(found.coefficients.items()):
        when = f"{abs(step)}_quarters_before" if step < 0 else f"{step}_quarters_after"
        described = Change(value, UNIT, no_interval("one quarter of an event study"), note="Event study.")
        yield _row(run, f"{NAME}_{when}", described, cases)
    for district, without in found.without_each.items():
        reason = "it is shown for stability" if without is not None else "nothing is left to estimate from"
        described = Change(without, UNIT, no_interval(reason), note=f"Without {district}.")
        yield _row(run, f"{NAME}_without_{district}", described, cases)


def _row(run: Run, definition_id: str, change: Change, cases: int) -> ComparisonRow:
    return change_row(run.study.name, "I14", definition_id, "all cases", change, cases)


def _cases(run: Run, named: ComparisonDistricts) -> tuple[list[FollowedCase], int]:
    """Cases of both studies alive in the whole span, each under its own study's name for the district."""
    cases: list[FollowedCase] = []
    rules = []
    for study in (run.study.name, named.study):
        try:
            connection = connect(run.places.warehouse, study, ENDLINE)
        except WarehouseError as error:
            raise RunError(
                f"comparison districts: no {ENDLINE} tables of {study} ({error}); build them first: "
                f"ecourts-indicators run --study {study} --timepoint {ENDLINE}"
            ) from error
        try:
            rules.append(connection.execute(f"select {', '.join(SAME)} from study").fetchall()[0])
            cases += _alive(run, connection)
        finally:
            connection.close()
    for name, one, other in zip(SAME, *rules, strict=True):
        if one != other:
            raise RunError(
                f"comparison districts: {name} is {one} here and {other} in {named.study}; make them equal."
            )
    return cases, int(rules[0][1])


def _alive(run: Run, connection: duckdb.DuckDBPyConnection) -> list[FollowedCase]:
    first_day = min(run.study.parameters(name).window_start for name in run.study.timepoints)
    as_of = run.study.parameters(ENDLINE).as_of
    window = read_window(connection, "active_in_window")
    window = replace(window, first_day=first_day, last_day=as_of, as_of=min(as_of, window.as_of))
    return [case.followed for case in read_framed(connection, window).cases]
