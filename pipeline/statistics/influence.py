"""Each case's influence on the mean cumulative count: its derivative by the case's weight, day by day."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pipeline.statistics.recurrent_events import Numbers, RecurrentEvents, at_risk_on, count_on, increments_of
from pipeline.statistics.resampling import CELLS_AT_ONCE


def influences(records: RecurrentEvents, days: Numbers) -> Iterator[Numbers]:
    """Influence of every case on the value on every day (cases x days), a portion of the cases at a time.

    On day u a record adds S(u-) (dN - Y dR) / Y(u), and, through its effect on the survival before u, the
    increase dM(u) times minus the sum over earlier disposals of (its disposal - being at risk x hazard) /
    (cases at risk that remain): Lawless and Nadeau 1995 without, Ghosh and Lin 2000 with disposals.
    """
    _, increase, _, remaining = increments_of(records)
    portion = max(1, CELLS_AT_ONCE // max(1, len(days)))
    for start in range(0, records.case_count, portion):
        bounds = np.append(records.first, len(records.end))[start : start + portion + 1]
        part = range(int(bounds[0]), int(bounds[-1]))
        on_risk = np.array([(records.entry[at] <= days) & (days <= records.end[at]) for at in part])
        gained = np.array([count_on(records.events[at], days) for at in part])
        change = remaining * gained - on_risk * increase
        change /= at_risk_on(records, days)
        if records.terminal is not None:
            change -= increase * _survival_influence(records, days, part, on_risk)
        yield np.add.reduceat(np.cumsum(change, axis=1), bounds[:-1] - bounds[0], axis=0)


def _survival_influence(
    records: RecurrentEvents, days: Numbers, part: range, on_risk: npt.NDArray[np.bool_]
) -> Numbers:
    """Minus the relative influence of each record on the survival before each day."""
    assert records.terminal is not None
    at_risk = at_risk_on(records, days)
    disposals = count_on(records.end[records.terminal > 0], days)
    left = at_risk - disposals
    own = np.array([records.terminal[at] * (days == records.end[at]) for at in part])
    # Where every case at risk is disposed of, survival is 0 from then on whatever the weights.
    change = np.where(left > 0, own - on_risk * disposals / at_risk, 0.0) / np.where(left > 0, left, 1.0)
    before = np.zeros_like(change)
    before[:, 1:] = np.cumsum(change, axis=1)[:, :-1]
    return before
