"""What is due when, and a destruction that leaves a certificate, the tables and no page."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path

import pytest
from raw_zone_of import blobs_of, bytes_under, docket, moment, store_pull
from typer.testing import CliRunner, Result

from checks.scanner import Forbidden, scan
from pipeline.cli import app
from pipeline.faults import explain
from pipeline.paths import SHIPPED_STUDIES, Places
from pipeline.publishing.examining import forbidden
from pipeline.reporter import Reporter
from pipeline.rights import destroying
from pipeline.rights.certificates import read_certificate
from pipeline.rights.due import months_later, raw_due_on
from pipeline.rights.taking_in import taking_in
from pipeline.run import RunError, prepare
from pipeline.steps import run_steps
from pipeline.study import StudyError, load_study


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A baseline that was pulled and built."""
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(tmp_path / "keys" / "key"))
    found = Places(tmp_path / "data", "reference", "baseline")
    store_pull(found.archive, docket(), moment(2020))
    run_steps(prepare("reference", "baseline", found.data), ("build",))
    return found


def run(places: Places, *arguments: str, typed: str | None = None) -> Result:
    where = ("--study", "reference", "--data", str(places.data))
    return CliRunner().invoke(app, ["retention", *arguments, *where], input=typed)


def destroy(places: Places, *arguments: str, typed: str | None = None) -> Result:
    return run(places, "destroy", "--timepoint", "baseline", *arguments, typed=typed)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2022, 3, 31), 24, date(2024, 3, 31)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2022, 12, 15), 1, date(2023, 1, 15)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_raw_pages_are_due_24_months_after_the_endline_unless_the_study_says_otherwise(
    tmp_path: Path,
) -> None:
    shipped = SHIPPED_STUDIES / "reference.toml"
    assert raw_due_on(load_study(shipped)) == date(2024, 3, 31)
    own = tmp_path / "own.toml"
    text = shipped.read_text(encoding="utf-8")
    own.write_text(text.replace("[calendar]", "[retention]\nraw_months = 36\n\n[calendar]"))
    assert raw_due_on(load_study(own)) == date(2025, 3, 31)
    own.write_text(text.replace("[calendar]", "[retention]\nraw_months = 0\n\n[calendar]"))
    with pytest.raises(StudyError, match="raw_months is 0; it must be 1 or more"):
        load_study(own)


def test_what_is_due_is_listed_with_its_size_and_command(places: Places) -> None:
    found = json.loads(run(places, "--json").output)
    assert [(one["what"], one["due_on"], one["is_due"]) for one in found] == [
        ("raw archive", "2024-03-31", True),
        ("list of names", "2024-03-31", True),
    ]
    assert found[0]["bytes"] >= places.archive.stat().st_size
    command = "ecourts-indicators retention destroy --study reference --timepoint baseline --data "
    command += shlex.quote(str(places.data))
    assert {one["command"] for one in found} == {command}
    assert command in run(places).output


def test_destruction_leaves_tables_and_a_certificate_and_no_page(places: Places) -> None:
    tables = bytes_under(places.tables)
    blobs = blobs_of(places.archive, naming=["Party-9"])
    done = destroy(places, "--yes", "--by", "A. Custodian")
    assert done.exit_code == 0, done.output
    left = bytes_under(places.data)
    assert not places.archive.exists()
    assert not any(blob in left for blob in blobs)
    assert b"Party-9" not in left
    assert bytes_under(places.tables) == tables
    certificate = read_certificate(places)
    assert certificate is not None
    assert certificate["pages_by_kind"] == {"case_page": 3, "daily_status": 3, "results_list": 1}
    assert certificate["is_finished"]
    assert not any(case.cnr in places.certificate.read_text() for case in docket())
    assert "old blocks may survive" in done.output


def test_publications_are_still_looked_through_for_the_names(places: Places, tmp_path: Path) -> None:
    destroy(places, "--yes")
    told = forbidden(prepare("reference", "baseline", places.data))
    note = tmp_path / "note.txt"
    note.write_text("Party-911 came")
    assert told.names == frozenset()
    assert len(scan(note, told)) == 1
    assert scan(note, Forbidden()) == []


def test_nothing_is_built_or_taken_in_afterwards(places: Places) -> None:
    destroy(places, "--yes")
    with pytest.raises(RunError, match=r"were destroyed on .* no pages come in again"):
        run_steps(prepare("reference", "baseline", places.data), ("build",))
    with pytest.raises(RunError, match="were destroyed on"), taking_in(places, Reporter()):
        pass
    assert not places.archive.exists()


def test_a_no_keeps_everything(places: Places) -> None:
    assert destroy(places, typed="n\n").exit_code == 1
    assert places.archive.is_file()
    assert read_certificate(places) is None
    assert destroy(places, typed="y\n").exit_code == 0


def test_what_is_not_due_is_refused_unless_it_is_said(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = places.data / "studies"
    folder.mkdir()
    text = (SHIPPED_STUDIES / "reference.toml").read_text(encoding="utf-8")
    later = text.replace("[calendar]", "[retention]\nraw_months = 1200\n\n[calendar]")
    (folder / "reference.toml").write_text(later)
    refused = destroy(places, "--yes").exception
    assert isinstance(refused, StudyError)
    assert "due on 2122-03-31, not yet; add --early" in explain(refused)[1]
    assert places.archive.is_file()
    assert destroy(places, "--yes", "--early").exit_code == 0


@pytest.mark.parametrize("files_before_the_kill", [0, 1])
def test_a_killed_destruction_is_finished_by_running_it_again(
    places: Places, files_before_the_kill: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [True] * files_before_the_kill

    def killed(path: Path) -> bool:
        if not left:
            raise KeyboardInterrupt
        left.pop()
        path.write_bytes(bytes(path.stat().st_size))  # written over, not unlinked yet
        return True

    with monkeypatch.context() as patched:
        patched.setattr(destroying, "shred", killed)
        assert destroy(places, "--yes").exit_code != 0
    with pytest.raises(RunError, match="was interrupted; finish it with retention destroy"):
        run_steps(prepare("reference", "baseline", places.data), ("build",))
    assert destroy(places, "--yes").exit_code == 0
    certificate = read_certificate(places)
    assert certificate is not None
    assert (certificate["is_finished"], certificate["pages_by_kind"]["case_page"]) == (True, 3)
    assert not places.archive.exists()
    assert isinstance(destroy(places, "--yes").exception, RunError)
