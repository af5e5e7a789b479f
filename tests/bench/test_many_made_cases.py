"""Over made-up tables in Parquet parts, values range by range are those of one go."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bench.made_tables import STUDY, TIMEPOINT, make_tables
from transform.indicators import computing
from transform.indicators.computing import compute
from transform.indicators.definitions import Indicator
from transform.indicators.kept_facts import KeptFacts, KeptFactsError
from transform.indicators.many_cases import case_ranges, compute_many, count_cases
from transform.indicators.values import IndicatorValue
from transform.warehouse import build_warehouse
from transform.warehouse_connection import connect

CASES = 1_200


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many_made")
    make_tables(root, CASES)
    build_warehouse(root, root / "warehouse.duckdb")
    return root / "warehouse.duckdb"


def test_ranges_cover_every_case_once(warehouse: Path) -> None:
    with connect(warehouse, STUDY, TIMEPOINT) as connection:
        assert count_cases(connection) == CASES
        ranges = case_ranges(connection, 250)
        counts = [
            connection.execute(f"select count(*) from cases where {one.condition('case_id')}").fetchall()[0][
                0
            ]
            for one in ranges
        ]
    assert len(ranges) > 3
    assert sum(counts) == CASES
    assert max(counts) <= 260


def test_values_range_by_range_are_those_of_one_go(warehouse: Path, tmp_path: Path) -> None:
    """Twelve ranges: counts of ten are added up, then those of the rest."""
    kept = KeptFacts(tmp_path / "shared.duckdb", warehouse.parent / STUDY / TIMEPOINT)
    many = compute_many(warehouse, STUDY, TIMEPOINT, kept, cases_in_range=100).values
    with connect(warehouse, STUDY, TIMEPOINT) as connection:
        whole = compute(connection)
    assert [(row.indicator_id, row.definition_id, row.district) for row in many] == [
        (row.indicator_id, row.definition_id, row.district) for row in whole
    ]
    for one, other in zip(many, whole, strict=True):
        key = (one.indicator_id, one.definition_id, one.district)
        assert one.n == other.n, key
        for name in ("value", "numerator", "denominator"):
            expected = getattr(other, name)
            assert getattr(one, name) == (None if expected is None else pytest.approx(expected, rel=1e-9)), (
                key
            )


def test_where_the_shared_facts_fail_the_sample_is_not_gone_on_with(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def counted(connection: object, indicator: Indicator, columns: object) -> list[IndicatorValue]:
        time.sleep(0.05)
        done.append(indicator.indicator_id)
        return []

    class Failing(KeptFacts):
        def share(self, *_: object) -> bool:
            while not done:
                time.sleep(0.01)
            raise KeptFactsError("the disk is full")

    monkeypatch.setattr(computing, "compute_one", counted)
    with pytest.raises(KeptFactsError):
        compute_many(warehouse, STUDY, TIMEPOINT, Failing(warehouse, warehouse.parent))
    assert 0 < len(done) < 10
