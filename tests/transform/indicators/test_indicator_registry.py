"""Every indicator's header is complete and true to its query; its SQL keeps to what other engines know."""

from __future__ import annotations

import re

import duckdb
import pytest
from twelve_cases import codes

from transform.indicators.computing import compute_one
from transform.indicators.definitions import Indicator, indicator_from, load_indicators, per_definition
from transform.indicators.returned_rows import (
    AT_RISK,
    RESULT_COLUMNS,
    SAMPLE_COLUMNS,
    SAMPLE_UNITS,
    IndicatorError,
)
from transform.indicators.values import IndicatorValue
from transform.sql_files import SqlFileError, parse_sql_file
from transform.warehouse_views import derived_views

REGISTERED = [
    "I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08", "I09", "I10", "I11", "I12", "I13", "I14", "I15",
    "I16", "I17", "I18", "I19", "I20", "I21", "I22", "I23", "I24", "I25", "I26", "I27", "I28", "I29", "I30",
    "I31", "I32", "I33", "I34", "I35", "I36", "I37", "I38", "I39", "I40", "I41", "I42", "I43", "I44", "I45",
    "I46", "I47", "I48", "I49", "I50", "I51",
]  # fmt: skip
WITH_WEIGHTS = ("bootstrap_ratio", "bootstrap_alpha", "km_median", "km_rmst", "aalen_johansen")
ADJOURNMENT_DEFINITIONS = ("A0", "A1", "A2", "A2x", "A3", "A4e", "A4", "A4b", "A4c")
NOT_PORTABLE = (
    r"quantile_cont|quantile_disc|qualify|list_\w+|unnest|::|\{|\bexclude\b|group by all|order by all"
)
EXAMPLE = """-- id:          I99
-- title:       Example
-- unit:        cases
-- kind:        count
-- grain:       study, timepoint, district
-- numerator:   cases
-- denominator: cases
-- definition:  only = cases
-- interval:    none because it is an example
-- disclosure:  cases
-- caution:     None.
select 'twelve' as study, 'baseline' as timepoint, 'only' as definition_id, 'all' as district,
    'all cases' as population, 1 as value, 1 as numerator, 1 as denominator, 1 as n
"""


def _example(**changes: str) -> Indicator:
    text = EXAMPLE
    for old, new in changes.items():
        text = text.replace(old.replace("_", " "), new)
    return indicator_from(parse_sql_file("I99_example.sql", text))


def rows_of(indicator: Indicator, values: list[IndicatorValue]) -> list[IndicatorValue]:
    return [row for row in values if row.indicator_id == indicator.indicator_id]


def test_all_indicators_are_there() -> None:
    assert list(load_indicators()) == REGISTERED


@pytest.mark.parametrize("indicator", load_indicators().values(), ids=list(load_indicators()))
class TestEachIndicator:
    def test_returns_the_columns_of_the_contract(
        self, indicator: Indicator, twelve: duckdb.DuckDBPyConnection
    ) -> None:
        described = twelve.execute(f"describe {indicator.sql}").fetchall()
        names = [column[0] for column in described]
        assert tuple(names[: len(RESULT_COLUMNS)]) == RESULT_COLUMNS
        assert set(names[len(RESULT_COLUMNS) :]) <= {*SAMPLE_COLUMNS, SAMPLE_UNITS, AT_RISK}

    def test_grain_is_the_key_of_its_rows(
        self, indicator: Indicator, twelve_values: list[IndicatorValue]
    ) -> None:
        rows = rows_of(indicator, twelve_values)
        assert indicator.grain == "study, timepoint, district"
        assert len({(row.definition_id, row.population, row.district) for row in rows}) == len(rows)

    def test_sql_is_portable_and_not_a_template(self, indicator: Indicator) -> None:
        assert re.search(NOT_PORTABLE, indicator.sql, re.IGNORECASE) is None

    def test_samples_fit_the_interval_asked_for(
        self, indicator: Indicator, coded_values: list[IndicatorValue]
    ) -> None:
        for row in rows_of(indicator, coded_values):
            if row.value is not None and row.interval.startswith(("bootstrap", "km", "robust", "aalen")):
                assert len(row.sample) == row.n
            if row.value is not None and row.interval in WITH_WEIGHTS:
                assert len(row.sample_weight) == row.n

    def test_header_describes_no_definition_that_does_not_exist(
        self, indicator: Indicator, coded_values: list[IndicatorValue]
    ) -> None:
        found = {row.definition_id for row in rows_of(indicator, coded_values)}
        for texts in (indicator.definition, indicator.unit, indicator.kind, indicator.interval):
            for pattern, _ in texts.rules:
                assert any(re.fullmatch(pattern.replace("*", ".*"), name) for name in found), pattern


