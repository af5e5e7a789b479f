"""District, case and court of the members of two samples, so that cases of one court are drawn together."""

from __future__ import annotations

from dataclasses import replace

from pipeline.comparison.followed import FollowedCase
from pipeline.comparison.pairs import CaseLabels, Pair
from pipeline.comparison.reading import Snapshot
from pipeline.statistics.differences import COURTS_ENOUGH

STATUS_OF = {"I12": "disposed", "I13": "pending"}


def labelled(pair: Pair, baseline: Snapshot, endline: Snapshot) -> Pair:
    """The pair with its samples in the order of the cases, so that districts and courts are known."""
    values = pair.baseline, pair.endline
    status = STATUS_OF[pair.baseline.indicator_id]
    chosen = [
        [case for case in part.followed[value.definition_id] if case.status == status]
        for part, value in zip((baseline, endline), values, strict=True)
    ]
    with_samples = [
        replace(value, sample=tuple(float(case.adjournment_count) for case in cases))
        for value, cases in zip(values, chosen, strict=True)
    ]
    if any(
        sorted(one.sample) != sorted(other.sample) for one, other in zip(with_samples, values, strict=True)
    ):
        # Cases without a start of their clock count here and are not followed: no labels then.
        return pair
    return replace(pair, baseline=with_samples[0], endline=with_samples[1], labels=_labels(*chosen))


def _labels(baseline: list[FollowedCase], endline: list[FollowedCase]) -> CaseLabels:
    both = (*baseline, *endline)
    by_court = min(len({case.court for case in part}) for part in (baseline, endline)) >= COURTS_ENOUGH
    is_overlapping = len({case.case_id for case in both}) < len(both)
    return CaseLabels(
        districts=tuple(case.district for case in both),
        cases=tuple(case.case_id for case in both),
        clusters=tuple(case.court if by_court else case.case_id for case in both),
        has_clusters=by_court or is_overlapping,
    )
