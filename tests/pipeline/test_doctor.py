"""The doctor: every finding met on a machine that really has what it warns of."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections import namedtuple
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.archive import Archive
from extract.portal import browser_program
from extract.stored_pages import PageKind
from pipeline.cli import app
from pipeline.doctor import browser, diagnose
from pipeline.doctor.archives import examine_archives
from pipeline.doctor.browser import examine_browser
from pipeline.doctor.clock import examine_clock, examine_time_zone
from pipeline.doctor.finding import Finding, Level, examine
from pipeline.doctor.key import examine_key
from pipeline.doctor.machine import examine_disk, examine_python
from pipeline.doctor.raw_zone import examine_raw_zone
from pipeline.doctor.studies import examine_studies
from pipeline.doctor.warehouse import examine_warehouse
from pipeline.paths import SHIPPED_STUDIES
from transform.pseudonyms import load_or_create_key

FETCHED_AT = datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one archive of a few pages."""
    folder = tmp_path / "data"
    with Archive(folder / "raw" / "reference" / "baseline" / "archive.sqlite") as archive:
        for number in range(40):
            archive.store(
                kind=PageKind.CASE_PAGE,
                origin="portal-http",
                request_key=f"case_page/{number}",
                state="ok",
                fetched_at=FETCHED_AT,
                content=os.urandom(3000),
                context={},
            )
    return folder


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "keys" / "pseudonym.key"
    load_or_create_key(path)
    return path


def only(findings: Iterable[Finding]) -> Finding:
    (finding,) = findings
    assert (finding.level is Level.OK) == (finding.fix == "")
    return finding


def archive_of(data: Path) -> Path:
    return data / "raw" / "reference" / "baseline" / "archive.sqlite"


def test_a_machine_in_order_has_no_faults(data: Path, key: Path) -> None:
    findings = diagnose(data, key, [], with_browser=False)
    assert {finding.level for finding in findings} == {Level.OK}
    assert {"Python", "disk", "clock", "time zone", "study file", "pseudonym key", "raw zone"} < {
        finding.what for finding in findings
    }


def test_an_empty_machine_has_no_faults_either_and_nothing_is_made(tmp_path: Path) -> None:
    findings = diagnose(tmp_path / "data", tmp_path / "keys" / "key", ["reference"], with_browser=False)
    assert {finding.level for finding in findings} == {Level.OK}
    assert list(tmp_path.iterdir()) == []


def test_an_old_python_is_a_fault() -> None:
    assert only(examine_python((3, 10, 12))).level is Level.FAULT
    assert only(examine_python((3, 14, 0))).level is Level.OK


@pytest.mark.parametrize(
    ("free", "level"), [(10**8, Level.FAULT), (10**9, Level.WARNING), (10**11, Level.OK)]
)
def test_little_room_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage(10**12, 0, free))
    assert only(examine_disk(tmp_path / "not" / "there")).level is level


def test_a_clock_set_back_is_a_fault(data: Path) -> None:
    now = datetime.now(UTC)
    assert only(examine_clock(data, now)).level is Level.OK
    behind_pages = only(examine_clock(data, FETCHED_AT - timedelta(hours=1)))
    assert behind_pages.level is Level.FAULT
    os.utime(archive_of(data), (now.timestamp() + 7200, now.timestamp() + 7200))
    behind_files = only(examine_clock(data, now))
    assert behind_files.level is Level.FAULT
    assert "archive.sqlite" in behind_files.found


def test_a_page_from_the_future_betrays_the_clock(tmp_path: Path) -> None:
    with Archive(tmp_path / "raw" / "s" / "baseline" / "archive.sqlite") as archive:
        archive.store(
            kind=PageKind.CASE_PAGE,
            origin="har",
            request_key="case_page/1",
            state="ok",
            fetched_at=datetime.now(UTC) + timedelta(days=400),
            content=b"page",
            context={},
        )
    found = only(examine_clock(tmp_path, datetime.now(UTC)))
    assert (found.level, "a page of s/baseline" in found.found) == (Level.FAULT, True)