@pytest.mark.parametrize("view", derived_views(), ids=lambda view: str(view.name))
def test_views_are_portable_too(view: object) -> None:
    assert re.search(NOT_PORTABLE, getattr(view, "sql", ""), re.IGNORECASE) is None


@pytest.mark.parametrize("indicator_id", ["I12", "I13", "I14", "I15", "I16", "I21"])
def test_adjournments_are_given_under_every_definition(
    twelve_values: list[IndicatorValue], indicator_id: str
) -> None:
    rows = [row for row in twelve_values if row.indicator_id == indicator_id]
    left_out = {"A2x"} if indicator_id == "I16" else set()  # without evidence it has no listings of it
    found = {row.definition_id.split("_")[0] for row in rows}
    assert found & set(ADJOURNMENT_DEFINITIONS) == set(ADJOURNMENT_DEFINITIONS) - left_out


def test_adjournment_definitions_are_those_of_the_vocabulary() -> None:
    assert tuple(row["code"] for row in codes("adjournment_definitions")) == ADJOURNMENT_DEFINITIONS


def test_charge_mix_has_a_row_for_every_offence_of_the_vocabulary(
    twelve_values: list[IndicatorValue],
) -> None:
    found = {row.definition_id for row in twelve_values if row.indicator_id == "I35"}
    assert found == {row["code"] for row in codes("offences")} | {"any_itpa"}


def test_codes_named_in_the_sql_are_codes_of_the_vocabulary() -> None:
    known = {
        row["code"]
        for name in (
            "statuses", "outcomes", "outcome_groups", "bail_outcomes", "bail_kinds", "stage_groups",
            "purposes", "frame_exclusions", "frame_rules", "case_kinds", "offences",
        )
        for row in codes(name)
    }  # fmt: skip
    compared = re.compile(
        r"(?:status|outcome_code|outcome_group|bail\.kind|stage_group|purpose_code|frame_exclusion|frame_rule"
        r"|case_kind|offence_code)\s*(?:=|<>|in)\s*(\([^)]*\)|'[^']*')"
    )
    named = {
        code
        for text in [indicator.sql for indicator in load_indicators().values()]
        + [view.sql for view in derived_views()]
        for group in compared.findall(text)
        for code in re.findall(r"'([^']*)'", group)
    }
    assert len(named) > 20
    assert named <= known


def test_a_rule_per_definition_takes_the_first_pattern_that_matches() -> None:
    texts = per_definition("*_share, odd = a share\nthat goes on\n* = days")
    assert texts.of("late_share") == texts.of("odd") == "a share that goes on"
    assert texts.of("median") == "days"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"I99": "I98"}, "name the file after it"),
        ({"disclosure:__cases": "disclosure:  people"}, "disclosure must be one of"),
        ({"count": "number"}, "kind 'number' is not one of"),
        ({"none_because_it_is_an_example": "guess"}, "interval 'guess' is not one of"),
        ({"--_unit:________cases\n": ""}, "has no '-- unit:' line"),
    ],
)
def test_a_header_that_can_not_be_used_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(SqlFileError, match=re.escape(message)):
        _example(**changes)


def test_a_result_its_header_does_not_describe_is_refused(twelve: duckdb.DuckDBPyConnection) -> None:
    assert compute_one(twelve, _example())[0].value == 1
    with pytest.raises(IndicatorError, match="does not describe other"):
        compute_one(twelve, _example(**{"'only'": "'other'"}))
    with pytest.raises(IndicatorError, match="returns"):
        compute_one(twelve, _example(**{"as_n": "as cases"}))
    with pytest.raises(IndicatorError, match=r"I99_example\.sql"):
        compute_one(twelve, _example(**{"select": "selct"}))
