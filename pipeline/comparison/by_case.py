"""Changes of I15 and of the restricted means in which a case seen at both timepoints counts as one.

Mean numbers of adjournments: whole cases drawn again, with both records where there are two. Restricted
means: the influences of a case's two records added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np

from pipeline.comparison.followed import FollowedCase
from pipeline.comparison.pairs import Change, difference_unit, no_change, seed_of
from pipeline.comparison.reading import Snapshot
from pipeline.comparison.rows import ComparisonRow, change_row
from pipeline.statistics.interval import NORMAL_QUANTILE, Interval, no_interval
from pipeline.statistics.mean_cumulative import followed_to
from pipeline.statistics.mean_cumulative_difference import RecurrentSample, mean_cumulative_difference
from pipeline.statistics.recurrent_events import Numbers
from pipeline.statistics.resampling import RESAMPLES
from pipeline.statistics.survival import kaplan_meier, restricted_mean, restricted_mean_influences

MONTHS = (12, 24)
RESTRICTED_MEANS = (730.0, 1095.0)
BY_CASE = "by_case"
Cases = Sequence[FollowedCase]


def by_case_rows(
    baseline: Snapshot, endline: Snapshot, seed: int, resamples: int = RESAMPLES
) -> Iterator[ComparisonRow]:
    """Rows ``A1_nelson_N_months_by_case``, ``A1_ghosh_lin_N_months_by_case`` and ``rmst_N_by_case``."""
    study, year = baseline.parameters["study"], float(baseline.parameters["year_length_days"])
    sides = baseline.followed["A1"], endline.followed["A1"]
    smaller = min(map(len, sides))
    for months in MONTHS:
        for form in ("nelson", "ghosh_lin"):
            name = f"A1_{form}_{months}_months_{BY_CASE}"
            change = _mean_change(sides, form, year * months / 12, seed_of(seed, "I15", name), resamples)
            yield change_row(study, "I15", name, "all cases", change, smaller)
    for horizon in RESTRICTED_MEANS:
        change = _restricted_change(sides, horizon)
        yield change_row(study, "I05", f"rmst_{horizon:.0f}_{BY_CASE}", "all cases", change, smaller)


def _mean_change(sides: tuple[Cases, Cases], form: str, day: float, seed: int, resamples: int) -> Change:
    unit = difference_unit("adjournments per case")
    samples = [
        RecurrentSample(
            [case.case_id for case in cases],
            [np.array(case.adjournment_days, dtype=np.float64) for case in cases],
            _ends(cases),
            _entries(cases),
            _disposed(cases) if form == "ghosh_lin" else None,
        )
        for cases in sides
    ]
    found = mean_cumulative_difference(samples[0], samples[1], day, seed, resamples)
    if found is None:
        return no_change(unit, "no change: at some age until then no case of a timepoint was seen")
    return Change(found.estimate, unit, found.interval, note=found.interval.note)


def _restricted_change(sides: tuple[Cases, Cases], horizon: float) -> Change:
    unit = difference_unit("days")
    if any(not cases or followed_to(_entries(cases), _ends(cases)) < horizon for cases in sides):
        return no_change(unit, "no change: at some age until then no case of a timepoint was seen")
    means, influence = [], dict.fromkeys((case.case_id for cases in sides for case in cases), 0.0)
    for cases, sign in zip(sides, (-1.0, 1.0), strict=True):
        arguments = _ends(cases), _disposed(cases)
        means.append(restricted_mean(kaplan_meier(*arguments, _entries(cases)), horizon)[0])
        own = restricted_mean_influences(*arguments, horizon, _entries(cases))
        for case, found in zip(cases, own, strict=True):
            influence[case.case_id] += sign * float(found)
    change = means[1] - means[0]
    half = NORMAL_QUANTILE * sqrt(sum(number**2 for number in influence.values()))
    if half == 0:
        return Change(change, unit, no_interval("no variation"), note="no interval: no variation")
    return Change(change, unit, Interval(change - half, change + half, "robust_by_case_95"))


def _ends(cases: Cases) -> Numbers:
    return np.array([case.end_days for case in cases], dtype=np.float64)


def _entries(cases: Cases) -> Numbers:
    return np.array([case.entry_days for case in cases], dtype=np.float64)


def _disposed(cases: Cases) -> Numbers:
    return np.array([float(case.status == "disposed") for case in cases])
