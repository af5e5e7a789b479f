"""Both timepoints of a study as the comparison needs them, read through the warehouse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb

from pipeline.comparison.followed import FollowedCase, read_followed
from pipeline.comparison.frame_rules import frame_rule_values
from pipeline.comparison.pandemic import Followed, pandemic_values
from pipeline.registration import ENDLINE
from pipeline.run import Run, RunError
from transform.court_calendar import load_calendar
from transform.indicators.computing import compute
from transform.indicators.steady_numbers import is_same_value
from transform.indicators.values import IndicatorValue
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

BASELINE = "baseline"
ADJOURNMENT_DEFINITIONS = ("A0", "A1", "A2", "A2x", "A3", "A4e")
SAME_IN_BOTH = ("clock_start", "year_length_days", "reporting_lag_days", "offences", "is_synthetic")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One timepoint: its parameters as built, its indicator values with their samples, its cases followed.

    ``followed`` has the cases by definition of adjournment; ``coverage`` the table of that name, by step.
    """

    timepoint: str
    parameters: dict[str, Any]
    values: tuple[IndicatorValue, ...]
    followed: dict[str, tuple[FollowedCase, ...]]

    @property
    def window_days(self) -> int:
        """Days from the first of the window to the cut-off."""
        closes: date = min(self.as_of, self.parameters["window_end"])
        opens: date = self.parameters["window_start"]
        return (closes - opens).days

    @property
    def as_of(self) -> date:
        found: date = self.parameters["as_of"]
        return found


def read_snapshots(run: Run) -> tuple[Snapshot, Snapshot]:
    """Baseline and endline; raises ``RunError`` saying which command to run where one can't be compared."""
    for timepoint in (BASELINE, ENDLINE):
        run.study.timepoint(timepoint)
        values = run.places.tables_root / run.study.name / timepoint / "indicator_values.parquet"
        if not values.is_file():
            raise RunError(
                f"no indicators of {run.study.name} {timepoint} in {run.places.data}; compute them first: "
                f"{run.typed('run', timepoint=timepoint)}"
            )
    # The warehouse of a copied data folder still shows the tables of the original.
    build_warehouse(run.places.tables_root, run.places.warehouse)
    baseline, endline = (_read(run, timepoint) for timepoint in (BASELINE, ENDLINE))
    refuse_different(run, baseline, endline)
    return baseline, endline


def _read(run: Run, timepoint: str) -> Snapshot:
    connection = connect(run.places.warehouse, run.study.name, timepoint)
    try:
        cursor = connection.execute("select * from study_parameters")
        names = [column[0] for column in cursor.description or ()]
        parameters = dict(zip(names, cursor.fetchall()[0], strict=True))
        values = _values(run, connection, timepoint)
        followed = {name: read_followed(connection, name) for name in ADJOURNMENT_DEFINITIONS}
        values += tuple(_by_calendar(run, timepoint, followed["A1"]))
        values += tuple(frame_rule_values(connection, parameters))
    finally:
        connection.close()
    return Snapshot(timepoint, parameters, values, followed)


def _values(run: Run, connection: duckdb.DuckDBPyConnection, timepoint: str) -> tuple[IndicatorValue, ...]:
    """The stored values with their intervals, and the samples behind them computed from the tables again.

    Raises ``RunError`` if the two are not of the same tables and definitions.
    """
    columns = ("indicator_id", "definition_id", "district", "population", "value", "ci_low", "ci_high",
               "ci_method", "note")  # fmt: skip
    cursor = connection.execute(f"select {', '.join(columns)} from indicator_values")
    stored = {row[:4]: row[4:] for row in cursor.fetchall()}
    found = []
    for value in compute(connection):
        key = (value.indicator_id, value.definition_id, value.district, value.population)
        kept = stored.pop(key, None)
        if kept is None or not is_same_value(kept[0], value.value):
            raise _stale(run, timepoint)
        as_kept = dict(zip(("value", "ci_low", "ci_high", "ci_method", "note"), kept, strict=True))
        found.append(replace(value, **as_kept))
    if stored:
        raise _stale(run, timepoint)
    return tuple(found)


def _by_calendar(run: Run, timepoint: str, cases: tuple[FollowedCase, ...]) -> list[IndicatorValue]:
    """Rates and means with the days of the study's calendar told apart; none if it names no calendar."""
    if run.study.calendar is None:
        return []
    followed = Followed(run.study.name, timepoint, run.study.year_length_days, cases)
    return pandemic_values(followed, load_calendar(run.study.calendar))


def _stale(run: Run, timepoint: str) -> RunError:
    return RunError(
        f"the indicators of {run.study.name} {timepoint} are not those of its tables; compute them again: "
        f"{run.typed('indicators', timepoint=timepoint)}"
    )


def refuse_different(run: Run, baseline: Snapshot, endline: Snapshot) -> None:
    """Two timepoints under different rules measure different things."""
    for name in SAME_IN_BOTH:
        one, other = baseline.parameters[name], endline.parameters[name]
        if one != other:
            raise RunError(
                f"{run.study.name}: {name} is {one} in the baseline's tables and {other} in the endline's, "
                "so they can't be compared; build both again with the study file as it is now: "
                f"{run.typed('run', timepoint=BASELINE)} (then the same with {ENDLINE})"
            )
