"""Computed in ranges of cases, with intervals from sampled ones, values are those of the study's own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.computing import computed_values
from pipeline.statistics.sampled import FEWEST_UNITS
from transform.indicators.kept_facts import KeptFacts
from transform.indicators.values import IndicatorValue

Key = tuple[str, ...]


@pytest.fixture(scope="module")
def both_ways(
    reference_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[Key, IndicatorValue], dict[Key, IndicatorValue]]:
    scratch = tmp_path_factory.mktemp("many_cases")
    kept = KeptFacts(scratch / "shared.duckdb", reference_data / "tables" / "reference" / "baseline")
    where = (reference_data / "warehouse.duckdb", "reference", "baseline", kept)
    many = computed_values(*where, many_cases=0, cases_in_range=20)
    assert list(scratch.iterdir()) == [kept.file], "something else was left"
    return _by_key(computed_values(*where)), _by_key(many)


def _by_key(rows: list[IndicatorValue]) -> dict[Key, IndicatorValue]:
    return {(r.indicator_id, r.definition_id, r.district, r.population): r for r in rows}


def test_values_are_the_same(
    both_ways: tuple[dict[Key, IndicatorValue], dict[Key, IndicatorValue]],
) -> None:
    study, many = both_ways
    assert list(study) == list(many)
    for key, row in study.items():
        other = many[key]
        for name in ("value", "numerator", "denominator"):
            expected, found = getattr(row, name), getattr(other, name)
            assert found == (None if expected is None else pytest.approx(expected, rel=1e-9, abs=1e-9)), key
        assert (other.n, other.unit, other.disclosure) == (row.n, row.unit, row.disclosure)


def test_intervals_of_enough_units_are_close(
    both_ways: tuple[dict[Key, IndicatorValue], dict[Key, IndicatorValue]],
) -> None:
    """The sample is the whole study here; bootstrap and formulas differ by the skewness they see."""
    study, many = both_ways
    compared = 0
    for key, row in study.items():
        other = many[key]
        if row.interval.startswith(("none", "wilson")):
            assert (other.ci_low, other.ci_high, other.ci_method) == (row.ci_low, row.ci_high, row.ci_method)
        elif row.ci_low is not None and row.ci_high is not None and other.ci_low is not None:
            assert other.ci_method.endswith("_sampled")
            assert other.ci_high is not None or row.interval == "km_median"
            width = row.ci_high - row.ci_low
            assert other.ci_low == pytest.approx(row.ci_low, abs=0.5 * width + 1e-9), key
            if other.ci_high is not None:
                assert other.ci_high == pytest.approx(row.ci_high, abs=0.5 * width + 1e-9), key
            compared += 1
        elif other.ci_low is None and row.ci_low is not None:
            assert row.n < 2 * FEWEST_UNITS or row.interval == "bootstrap_alpha", key
    assert compared > 30
