"""pull and refresh as commands: interrupted at any moment, two at once, and a later timepoint."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.archive import Archive
from extract.standin.reference_docket import baseline_docket
from extract.standin.server import StandIn
from extract.stored_pages import PageKind
from pipeline.cli import app

ROOT = Path(__file__).resolve().parents[2]


def start(data: Path, url: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "pull", "--study", "reference"]
    return subprocess.Popen(
        [*command, "--timepoint", "baseline", "--data", str(data), "--portal-url", url],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(standin: StandIn, process: subprocess.Popen[str], served: int) -> None:
    deadline = time.monotonic() + 60
    while len(standin.requests) < served and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.001)


@pytest.mark.parametrize("served", [1, 8, 60])
def test_an_interrupted_pull_keeps_all_and_says_how_to_go_on(tmp_path: Path, served: int) -> None:
    docket = baseline_docket()
    with StandIn(docket) as standin:
        first = start(tmp_path, standin.base_url)
        wait_for(standin, first, served)
        first.send_signal(signal.SIGINT)
        _, said = first.communicate(timeout=60)
        assert first.returncode == 130
        assert "everything received so far is kept" in said
        assert "run the same command to go on" in said
        assert "Traceback" not in said
        again = start(tmp_path, standin.base_url)
        assert again.wait(timeout=120) == 0
        shown = [r.fields["cino"] for r in standin.requests if r.route == "home/viewHistory"]
    assert set(shown) == {case.cnr for case in docket}
    assert len(shown) <= len(docket) + 1, "only the page on its way was asked for twice"


def test_two_pulls_can_not_share_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "reference" / "baseline" / "archive.sqlite"
    with StandIn(baseline_docket()) as standin, Archive(path):
        second = start(tmp_path, standin.base_url)
        _, said = second.communicate(timeout=60)
        assert len(standin.requests) == 0
    assert second.returncode == 1
    assert said.count("\n") == 1
    assert "being written by another process" in said


def test_refresh_takes_over_from_an_earlier_timepoint(tmp_path: Path) -> None:
    study = ["--study", "reference", "--data", str(tmp_path)]
    assert CliRunner().invoke(app, ["pull", *study, "--timepoint", "baseline"]).exit_code == 0
    refresh = ["refresh", *study, "--timepoint", "endline", "--since", "baseline"]
    result = CliRunner().invoke(app, refresh)
    assert result.exit_code == 0, result.output
    said = " ".join(result.output.split())
    assert "175 cases" in said
    assert "166 pages asked, 23 taken over from the earlier pull" in said
    assert "cases a captcha" in said
    with Archive.open_reader(tmp_path / "raw" / "reference" / "endline" / "archive.sqlite") as archive:
        carried = [page.context.get("carried_from") for page in archive.pages(PageKind.CASE_PAGE)]
    assert (len(carried), carried.count("baseline")) == (175, 23)
    assert "nothing asked" in CliRunner().invoke(app, refresh).output


@pytest.mark.parametrize(
    ("since", "says"),
    [("endline", "name an earlier one"), ("nowhere", "no timepoint"), ("baseline", "no raw archive")],
)
def test_refresh_needs_an_earlier_pull(tmp_path: Path, since: str, says: str) -> None:
    options = ["--study", "reference", "--timepoint", "endline", "--since", since, "--data", str(tmp_path)]
    result = CliRunner().invoke(app, ["refresh", *options])
    assert result.exit_code != 0
    assert says in str(result.exception)
    assert not (tmp_path / "raw" / "reference" / "endline").exists()