def test_the_time_zone_line_says_when_india_has_another_date() -> None:
    los_angeles = timezone(timedelta(hours=-8), "PST")
    found = only(examine_time_zone(datetime(2026, 1, 5, 20, 0, tzinfo=los_angeles)))
    assert "2026-01-06" in found.found
    india = timezone(timedelta(hours=5, minutes=30), "IST")
    assert "in India" not in only(examine_time_zone(datetime(2026, 1, 5, 20, 0, tzinfo=india))).found


def test_a_broken_study_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "studies").mkdir()
    shipped = (SHIPPED_STUDIES / "reference.toml").read_text(encoding="utf-8")
    (tmp_path / "studies" / "mine.toml").write_text(
        shipped.replace("year_length_days", "year_lenght_days"), encoding="utf-8"
    )
    levels = {f.found.split(":")[0].split("/")[-1]: f.level for f in examine_studies(tmp_path, [])}
    assert levels["reference"] is Level.OK
    assert list(levels.values()).count(Level.FAULT) == 1
    assert only(examine_studies(tmp_path, ["mine"])).level is Level.FAULT
    assert only(examine_studies(tmp_path, ["reference"])).level is Level.OK
    assert only(examine_studies(tmp_path, ["no_such_study"])).level is Level.FAULT


def test_a_study_file_under_the_name_of_another_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "studies").mkdir()
    shutil.copy(SHIPPED_STUDIES / "reference.toml", tmp_path / "studies" / "mine.toml")
    found = only(examine_studies(tmp_path, ["mine"]))
    assert found.level is Level.FAULT
    assert "its name is 'reference'" in found.found


def test_the_key_others_may_read_or_that_is_none(data: Path, key: Path) -> None:
    assert only(examine_key(key, data)).level is Level.OK
    key.chmod(0o640)
    loose = only(examine_key(key, data))
    assert (loose.level, "chmod 600" in loose.found + loose.fix) == (Level.FAULT, True)
    key.chmod(0o600)
    key.parent.chmod(0o755)
    assert only(examine_key(key, data)).level is Level.FAULT
    key.parent.chmod(0o700)
    key.write_text("too short\n", encoding="ascii")
    assert only(examine_key(key, data)).level is Level.FAULT


def test_a_key_that_is_gone_while_its_tables_are_there(data: Path, tmp_path: Path) -> None:
    absent = tmp_path / "keys" / "key"
    assert only(examine_key(absent, data)).level is Level.OK
    (data / "tables" / "reference" / "baseline").mkdir(parents=True)
    (data / "tables" / "reference" / "baseline" / "cases.parquet").write_bytes(b"PAR1")
    assert only(examine_key(absent, data)).level is Level.WARNING
    assert not absent.exists()


def test_a_key_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert only(examine_key(tmp_path / "file" / "key", tmp_path)).level is Level.FAULT


