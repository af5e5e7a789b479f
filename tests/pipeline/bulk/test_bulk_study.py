"""A bulk release through the command: every figure is right by hand count, or not available with a note."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from bulk_command import STUDY, command
from figures_by_hand import figures
from release_by_hand import hand_cases, rows_of, used_rows

from transform.pseudonyms import case_pseudonym, load_or_create_key
from transform.schema import TABLES


def tables_of(data: Path) -> Path:
    return data / "tables" / STUDY / "baseline"


def test_every_figure_is_right_by_hand_or_not_available(release: Path, data: Path) -> None:
    expected = figures(hand_cases(release))
    rows = pq.read_table(tables_of(data) / "indicator_values.parquet").to_pylist()
    checked = set()
    for row in (row for row in rows if row["district"] == "all"):
        key = row["indicator_id"], row["definition_id"], row["population"]
        if row["value"] is None:
            assert row["note"].startswith("not available"), key
            assert expected.get(key) is None, key
        elif key in expected:
            assert row["value"] == pytest.approx(expected[key]), key
            checked.add(key)
        else:  # how much of a form was coded: nothing was
            assert row["definition_id"].startswith("coverage"), key
            assert row["value"] == 0, key
    assert {key for key, value in expected.items() if value is not None} == checked


def test_adjournments_are_not_available_and_never_zero(data: Path) -> None:
    rows = pq.read_table(tables_of(data) / "indicator_values.parquet").to_pylist()
    for indicator in ("I09", "I10", "I11", "I12", "I13", "I14", "I15", "I47", "I48"):
        its = [row for row in rows if row["indicator_id"] == indicator]
        assert its
        assert {(row["value"], row["numerator"], row["n"]) for row in its} == {(None, None, 0)}
        assert {row["note"] for row in its} == {"not available: the source of the cases has no hearings"}


def test_cases_are_named_as_python_names_them(release: Path, data: Path) -> None:
    key = load_or_create_key(data.with_name("pseudonym.key"))
    wanted = {case_pseudonym(key, row["cino"]) for row in used_rows(release)}
    cases = pq.read_table(tables_of(data) / "cases.parquet")
    assert set(cases["case_id"].to_pylist()) == wanted
    assert cases.num_rows == len(wanted)
    in_frame = {case_pseudonym(key, case.cnr): case for case in hand_cases(release)}
    found = {row["case_id"]: row for row in cases.to_pylist() if row["is_in_frame"]}
    assert found.keys() == in_frame.keys()
    for case_id, case in in_frame.items():
        row = found[case_id]
        assert (row["district"], row["status"], row["filing_date"], row["decision_date"]) == (
            case.district, case.status, case.filed, case.decided
        )  # fmt: skip
        assert row["nature_of_disposal_printed"] == case.disposal


def test_every_row_is_accounted_for(release: Path, data: Path) -> None:
    steps = pq.read_table(tables_of(data) / "coverage.parquet").to_pylist()
    assert all(step["rows_in"] == step["rows_out"] + step["explained"] for step in steps)
    rows = sum(1 for file in (release / "cases").glob("*.csv") for _ in rows_of(file))
    assert next(step for step in steps if step["step"].startswith("01"))["rows_in"] == rows == 900
    ignored = {step["step"].split()[2] for step in steps if step["step"].endswith("ignored")}
    assert {"female_defendant", "female_petitioner", "female_adv_def", "female_adv_pet"} <= ignored
    reasons = {row["reason"] for row in pq.read_table(tables_of(data) / "quarantine.parquet").to_pylist()}
    assert "the CNR is not stated" in reasons
    assert "date of decision can't be read" in reasons
    assert "Decision before filing (decision_before_filing)" in reasons


def test_neither_cnr_nor_case_number_leaves_the_raw_zone(release: Path, data: Path) -> None:
    secrets = {row[name] for row in used_rows(release) for name in ("cino", "ddl_case_id")}
    for name in TABLES:
        table = pq.read_table(tables_of(data) / f"{name}.parquet")
        texts = {value for row in table.to_pylist() for value in row.values() if isinstance(value, str)}
        assert not texts & secrets, name
    assert list((data / "raw" / STUDY / "baseline").glob("scratch*")) == []


def test_warehouse_shows_tables_in_parts(data: Path) -> None:
    assert (tables_of(data) / "cases.parquet").is_dir()
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        (cases,) = connection.execute("select count(*) from cases").fetchall()[0]
        (outcomes,) = connection.execute("select count(*) from outcomes").fetchall()[0]
    assert cases == outcomes == pq.read_table(tables_of(data) / "cases.parquet").num_rows


def test_second_run_does_nothing_again_and_a_changed_file_is_refused(
    release: Path, data: Path, tmp_path: Path
) -> None:
    assert command("run", data=data).count("unchanged since the last run") >= 5
    copy = tmp_path / "copy"
    shutil.copytree(release, copy)
    fresh = tmp_path / "data"
    shutil.copytree(data / "studies", fresh / "studies")
    command("import", "--kind", "ddl-csv", "--from", str(copy), data=fresh)
    manifest = json.loads((fresh / "raw" / STUDY / "baseline" / "bulk_release.json").read_text())
    assert {entry["role"] for entry in manifest["files"]} >= {"cases", "acts_sections", "disp_name_key"}
    with (copy / "cases" / "cases_2010.csv").open("a") as file:
        file.write("one more\n")
    assert "has changed since it was registered" in command("build", data=fresh, expect=1)


@pytest.mark.parametrize(
    ("name", "said"), [("acts_sections.csv", "lacks acts_sections"), ("keys/act_key.csv", "lacks")]
)
def test_incomplete_release_is_refused(
    release: Path, tmp_path: Path, data: Path, name: str, said: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(release, copy)
    (copy / name).unlink()
    fresh = tmp_path / "data"
    shutil.copytree(data / "studies", fresh / "studies")
    assert said in command("import", "--from", str(copy), data=fresh, expect=1)
    assert not (fresh / "raw").exists()


def test_unknown_column_is_refused(release: Path, tmp_path: Path, data: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(release, copy)
    key = copy / "keys" / "cases_state_key.csv"
    with key.open(newline="") as file:
        rows = list(csv.reader(file))
    with key.open("w", newline="") as file:
        csv.writer(file).writerows([[*row, "x"] for row in rows])
    fresh = tmp_path / "data"
    shutil.copytree(data / "studies", fresh / "studies")
    assert "unknown x" in command("import", "--from", str(copy), data=fresh, expect=1)
