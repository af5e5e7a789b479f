"""Forms of the reference study: the figures of the brief, the traps, and the commands about forms."""

from __future__ import annotations

import csv
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from reference_command import run_command

PRINTED = {
    "F01": "103", "F02": "23", "F03": "80", "F04": "29.0", "F05": "5.5", "F06": "20", "F07": "37",
    "F08": "14", "F09": "12", "F10": "18", "F11": "32", "F12": "7", "F13": "10", "F14": "21",
}  # fmt: skip
CODED = {f"F{number:02}" for number in range(7, 15)}


@pytest.fixture(scope="module")
def brief(reference_data: Path) -> dict[str, dict[str, str]]:
    text = (reference_data / "indicators" / "reference" / "brief_figures.csv").read_text(encoding="utf-8")
    return {row["id"]: row for row in csv.DictReader(text.splitlines())}


def forms_of(data: Path, timepoint: str) -> Path:
    return data / "raw" / "reference" / timepoint / "forms"


def test_the_brief_s_figures_come_out_each_with_its_state(brief: dict[str, dict[str, str]]) -> None:
    assert {name: brief[name]["pipeline"] for name in PRINTED} == PRINTED
    assert {brief[name]["agrees"] for name in PRINTED} == {"yes"}
    for name, row in brief.items():
        state = "reported" if name not in PRINTED else "coded" if name in CODED else "computed"
        assert row["state"] == state
        assert (row["pipeline"] == "") == (state == "reported"), name
    assert "50.0%" in brief["F05"]["note"]
    assert {row["agrees"] for name, row in brief.items() if name not in PRINTED} == {"not comparable"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("select count(*), count(distinct case_id) from adjournment_rulings where ruling = 'disallowed'",
         (37, 34)),
        ("select count(*) from frame_rulings where ruling = 'disallowed' and status = 'pending'", (35,)),
        ("select count(distinct case_id) from frame_rulings where status = 'pending'", (32,)),
        ("select count(*), count(distinct case_id) from bail_rulings where outcome = 'rejected'", (20, 18)),
        ("select count(*) from bail_rulings", (26,)),
        ("select count(*) from case_reviews where 'dlsa' in (victim_legal_aid, accused_legal_aid) "
         "and timepoint = 'endline'", (23,)),
        ("select count(*) from case_reviews where outcome_std = 'transferred'", (1,)),
        ("select count(*) from victim_reviews where timepoint = 'baseline'", (37,)),
    ],
)  # fmt: skip
def test_traps_are_in_the_forms(reference_data: Path, question: str, answer: tuple[int, ...]) -> None:
    with duckdb.connect(str(reference_data / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute(question).fetchone() == answer


def test_forms_lie_where_only_their_owner_can_read_them(reference_data: Path) -> None:
    folder = forms_of(reference_data, "endline")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_commands_check_cover_and_compare_the_coders(reference_data: Path) -> None:
    options = ("--timepoint", "endline")
    checked = run_command("forms", "check", *options, data=reference_data)
    assert "adjournment_rulings.csv: valid, 37 units" in checked
    assert "ahtu_operations.csv: not there" in checked
    assert "37 of 954 days in court coded" in run_command("forms", "coverage", *options, data=reference_data)
    agreement = run_command("forms", "agreement", *options, data=reference_data)
    assert "bail_rulings: agreement of two coders" in agreement
    lines = [line.split() for line in agreement.splitlines()]
    assert ["outcome", "7", "7", "1.00", "good"] in lines
    assert ["requested_by", "10", "10", "one", "code", "only"] in lines


def test_the_worksheet_has_every_case_in_frame_and_stays_in_its_folder(reference_data: Path) -> None:
    printed = run_command("forms", "worklist", "--timepoint", "endline", data=reference_data)
    assert "96 cases" in printed
    folder = forms_of(reference_data, "endline")
    for name in ("worklist.html", "worklist.csv"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    with (folder / "worklist.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["case_ref"] for row in rows}) == 96
    assert all(row["cnr"].startswith("ZZ") for row in rows)
    refusals = {
        (row["case_ref"], row["business_date"])
        for row in csv.DictReader((folder / "adjournment_rulings.csv").read_text("utf-8").splitlines())
    }
    assert refusals <= {(row["case_ref"], row["business_date"]) for row in rows}


@pytest.fixture
def changed_data(reference_data: Path, tmp_path: Path) -> Path:
    """A copy of the baseline's data, to be changed."""
    data = tmp_path / "copy"
    for part in ("raw", "tables", "stamps"):
        shutil.copytree(reference_data / part, data / part)
    shutil.copy(reference_data.with_name("pseudonym.key"), tmp_path / "pseudonym.key")
    return data


def failing(*arguments: str, data: Path) -> str:
    command = [
        sys.executable, "-c", "from pipeline.cli import main; main()", *arguments,
        "--study", "reference", "--data", str(data),
    ]  # fmt: skip
    environment = os.environ | {"ECOURTS_KEY_FILE": str(data.with_name("pseudonym.key"))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_nothing_of_a_form_is_taken_until_all_of_it_is_valid(changed_data: Path) -> None:
    form = forms_of(changed_data, "baseline") / "victim_review.csv"
    lines = form.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(",y,", ",yes,", 1).replace(",n,", ",no,", 1)
    form.write_text("\n".join(lines) + "\n", encoding="utf-8")
    tables = changed_data / "tables" / "reference" / "baseline"
    before = {path: path.read_bytes() for path in tables.glob("*.parquet")}
    said = failing("build", "--timepoint", "baseline", data=changed_data)
    assert "victim_review.csv, line 4, column" in said
    assert "Nothing was taken" in said
    assert {path: path.read_bytes() for path in tables.glob("*.parquet")} == before
    assert "line 4" in failing("forms", "check", "--timepoint", "baseline", data=changed_data)


def test_a_form_is_never_written_over_and_a_changed_one_is_left_alone(changed_data: Path) -> None:
    folder = forms_of(changed_data, "baseline")
    form = folder / "victim_review.csv"
    said = failing("forms", "new", "--timepoint", "baseline", "--form", "victim_review", data=changed_data)
    assert "is there already and is left alone" in said
    header = form.read_text(encoding="utf-8").splitlines()[0]
    form.write_text(header + "\n", encoding="utf-8")
    printed = run_command("build", "--timepoint", "baseline", data=changed_data)
    assert "victim_review 0" in printed
    assert form.read_text(encoding="utf-8") == header + "\n"
    run_command("forms", "new", "--timepoint", "baseline", "--form", "ahtu_operations", data=changed_data)
    assert (folder / "ahtu_operations.csv").read_text(encoding="utf-8").startswith("quarter,district,rescues")
    guide = (folder / "ahtu_operations_guide.txt").read_text(encoding="utf-8")
    assert "rescues_with_arrest is at most rescues" in guide
    assert "2021-Q3" in guide
