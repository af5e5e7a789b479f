"""What the reference study publishes: clean, totals there, districts of the disposed withheld, in words."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checks.scanner import Forbidden, scan
from extract.whole_files import STAGE
from pipeline.paths import SHIPPED_STUDIES
from pipeline.publishing.examining import forbidden, refuse_what_may_not_leave
from pipeline.publishing.staging import staged
from pipeline.report.writing import write_report
from pipeline.run import Run, RunError, prepare
from pipeline.writing import write_text


@pytest.fixture(scope="module")
def data(reference_data: Path, comparison_printed: str) -> Path:
    assert comparison_printed
    return reference_data


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(data.with_name("pseudonym.key")))
    return prepare("reference", "baseline", data)


def publish(run: Run, name: str, text: str) -> None:
    """Put one file on the stage and let it go."""
    with staged(run) as stage:
        write_text(stage.folder / name, text)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_both_timepoints_and_their_comparison_are_clean(data: Path, run: Run) -> None:
    told = forbidden(run)
    assert len(told.names) > 100
    assert scan(data / "indicators", told) == []
    assert scan(data / "indicators", Forbidden(told.names)) != []  # the study's own days are let pass by name


def test_the_names_are_those_of_the_pages_and_kept_for_their_owner(data: Path) -> None:
    kept = data / "raw" / "reference" / "baseline" / "known_names.json"
    assert kept.stat().st_mode & 0o077 == 0
    names = json.loads(kept.read_text(encoding="utf-8"))
    assert any(name.startswith("Party-") for name in names)
    assert any(name.startswith("Advocate-") for name in names)


def test_a_name_on_the_stage_stops_the_publication(run: Run, data: Path) -> None:
    before = {path: path.read_bytes() for path in (data / "indicators").rglob("*") if path.is_file()}
    name = next(iter(forbidden(run).names))
    with pytest.raises(RunError, match="nothing published") as refused:
        publish(run, "baseline/I01.csv", f"note\nsaid {name} himself\n")
    assert name not in str(refused.value)
    assert "baseline/I01.csv, line 2: name known to the raw zone" in str(refused.value)
    after = {path: path.read_bytes() for path in (data / "indicators").rglob("*") if path.is_file()}
    assert after == before
    assert not [path for path in (data / "indicators").iterdir() if path.name.startswith(".")]


@pytest.fixture
def copied(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The study in a data folder of its own, to be spoilt."""
    shutil.copytree(data, tmp_path / "data")
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(data.with_name("pseudonym.key")))
    return prepare("reference", "baseline", tmp_path / "data")


def test_what_a_killed_publication_left_is_not_reported_nor_added_to(copied: Run) -> None:
    """It put I06 in its place and not yet the description of the whole."""
    published = copied.places.study_indicators
    one = published / "baseline" / "I06.csv"
    text = one.read_text(encoding="utf-8")
    one.write_text(text.replace("I06", "I06 ", 1), encoding="utf-8")
    said = r"baseline/I06\.csv\. .*interrupted.* publish --study reference --timepoint baseline --data"
    with pytest.raises(RunError, match=said):
        write_report(copied)
    with pytest.raises(RunError, match=said):
        publish(copied, "sensitivity_baseline.csv", "value\n")
    publish(copied, "baseline/I06.csv", text)  # the timepoint is published anew, as a whole
    assert sorted(path.name for path in (published / "baseline").iterdir()) == ["I06.csv"]


@pytest.mark.parametrize(
    ("spoilt", "command"),
    [
        ("brief_figures.csv", "run --study reference --timepoint baseline"),
        ("comparison.csv", "compare --study reference"),
        ("endline/I01.csv", "publish --study reference --timepoint endline"),
    ],
)
def test_a_spoilt_file_is_refused_with_the_command_that_publishes_it(
    copied: Run, spoilt: str, command: str
) -> None:
    with (copied.places.study_indicators / spoilt).open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(RunError, match=f"ecourts-indicators {command} --data .+$"):
        write_report(copied)


def test_files_that_a_killed_publication_staged_are_removed(copied: Run) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    staged_then = copied.places.study_indicators.with_name(f".reference.{ended.pid}.{STAGE}")
    (staged_then / "baseline").mkdir(parents=True)
    (staged_then / "baseline" / "I01.csv").write_text("not examined", encoding="utf-8")
    publish(copied, "caveats.csv", "note\n")
    assert [path.name for path in staged_then.parent.iterdir()] == ["reference"]