def test_a_raw_zone_open_to_others(data: Path) -> None:
    assert only(examine_raw_zone(data)).level is Level.OK
    folder = archive_of(data).parent
    forms = folder / "forms"
    forms.mkdir()
    forms.chmod(0o755)
    (data / "raw" / "reference" / "corrections.csv").write_text("a", encoding="utf-8")
    (data / "raw" / "reference" / "corrections.csv").chmod(0o644)
    archive_of(data).chmod(0o604)
    found = only(examine_raw_zone(data))
    assert found.level is Level.FAULT
    assert {name in found.found for name in ("corrections.csv", "forms", "archive.sqlite")} == {True}
    command = found.fix.removeprefix("run: ")
    subprocess.run(command, shell=True, check=True)
    assert only(examine_raw_zone(data)).level is Level.OK
    assert stat.S_IMODE(archive_of(data).stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_a_raw_zone_of_another_user(data: Path) -> None:
    os.chown(archive_of(data), 12345, -1)
    found = only(examine_raw_zone(data))
    assert (found.level, "another user" in found.found) == (Level.FAULT, True)


def test_a_damaged_archive_is_a_fault(data: Path) -> None:
    assert only(examine_archives(data)).level is Level.OK
    path = archive_of(data)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert only(examine_archives(data)).level is Level.FAULT
    path.write_bytes(b"no database at all" * 100)
    assert only(examine_archives(data)).level is Level.FAULT


def test_an_archive_being_written_is_a_warning(data: Path) -> None:
    with Archive(archive_of(data)):
        levels = [finding.level for finding in examine_archives(data)]
    assert levels == [Level.OK, Level.WARNING]
    assert [finding.level for finding in examine_archives(data)] == [Level.OK]


def test_another_database_in_the_archives_place_is_named(data: Path) -> None:
    path = archive_of(data)
    for file in path.parent.iterdir():
        file.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("create table notes (text)")
    path.chmod(0o600)
    levels = {finding.level for finding in examine_archives(data)}
    assert levels == {Level.FAULT}


def test_a_warehouse_that_can_not_be_opened(data: Path) -> None:
    assert [finding.level for finding in examine_warehouse(data)] == [Level.OK]
    (data / "warehouse.duckdb").write_bytes(b"no warehouse" * 500)
    assert [finding.level for finding in examine_warehouse(data)] == [Level.OK, Level.FAULT]


def test_a_data_folder_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert only(examine_warehouse(tmp_path / "file" / "data")).level is Level.FAULT


def test_no_browser_and_no_driver_are_warnings_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser_program, "APPLICATIONS", ())
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    found = {finding.what: finding for finding in examine_browser(tmp_path, ["reference"])}
    assert {finding.level for finding in found.values()} == {Level.WARNING}
    assert "make browser" in found["browser driver"].fix
    assert "install Chromium" in found["browser"].fix


def test_a_browser_that_does_not_start_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("playwright", reason="the extra browser is not installed")
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho 'no display' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    found = {finding.what: finding for finding in examine_browser(tmp_path, ["reference"])}
    assert (found["browser"].level, str(program) in found["browser"].found) == (Level.WARNING, True)


def test_a_browser_that_starts_is_in_order(tmp_path: Path) -> None:
    pytest.importorskip("playwright", reason="the extra browser is not installed")
    if browser_program.find_browser() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    found = {finding.what: finding for finding in examine_browser(tmp_path, ["reference"])}
    assert found["browser"].level is Level.OK
    assert "version" in found["browser"].found


def test_an_examination_that_fails_hides_no_other() -> None:
    def fails() -> list[Finding]:
        raise PermissionError(13, "Permission denied", "/somewhere")

    found = only(examine("disk", fails))
    assert (found.level, "/somewhere" in found.found) == (Level.FAULT, True)


def test_the_command_prints_what_to_do_and_ends_with_1_for_a_fault(
    data: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(key))
    arguments = ["doctor", "--data", str(data), "--without-browser"]
    sound = CliRunner().invoke(app, arguments)
    assert (sound.exit_code, "0 faults, 0 warnings" in sound.stdout) == (0, True)
    archive_of(data).chmod(0o644)
    ill = CliRunner().invoke(app, arguments)
    assert (ill.exit_code, "-> run: chmod" in ill.stdout) == (1, True)
    as_json = CliRunner().invoke(app, [*arguments, "--json"])
    levels = [finding["level"] for finding in json.loads(as_json.stdout)["findings"]]
    assert (as_json.exit_code, levels.count("fault")) == (1, 1)


def test_nothing_is_asked_over_a_network(data: Path, key: Path) -> None:
    """In a process whose sockets raise, everything but the browser is still looked at."""
    code = (
        "import socket, sys\n"
        "def refused(*_): raise OSError('no network')\n"
        "socket.socket.connect = refused; socket.getaddrinfo = refused\n"
        "from pathlib import Path\n"
        "from pipeline.doctor import diagnose\n"
        "found = diagnose(Path(sys.argv[1]), Path(sys.argv[2]), [], with_browser=False)\n"
        "sys.exit(any(finding.fix for finding in found))\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, "-c", code, str(data), str(key)], cwd=folder, check=False)
    assert done.returncode == 0
