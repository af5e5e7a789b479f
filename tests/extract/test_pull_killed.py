"""kill -9 at any moment, then the same pull again: nothing lost, nothing acknowledged asked again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_archive import encrypted_neighbour
from small_pull import Pulling, request, small_docket

from extract import encryption
from extract.archive import Archive
from extract.standin.application import ServedRequest
from extract.standin.places import AHMEDNAGAR, KOLHAPUR
from extract.standin.server import StandIn
from extract.stored_pages import PageKind

ROOT = Path(__file__).resolve().parents[2]
DOCKET = small_docket(pending=15, disposed=1)

PULL_IN_A_PROCESS_OF_ITS_OWN = """
import sys
from pathlib import Path
from extract.archive import Archive
from extract.portal.captcha import take_told_answer
from extract.portal.http_session import HttpSession
from extract.pull import ActSearch, ComplexToSearch, PullRequest, pull

places = tuple(ComplexToSearch(*place.split("|"), (), False) for place in sys.argv[3:])
immoral = ActSearch("ITPA", "immoral", "", lambda label: "immoral" in label.lower())
session = HttpSession(sys.argv[1], take_told_answer, pace_seconds=0, jitter_seconds=0)
with Archive(Path(sys.argv[2])) as archive:
    report = pull(session, archive, PullRequest(places, (immoral,), True), lambda step: None)
sys.exit(0 if report.is_complete else 1)
"""


def start_pull(standin: StandIn, path: Path) -> subprocess.Popen[bytes]:
    places = [f"1|{of.district_code}|District|{of.code}|{of.name}" for of in (KOLHAPUR, AHMEDNAGAR)]
    command = [sys.executable, "-c", PULL_IN_A_PROCESS_OF_ITS_OWN, standin.base_url, str(path), *places]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})


def kill_after(process: subprocess.Popen[bytes], standin: StandIn, served: int, delay: float) -> None:
    """SIGKILL once the portal has served so many requests, and ``delay`` seconds more."""
    deadline = time.monotonic() + 30
    while len(standin.requests) < served and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.0005)
    time.sleep(delay)
    process.kill()
    assert process.wait() == -signal.SIGKILL, "the pull ended before it could be killed"


def acknowledged(path: Path) -> set[str]:
    """Case pages and daily statuses committed so far, as ``asked_for`` names them."""
    if not path.exists():
        return set()
    with Archive.open_reader(path) as archive:
        pages = list(archive.pages(PageKind.CASE_PAGE, PageKind.DAILY_STATUS))
    names = set()
    for page in pages:
        _, cnr, *link = page.request_key.split("/")
        names.add(f"{cnr} {link[6]} {link[2]}" if link else cnr)
    return names


def asked_for(served: ServedRequest) -> str | None:
    fields = served.fields
    if served.route == "home/viewHistory":
        return fields["cino"]
    if served.route == "home/viewBusiness":
        return f"{fields['case_number1']} {fields['businessDate']} {fields['nextdate1']}"
    return None


@pytest.mark.parametrize(("is_encrypted", "kills"), [(False, 6), (True, 3)], ids=["plain", "encrypted"])
def test_a_pull_killed_again_and_again_ends_like_an_undisturbed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_encrypted: bool, kills: int
) -> None:
    if is_encrypted:  # a new archive follows the one beside it
        encrypted_neighbour(tmp_path, monkeypatch)
    draw = random.Random(20200310)
    with StandIn(DOCKET) as standin:
        undisturbed = Pulling(standin, tmp_path / "undisturbed" / "archive.sqlite")
        undisturbed.run(request(with_daily_status=True))
        pages_wanted = len(undisturbed.cases()) + len(undisturbed.statuses())
        assert {asked_for(served) for served in standin.requests} - {None} == acknowledged(undisturbed.path)
        killed = Pulling(standin, tmp_path / "killed" / "archive.sqlite")
        known: set[str] = set()
        for _ in range(kills):
            before = len(standin.requests)
            process = start_pull(standin, killed.path)
            moment = before + draw.randint(1, pages_wanted // kills)
            kill_after(process, standin, moment, delay=draw.random() * 0.004)
            asked = {asked_for(served) for served in standin.requests[before:]}
            assert asked.isdisjoint(known), "asked again although acknowledged"
            assert known <= acknowledged(killed.path), "acknowledged and lost"
            known = acknowledged(killed.path)
        assert 0 < len(known) < pages_wanted
        before = len(standin.requests)
        assert start_pull(standin, killed.path).wait() == 0
        assert {asked_for(served) for served in standin.requests[before:]}.isdisjoint(known)
        finished = len(standin.requests)
        assert start_pull(standin, killed.path).wait() == 0
        assert len(standin.requests) == finished, "a finished pull asks nothing"
    assert encryption.is_encrypted(killed.path) == is_encrypted
    assert killed.cases() == undisturbed.cases()
    assert set(killed.cases()) == {case.cnr for case in DOCKET}
    assert killed.statuses() == undisturbed.statuses()