def test_every_district_row_of_the_disposed_is_withheld_and_the_totals_are_there(data: Path) -> None:
    folder = data / "indicators" / "reference" / "baseline"
    rows = [row for path in sorted(folder.glob("I*.csv")) for row in rows_of(path)]
    of_disposed = [row for row in rows if row["population"] == "disposed cases" and row["district"] != "all"]
    about_cases = [row for row in of_disposed if not row["note"].startswith("not available")]
    assert len(about_cases) > 100
    assert [row for row in about_cases if row["value"] or row["suppressed"] != "true"] == []
    assert all(row["note"].startswith("Withheld") and "could" in row["note"] for row in about_cases
               if row["indicator_id"] in ("I01", "I27"))  # fmt: skip
    totals = {
        (row["indicator_id"], row["definition_id"], row["population"]): row["value"]
        for row in rows if row["district"] == "all"
    }  # fmt: skip
    assert totals["I01", "cases", "all cases"] == "103"
    assert totals["I01", "cases", "disposed cases"] == "23"
    assert totals["I01", "cases", "pending cases"] == "80"
    assert totals["I12", "A1", "disposed cases"] == "29"
    assert totals["I27", "acquitted", "disposed cases"] == "20"


def test_the_ledger_tells_what_was_released(data: Path) -> None:
    ledger = data / "releases" / "reference.jsonl"
    entries = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    assert {entry["what"] for entry in entries} == {"baseline", "endline", "comparison"}
    for entry in entries:
        assert entry["threshold"] == 10
        assert entry["values"]
        assert set(entry["files"]) >= ({"comparison.csv"} if entry["what"] == "comparison" else {"I01.csv"})
    assert any(
        "published in the brief" in exception for entry in entries for exception in entry["exceptions"]
    )


def test_what_exceptions_give_away_is_on_record_and_never_exact(data: Path) -> None:
    for line in (data / "releases" / "reference.jsonl").read_text(encoding="utf-8").splitlines():
        for key, (low, high) in json.loads(line)["narrowed"].items():
            assert "|less|" in key or high - low >= 1, key


@pytest.mark.parametrize("what", ["baseline", "endline", "comparison"])
def test_narrowed_figures_are_listed_for_who_approves_the_exceptions(data: Path, what: str) -> None:
    lines = (data / "releases" / "reference.jsonl").read_text(encoding="utf-8").splitlines()
    (*_, last) = (entry for entry in map(json.loads, lines) if entry["what"] == what)
    path = data / "releases" / f"reference.{what}.narrowed.csv"
    listed = rows_of(path) if path.is_file() else []
    assert len(listed) == len(last["narrowed"])
    assert {row["known_before"] for row in listed} <= {"false"}
    assert all(0 <= float(row["least"]) <= float(row["greatest"]) for row in listed)


def test_a_real_study_without_sign_off_is_refused_in_one_line(tmp_path: Path, run: Run) -> None:
    text = (SHIPPED_STUDIES / "cse_maharashtra.toml").read_text(encoding="utf-8")
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "real.toml").write_text(text.replace("cse_maharashtra", "real"), encoding="utf-8")
    real = prepare("real", "baseline", tmp_path)
    with pytest.raises(RunError, match=r"real\.toml: \[sign_off\] does not name legal_basis") as refused:
        publish(real, "I01.csv", "note\n")
    assert "\n" not in str(refused.value)


def test_scan_is_a_command_too(data: Path, tmp_path: Path) -> None:
    (tmp_path / "slide.md").write_text("The case ZZAH010000012019 was heard.", encoding="utf-8")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "scan", str(tmp_path)]
    environment = os.environ | {"ECOURTS_KEY_FILE": str(data.with_name("pseudonym.key"))}
    done = subprocess.run([*command, "--data", str(data)], env=environment, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 1
    assert "slide.md, line 1: CNR (ZZ**************)" in done.stdout
    assert "1 places may not leave" in done.stderr


def test_nothing_is_looked_through_without_the_names(run: Run, data: Path, tmp_path: Path) -> None:
    kept = data / "raw" / "reference" / "baseline" / "known_names.json"
    content = kept.read_bytes()
    kept.unlink()
    try:
        with pytest.raises(RunError, match="the list of names"):
            refuse_what_may_not_leave(run, tmp_path)
    finally:
        kept.write_bytes(content)
        kept.chmod(0o600)
