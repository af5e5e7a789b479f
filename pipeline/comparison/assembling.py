"""Every row of the comparison: each indicator at both timepoints, and its change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from pipeline.comparison.by_case import by_case_rows
from pipeline.comparison.case_labels import STATUS_OF, labelled
from pipeline.comparison.cautions import Setting
from pipeline.comparison.change_notes import with_notes
from pipeline.comparison.changes import change_of
from pipeline.comparison.estimates import matched_window_rows, primary_change, rate_change
from pipeline.comparison.multiple_tests import is_worth_testing, with_adjusted_p
from pipeline.comparison.pairs import Change, Pair, no_change, seed_of
from pipeline.comparison.rate_models import model_rows
from pipeline.comparison.reading import ADJOURNMENT_DEFINITIONS, Snapshot
from pipeline.comparison.rows import ComparisonRow, Key, change_row, row_at_timepoint
from pipeline.computing import SEED
from pipeline.processors import in_threads
from pipeline.statistics.resampling import degenerate_draws_expected
from pipeline.study_sections.estimands import Estimand
from transform.indicators.definitions import load_indicators
from transform.indicators.values import IndicatorValue


def assemble(
    baseline: Snapshot,
    endline: Snapshot,
    primaries: tuple[Estimand, ...],
    setting: Setting,
    further: Sequence[ComparisonRow] = (),
) -> list[ComparisonRow]:
    """All rows, ``further`` ones among them, with cautions and adjusted p-values.

    Each change draws from a stream of its own, so the keys are worked on side by side.
    """
    values = [_by_key(part.values) for part in (baseline, endline)]

    def rows_of(key: Key) -> list[ComparisonRow]:
        pair = _both(values[0].get(key), values[1].get(key))
        change = _change_row(key, pair, baseline, endline, primaries)
        return [*map(row_at_timepoint, pair), change]

    with degenerate_draws_expected():
        rows = list(chain.from_iterable(in_threads(rows_of, sorted(set(values[0]) | set(values[1])))))
        rows += matched_window_rows(baseline, endline, SEED)
    rows += model_rows(baseline, endline)
    rows += by_case_rows(baseline, endline, SEED)
    rows += further
    return with_notes(with_adjusted_p(rows), setting)


def _by_key(values: Iterable[IndicatorValue]) -> dict[Key, IndicatorValue]:
    return {
        (value.indicator_id, value.definition_id, value.district, value.population): value for value in values
    }


def _both(
    baseline: IndicatorValue | None, endline: IndicatorValue | None
) -> tuple[IndicatorValue, IndicatorValue]:
    """Both values; one that its timepoint does not have stands there without a value: nothing is dropped."""
    if baseline is None:
        assert endline is not None
        return _missing(endline, "baseline"), endline
    return baseline, endline if endline is not None else _missing(baseline, "endline")


def _missing(like: IndicatorValue, timepoint: str) -> IndicatorValue:
    return replace(
        like, timepoint=timepoint, value=None, numerator=None, denominator=None, n=0, ci_low=None,
        ci_high=None, ci_method="none", note="not available: nothing of the kind at this timepoint",
        sample=(), sample_weight=(), sample_entry=(),
    )  # fmt: skip


def _change_row(
    key: Key,
    pair: tuple[IndicatorValue, IndicatorValue],
    baseline: Snapshot,
    endline: Snapshot,
    primaries: tuple[Estimand, ...],
) -> ComparisonRow:
    indicator_id, definition_id, district, population = key
    first = pair[0]
    is_primary = district == "all" and Estimand(indicator_id, definition_id) in primaries
    change = _change(key, pair, baseline, endline, is_primary)
    row = change_row(
        first.study, indicator_id, definition_id, population, change, min(value.n for value in pair), district
    )
    role = "primary" if is_primary else row.role
    return replace(row, role=role, disclosure=first.disclosure, is_percentile=first.is_percentile)


def _change(
    key: Key,
    pair: tuple[IndicatorValue, IndicatorValue],
    baseline: Snapshot,
    endline: Snapshot,
    is_primary: bool,
) -> Change:
    indicator_id, definition_id, district, _ = key
    seed = seed_of(SEED, *key)
    if any(value.value is None for value in pair):
        name = "baseline" if pair[0].value is None else "endline"
        return no_change(pair[0].unit, f"no change: no value at {name}")
    if is_primary:
        return primary_change(Estimand(indicator_id, definition_id), baseline, endline, pair, seed)
    if indicator_id == "I14" and district == "all" and definition_id in ADJOURNMENT_DEFINITIONS:
        return rate_change(baseline, endline, definition_id, seed)
    is_tested = district == "all" and pair[0].disclosure == "cases" and is_worth_testing(definition_id)
    kind = load_indicators()[indicator_id].kind.of(definition_id) or ""
    of_key = Pair(pair[0], pair[1], kind, is_tested, seed)
    if district == "all" and indicator_id in STATUS_OF and pair[0].interval == "bootstrap_mean":
        of_key = labelled(of_key, baseline, endline)
    return change_of(of_key)
