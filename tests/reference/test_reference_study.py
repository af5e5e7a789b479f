"""The whole chain over the reference study, from portal to warehouse, against the expected figures.

Nothing is shared between the two sides: the expected figures know the study's rules and nothing of the
project's code.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose
from pathlib import Path

import duckdb
import pytest
from expected_figures import (
    FIELDS_NOT_IN_THE_RULES,
    NOT_IN_THE_RULES,
    UNKNOWN_VICTIMS,
    PlacedFigures,
    baseline,
    endline,
    expected_figures,
)

VALUES = """
select indicator_id, definition_id, district, population, value, numerator, denominator
from indicator_values
where study = 'reference' and timepoint = ?
"""


@dataclass(frozen=True)
class Printed:
    value: float | None
    numerator: float | None
    denominator: float | None


PlacedValues = dict[tuple[str, str, str, str], Printed]


SNAPSHOTS = {"baseline": baseline, "endline": endline}


@pytest.fixture(scope="module", params=SNAPSHOTS)
def timepoint(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def printed(timepoint: str, reference_data: Path) -> PlacedValues:
    with duckdb.connect(str(reference_data / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute(VALUES, [timepoint]).fetchall()
    return {(row[0], row[1], row[2], row[3]): Printed(*row[4:]) for row in rows}


@pytest.fixture(scope="module")
def expected(timepoint: str) -> PlacedFigures:
    return expected_figures(SNAPSHOTS[timepoint]())


def is_same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def test_every_expected_figure_is_printed(printed: PlacedValues, expected: PlacedFigures) -> None:
    assert set(expected) - set(printed) == set()


@pytest.mark.parametrize("part", ["value", "numerator", "denominator"])
def test_every_figure_is_the_expected_one(printed: PlacedValues, expected: PlacedFigures, part: str) -> None:
    different = {
        key: (getattr(printed[key], part), getattr(figure, part))
        for key, figure in expected.items()
        if not is_same(getattr(printed[key], part), getattr(figure, part))
    }
    assert different == {}


def test_every_printed_figure_was_expected_or_is_named_as_not_in_the_rules(
    printed: PlacedValues, expected: PlacedFigures
) -> None:
    unexplained = {
        key
        for key in set(printed) - set(expected)
        if key[0] not in NOT_IN_THE_RULES and key[1] not in (*FIELDS_NOT_IN_THE_RULES, *UNKNOWN_VICTIMS)
    }
    assert {key for key in unexplained if not key[1].startswith("A4")} == set()


def test_what_daily_status_and_full_coding_would_tell_is_not_available(printed: PlacedValues) -> None:
    for definition in ("A4e", "A4", "A4b", "A4c"):
        found = [figure.value for key, figure in printed.items() if key[1].split("_")[0] == definition]
        assert found
        assert set(found) == {None}


def test_what_coders_did_not_know_is_never_a_number(printed: PlacedValues) -> None:
    for key, figure in printed.items():
        is_unknown = key[0] in ("I18", "I31", "I36", "I43", "I44") or key[1] in UNKNOWN_VICTIMS
        if is_unknown and not key[1].startswith("coverage"):
            assert figure.value is None, key
