"""Short forms of texts and pseudonyms: they compare, sort and come back like what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from random_cases import random_cases, warehouse_of

from transform.indicators import short_forms
from transform.indicators.many_cases import case_ranges
from transform.indicators.sharing import share_views
from transform.indicators.short_forms import TEXTS, ShortForms, name_cases, numbered, with_names
from transform.schema import TABLES


@pytest.fixture
def connection(one_place: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse_of(random_cases(1, 60, is_delayed=False), one_place, "filed_in_window") as opened:
        yield opened


def test_every_text_shortened_is_a_column_of_its_table() -> None:
    for table, columns in TEXTS.items():
        types = {column.name: column.type for column in TABLES[table].columns}
        assert {types.get(name) for name in columns} == {"text"}, table


def test_codes_compare_and_sort_like_their_texts(connection: duckdb.DuckDBPyConnection) -> None:
    forms = short_forms.short_forms(connection)
    selected = forms.selected("cases", {"case_id": "VARCHAR", "status": "VARCHAR", "district": "VARCHAR"})
    found = connection.execute(
        f"select case_id, status, district from (select {selected} from cases) "
        "where status in ('disposed', 'no_status_of_that_name') order by status, district, case_id"
    ).fetchall()
    expected = connection.execute(
        "select case_id, status, district from cases where status = 'disposed' "
        "order by status, district, case_id"
    ).fetchall()
    assert found == expected
    assert found


def test_pseudonyms_come_back_from_their_numbers(connection: duckdb.DuckDBPyConnection) -> None:
    assert name_cases(connection, "select * from cases")
    numbers = f"select {numbered('case_id')} as case_id, status from cases"
    found = connection.execute(f"select case_id, status from ({with_names(numbers)}) order by 1").fetchall()
    assert found == connection.execute("select case_id, status from cases order by case_id").fetchall()


def test_no_pseudonym_has_no_number(connection: duckdb.DuckDBPyConnection) -> None:
    selected = ShortForms().selected("bail", {"main_case_id": "VARCHAR"}, "main_case_id")
    found = connection.execute(f"select {selected} from (select null::varchar as main_case_id)").fetchall()
    assert found == [(None,)]


def test_two_cases_of_one_number_are_worked_on_by_their_pseudonyms(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(short_forms, "numbered", lambda case_id: f"length({case_id})")
    assert not name_cases(connection, "select * from cases")
    ranges = case_ranges(connection, 20)
    share_views(connection, ranges, tmp_path / "shared.duckdb")
    found = connection.execute("select case_id, days_open from case_facts order by case_id").fetchall()
    assert len(ranges) > 1
    assert (
        found
        == connection.execute(
            "select case_id, date_diff('day', clock_start_date, clock_end_date) from cases order by case_id"
        ).fetchall()
    )
