"""The choices that change a study's numbers stand beside the numbers."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.data_package.parameters import common_parameters
from pipeline.paths import SHIPPED_STUDIES, Places
from pipeline.provenance import parameters_said
from pipeline.publishing.parameters_file import parameters_text
from pipeline.study import load_study
from transform.assembling.tables import write_tables
from transform.builders.study_parameters import study_parameters_table


@pytest.fixture
def written(tmp_path: Path) -> dict[str, dict[str, str]]:
    places = Places(tmp_path, "cse_maharashtra", "endline")
    parameters = load_study(SHIPPED_STUDIES / "cse_maharashtra.toml").parameters("endline")
    tables: dict[str, pa.Table] = {"study_parameters": study_parameters_table(parameters, bytes(32))}
    write_tables(tables, places.tables)
    return {row["parameter"]: row for row in csv.DictReader(parameters_text(places).splitlines())}


def test_every_choice_that_changes_a_number_is_there(written: dict[str, dict[str, str]]) -> None:
    assert {name: written[name]["value"] for name in (
        "as_of", "frame_rule", "clock_start", "year_length_days", "reporting_lag_days",
        "adjournment_definition", "seed", "is_synthetic",
    )} == {
        "as_of": "2022-01-30", "frame_rule": "filed_or_disposed_in_window",
        "clock_start": "registration_date", "year_length_days": "365", "reporting_lag_days": "60",
        "adjournment_definition": "A1", "seed": "103", "is_synthetic": "false",
    }  # fmt: skip
    assert "filed" in written["frame_rule"]["meaning"]
    assert all(row["meaning"] for row in written.values())


def test_what_does_not_apply_is_empty(written: dict[str, dict[str, str]]) -> None:
    assert written["not_in_source"]["value"] == ""
    assert "None" not in {row["value"] for row in written.values()}


def test_nothing_of_the_pseudonym_key_is_published(written: dict[str, dict[str, str]]) -> None:
    assert "key_fingerprint" not in written


def test_the_line_under_a_table_names_them() -> None:
    said = parameters_said(load_study(SHIPPED_STUDIES / "reference.toml").parameters("baseline"))
    for part in ("10 March 2020", "filed_in_window", "registration_date", "365 days", "lag 0 days"):
        assert part in said


def test_beside_the_comparison_stand_the_choices_of_both_timepoints(tmp_path: Path) -> None:
    tables = {}
    for timepoint, day in (("baseline", "2020-03-10"), ("endline", "2022-01-30")):
        path = tmp_path / timepoint / "parameters.csv"
        path.parent.mkdir()
        path.write_text(
            f"parameter,value,meaning\ntimepoint,{timepoint},t\nas_of,{day},cut-off\nseed,103,s\n"
        )
        tables[f"{timepoint}/parameters.csv"] = path
    assert common_parameters(tables) == (
        "parameter,value,meaning\nas_of_baseline,2020-03-10,cut-off\nas_of_endline,2022-01-30,cut-off\nseed,103,s\n"
    )
    assert common_parameters({"comparison.csv": tmp_path}) == ""
