"""Pulls of the reference study as commands, in this process and in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from typer.testing import CliRunner

from extract.archive import Archive
from extract.standin.server import StandIn
from extract.stored_pages import PageKind
from pipeline.cli import app
from pipeline.paths import SHIPPED_STUDIES

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = [sys.executable, "-c", "from pipeline.cli import main; main()"]


def options(data: Path, standin: StandIn | None = None) -> list[str]:
    url = [] if standin is None else ["--portal-url", standin.base_url]
    return ["--study", "reference", "--timepoint", "baseline", "--data", str(data), *url]


def set_pace(data: Path, seconds: float) -> None:
    """The reference study with another pace, in the data folder's own ``studies/``."""
    text = (SHIPPED_STUDIES / "reference.toml").read_text("utf-8")
    assert text.count("pace_seconds = 0.0") == 1
    (data / "studies").mkdir(parents=True, exist_ok=True)
    (data / "studies" / "reference.toml").write_text(
        text.replace("pace_seconds = 0.0", f"pace_seconds = {seconds}"), "utf-8"
    )


def start(*arguments: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [*PROGRAM, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(standin: StandIn, process: subprocess.Popen[str], served: int) -> None:
    """Until the portal has served so many requests."""
    deadline = time.monotonic() + 60
    while len(standin.requests) < served and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    assert process.poll() is None, process.communicate()


def run_here(*arguments: str) -> tuple[int, str, BaseException | None]:
    """Exit code, what was said, and the fault that ended the command, if any."""
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output, result.exception


def archive_of(data: Path) -> Path:
    return data / "raw" / "reference" / "baseline" / "archive.sqlite"


def cases_kept(data: Path) -> list[str]:
    """CNR of each case page in the archive; every content is unpacked and held against its hash."""
    with Archive.open_reader(archive_of(data)) as archive:
        assert archive.rows("PRAGMA integrity_check") == [("ok",)]
        assert len(list(archive.everything())) > 0
        return [page.context["cnr"] for page in archive.pages(PageKind.CASE_PAGE)]


def cases_shown(standin: StandIn) -> list[str]:
    """CNR of each case page the portal was asked for."""
    return [served.fields["cino"] for served in standin.requests if served.route == "home/viewHistory"]
