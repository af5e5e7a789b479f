"""Durations, ways of ending and adjournments under both frame rules that allow them, late entry included.

The two answer different questions: ``filed_in_window`` what became of the cases filed in the window,
``active_in_window`` how cases moved during it, old ones among them. Where they differ much, the courts' pace
changed over the years or the window is short against the life of a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import numpy as np

from pipeline.comparison.framed_estimates import (
    NOT_FOLLOWED,
    Found,
    FrameArrays,
    adjournment_rate,
    ended_share,
    mean_adjournments,
    median_days,
    restricted_days,
    undecided_share,
)
from pipeline.comparison.frames import OPEN, read_framed, read_window
from pipeline.statistics.observation import COMPARABLE_RULES
from pipeline.statistics.recurrent_events import Numbers
from transform.indicators.resting_on import fewest_at_risk, top_two_share
from transform.indicators.values import IndicatorValue

ENDINGS = ("convicted", "acquitted", "other", "unknown")
RESTRICTED_MEANS = (730.0, 1095.0)
YEARS = (1, 2, 3)


def frame_rule_values(
    connection: duckdb.DuckDBPyConnection, labels: Mapping[str, Any]
) -> list[IndicatorValue]:
    """Rows of I05, I14, I15 and I34 over all districts; definition ids start with the frame rule.

    ``labels`` has study, timepoint and year_length_days. I05 also has ``..._undecided_after_N_years``, with
    the log(-log) band of the Kaplan-Meier curve.
    """
    found: list[IndicatorValue] = []
    for rule in COMPARABLE_RULES:
        framed = read_framed(connection, read_window(connection, rule))
        cases = [case.followed for case in framed.cases]
        frame = FrameArrays(
            rule, labels, float(labels["year_length_days"]), framed.cases,
            np.array([case.entry_days for case in cases], dtype=np.float64),
            np.array([case.end_days for case in cases], dtype=np.float64),
            np.array([float(case.ending != OPEN) for case in framed.cases]),
        )  # fmt: skip
        if framed.cases:
            found += _values(frame, framed.without_clock)
    return found


def _values(frame: FrameArrays, without_clock: int) -> Iterator[IndicatorValue]:
    left_out = f"{without_clock} cases without a usable clock are left out" if without_clock else None
    for indicator_id, name, unit, result in _results(frame):
        definition_id = f"{frame.rule}_{name}"
        sample, weight, entry = map(_told, (result.sample, result.weight, result.entry))
        notes = (result.interval.note if result.value is not None else NOT_FOLLOWED, left_out)
        yield IndicatorValue(
            study=frame.labels["study"], timepoint=frame.labels["timepoint"], indicator_id=indicator_id,
            definition_id=definition_id, district="all", population="all cases",
            value=result.value, unit=unit, numerator=result.numerator, denominator=result.denominator,
            n=len(frame.cases), disclosure="cases", is_count=indicator_id == "I34",
            is_percentile=result.kind == "km_median", interval=result.kind,
            note="; ".join(note for note in notes if note) or None,
            ci_low=result.interval.low, ci_high=result.interval.high, ci_method=result.interval.method,
            at_risk=fewest_at_risk(result.kind, definition_id, result.value, sample, weight, entry),
            top_two_share=top_two_share(result.kind, sample),
            sample=sample, sample_weight=weight, sample_entry=entry,
        )  # fmt: skip


def _told(numbers: Numbers | None) -> tuple[float, ...]:
    return () if numbers is None else tuple(float(number) for number in numbers)


def _results(frame: FrameArrays) -> Iterator[tuple[str, str, str, Found]]:
    yield "I05", "km_median", "days", median_days(frame)
    for horizon in RESTRICTED_MEANS:
        yield "I05", f"rmst_{horizon:.0f}", "days", restricted_days(frame, horizon)
    for years in YEARS:
        name = f"{years}_year{'s' if years > 1 else ''}"
        yield "I05", f"undecided_after_{name}", "share of cases (0-1)", undecided_share(frame, years)
        for ending in ENDINGS:
            yield "I34", f"{ending}_by_{name}", "share of cases (0-1)", ended_share(frame, ending, years)
    yield "I14", "A1", "adjournments per case-year", adjournment_rate(frame)
    yield "I15", "A1_nelson_12_months", "adjournments per case", mean_adjournments(frame, None)
    yield "I15", "A1_ghosh_lin_12_months", "adjournments per case", mean_adjournments(frame, frame.ended)
