"""With --json a command prints one object and nothing else, with the keys that its help names."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from reference_command import ended, told_as_json

from pipeline.paths import SHIPPED_STUDIES

BASELINE = ("--study", "reference", "--timepoint", "baseline")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_plan_and_status_of_a_finished_pull(reference_data: Path) -> None:
    assert told_as_json("plan", *BASELINE, data=reference_data)["totals"]["captchas"] == 0
    status = told_as_json("status", *BASELINE, data=reference_data)
    assert (status["is_complete"], status["total"]["cases"]["obtained"]) == (True, 103)


def test_the_chain_from_check_to_publication(reference_data: Path) -> None:
    checked = told_as_json("check", *BASELINE, data=reference_data)
    assert checked["is_passed"] is True
    assert len(checked["rules"]) > 10
    assert all(Path(file).is_file() for file in checked["files"].values())
    values = told_as_json("indicators", *BASELINE, data=reference_data)["values"]
    cases = {row["population"]: row["value"] for row in values
             if row["indicator_id"] == "I01" and row["district"] == "all" and row["value"]}  # fmt: skip
    assert cases == {"all cases": 103, "disposed cases": 23, "pending cases": 80}
    published = told_as_json("publish", *BASELINE, data=reference_data)
    rows = [row for file in published["files"] if file.startswith("I")
            for row in rows_of(Path(published["folder"]) / file)]  # fmt: skip
    assert published["rows"] == len(rows)
    assert published["rows_withheld"] == sum(row["suppressed"] == "true" for row in rows) > 0


def test_tables_that_may_not_be_used_are_told_too_with_exit_code_1(
    reference_data: Path, tmp_path: Path
) -> None:
    rules = told_as_json("check", *BASELINE, data=reference_data)["rules"]
    broken = next(rule["name"] for rule in rules if rule["offenders"])
    (tmp_path / "data" / "studies").mkdir(parents=True)
    pages = Path("raw") / "reference" / "baseline"
    shutil.copytree(reference_data / pages, tmp_path / "data" / pages)
    shutil.copy(reference_data.with_name("pseudonym.key"), tmp_path / "pseudonym.key")
    own = f'\n[severities.{broken}]\nseverity = "stop"\nreason = "a test"\n'
    text = (SHIPPED_STUDIES / "reference.toml").read_text(encoding="utf-8") + own
    (tmp_path / "data" / "studies" / "reference.toml").write_text(text, encoding="utf-8")
    told = told_as_json("check", *BASELINE, data=tmp_path / "data", exit_code=1)
    assert told["is_passed"] is False
    assert {rule["severity"] for rule in told["rules"] if rule["name"] == broken} == {"stop"}


def test_doctor_keys_and_wordings(reference_data: Path) -> None:
    doctor = told_as_json("doctor", "--study", "reference", "--without-browser", data=reference_data)
    assert doctor["faults"] == 0
    assert doctor["in_order"] == len(doctor["findings"]) - doctor["warnings"]
    keys = told_as_json("keys", "show", data=reference_data)
    assert [one["is_this_key"] for one in keys["tables"] if one["study"] == "reference"] == [True, True]
    assert told_as_json("vocab", "list", *BASELINE, data=reference_data)["wordings"] == []


def test_scan_masks_what_it_found(reference_data: Path, tmp_path: Path) -> None:
    (tmp_path / "slide.md").write_text("The case ZZAH010000012019 was heard.", encoding="utf-8")
    found = told_as_json("scan", str(tmp_path), data=reference_data, exit_code=1)
    assert found["is_clean"] is False
    assert "ZZAH01" not in str(found)
    (tmp_path / "slide.md").write_text("Nothing.", encoding="utf-8")
    assert told_as_json("scan", str(tmp_path), data=reference_data)["found"] == []


def test_replay_and_sensitivity(reference_data: Path) -> None:
    replayed = told_as_json("replay", "--study", "reference", "--from", "endline", data=reference_data)
    assert all(Path(file).is_file() for file in replayed["files"])
    assert 0 < replayed["values_equal"] <= replayed["values"]
    found: dict[str, Any] = told_as_json("sensitivity", *BASELINE, data=reference_data)
    assert len(found["values"]) == len(rows_of(Path(found["full_file"])))


@pytest.mark.parametrize("command", ["plan", "status", "check"])
def test_a_fault_leaves_standard_output_empty(command: str, tmp_path: Path) -> None:
    done = ended(command, "--study", "nowhere", "--timepoint", "baseline", "--json", data=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("error: no study 'nowhere'")


def test_nothing_is_coloured_where_no_terminal_is(
    reference_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    commands = (
        ["status", *BASELINE], ["plan", *BASELINE], ["run", *BASELINE], ["doctor", "--without-browser"],
        ["vocab", "list"], ["scan", "nowhere"], ["forms", "coverage", *BASELINE], ["run", "--help"],
    )  # fmt: skip
    for command in commands:
        done = ended(*command, data=reference_data)
        assert "\x1b" not in done.stdout + done.stderr, command
        assert done.stdout + done.stderr
