"""Weeks of the portal's moods in a minute: many cases, every fault at random, the pull killed time and again.

The suite runs a small soak; ``ECOURTS_SOAK=full`` runs the whole: 2,000 cases, 30 complexes, 20 kill -9.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from soak import (
    CASE,
    LEAST_COST,
    NEW_SESSION,
    NEW_SESSION_BETWEEN_LISTS,
    SEARCH,
    Cost,
    docket,
    fault_script,
    least_cost,
    places,
)

from extract.archive import Archive
from extract.pulling.queue import SearchState, read_queue
from extract.standin.docket import DocketCase
from extract.standin.faults import FaultKind
from extract.standin.places import Complex
from extract.standin.server import StandIn
from extract.stored_pages import PageKind

ROOT = Path(__file__).resolve().parents[2]
ALLOWANCE = 1.05

PULL = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from extract.archive import Archive
from extract.errors import PortalError
from extract.portal.captcha import take_told_answer
from extract.portal.http_session import HttpSession
from extract.pull import ActSearch, ComplexToSearch, Patience, PullRequest, pull

waited = []
places = tuple(ComplexToSearch("1", *place.split("|"), ("1", "2"), False) for place in sys.argv[3:])
immoral = ActSearch("ITPA", "immoral", "", lambda label: "immoral" in label.lower())
patience = Patience(
    on_rest=lambda seconds_left: None,
    sleep=waited.append,
    now=lambda: datetime.now(UTC) + timedelta(seconds=sum(waited)),
)
session = HttpSession(sys.argv[1], take_told_answer, pace_seconds=0, jitter_seconds=0)
with Archive(Path(sys.argv[2])) as archive:
    try:
        request = PullRequest(places, (immoral,), False)
        report = pull(session, archive, request, lambda step: None, patience=patience)
    except PortalError:
        sys.exit(1)
sys.exit(0 if report.is_complete else 1)
"""


@dataclass
class Soak:
    """Runs pulls in processes of their own and watches what each asks."""

    standin: StandIn
    path: Path
    courts: tuple[Complex, ...]
    acknowledged: set[str] = field(default_factory=set)
    kills: int = 0
    searches_lost: int = 0
    kills_cost: Cost = field(default_factory=lambda: Cost(0, 0))

    def start(self) -> subprocess.Popen[bytes]:
        courts = [f"{of.district_code}|District {of.district_code}|{of.code}|{of.name}" for of in self.courts]
        command = [sys.executable, "-c", PULL, self.standin.base_url, str(self.path), *courts]
        return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})

    def run_until(self, served: int | None, delay: float = 0.0) -> bool:
        """One pull, killed once the portal has served so many requests; whether it was still running."""
        before = len(self.standin.requests)
        process = self.start()
        deadline = time.monotonic() + 600
        while process.poll() is None and time.monotonic() < deadline:
            if served is not None and len(self.standin.requests) >= served:
                break
            time.sleep(0.0005)
        time.sleep(delay)
        was_running = process.poll() is None
        process.kill()
        process.wait()
        self._look_back(before)
        if was_running:
            self.kills += 1
            self.kills_cost += self._cost_of_kill()
        return was_running

    def _cost_of_kill(self) -> Cost:
        """A new session, the list once more if cases of it are missing, and what was on its way."""
        with Archive.open_reader(self.path) as archive:
            queue = read_queue(archive)
        is_within = any(s.cases_listed and s.cases_obtained < s.cases_listed for s in queue)
        searched = sum(r.route == SEARCH for r in self.standin.requests)
        lost = searched - sum(s.captchas_used for s in queue)
        on_its_way = Cost(2, 1) * (lost - self.searches_lost)
        self.searches_lost = lost
        return on_its_way + (NEW_SESSION if is_within else NEW_SESSION_BETWEEN_LISTS)

    def _look_back(self, before: int) -> None:
        """No acknowledged page may have been asked for again, and none may be lost."""
        asked = {r.fields["cino"] for r in self.standin.requests[before:] if r.route == CASE}
        assert asked.isdisjoint(self.acknowledged), "asked again although acknowledged"
        if self.path.exists():
            with Archive.open_reader(self.path) as archive:
                known = {page.context["cnr"] for page in archive.pages(PageKind.CASE_PAGE)}
            assert self.acknowledged <= known, "acknowledged and lost"
            self.acknowledged = known


def is_full() -> bool:
    return os.environ.get("ECOURTS_SOAK") == "full"


def test_soak(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case_count, court_count, kill_count, fault_count = (2000, 30, 20, 36) if is_full() else (180, 6, 4, 18)
    draw = random.Random(20220331)
    courts = places(court_count)
    cases = docket(courts, case_count, draw)
    faults = fault_script(fault_count, case_count, 2 * court_count, draw)
    begun = time.monotonic()
    with StandIn(cases, faults=faults, places=courts) as standin:
        soak = Soak(standin, tmp_path / "raw" / "archive.sqlite", courts)
        while soak.kills < kill_count:  # a run that a fault ended first is no kill
            moment = len(standin.requests) + draw.randint(1, case_count // kill_count)
            soak.run_until(moment, delay=draw.random() * 0.004)
        assert not is_finished(soak.path), "nothing was left after the kills"
        runs = 0
        while soak.run_until(None) or not is_finished(soak.path):
            runs += 1
            assert runs <= len(faults), "the pull does not come to an end"
        served = len(standin.requests)
        assert soak.start().wait(timeout=120) == 0
        assert len(standin.requests) == served, "a finished pull asks nothing"
        check_result(soak, cases)
        struck = Counter((r.route, r.fault) for r in standin.requests if r.fault)
    spent = Cost(served, sum(r.route == SEARCH for r in standin.requests))
    minimum = least_cost(courts, case_count)
    misfortune = soak.kills_cost
    for (route, kind), times in struck.items():
        assert kind is not None
        misfortune += LEAST_COST[route, kind] * times
    say(capsys, spent, minimum, misfortune, case_count, soak.kills, struck, time.monotonic() - begun)
    assert {kind for _, kind in struck} == {kind for _, kind in LEAST_COST}, "some kind of fault never struck"
    assert spent.requests - misfortune.requests <= ALLOWANCE * minimum.requests
    assert spent.captchas - misfortune.captchas <= ALLOWANCE * minimum.captchas


def is_finished(path: Path) -> bool:
    with Archive.open_reader(path) as archive:
        queue = read_queue(archive)
    return bool(queue) and all(s.state in (SearchState.DONE, SearchState.EMPTY) for s in queue)


def check_result(soak: Soak, cases: list[DocketCase]) -> None:
    """All cases, none twice, each as the portal has it and not an error page."""
    with Archive.open_reader(soak.path) as archive:
        stored = Counter(page.context["cnr"] for page in archive.pages(PageKind.CASE_PAGE))
        queue = read_queue(archive)
    assert stored == {case.cnr: 1 for case in cases}
    assert sum(search.cases_listed or 0 for search in queue) == len(cases)
    assert sum(search.cases_obtained for search in queue) == len(cases)


def say(
    capsys: pytest.CaptureFixture[str],
    spent: Cost,
    minimum: Cost,
    misfortune: Cost,
    case_count: int,
    kills: int,
    struck: Counter[tuple[str, FaultKind | None]],
    seconds: float,
) -> None:
    excess_requests = (spent.requests - misfortune.requests) / minimum.requests - 1
    excess_captchas = (spent.captchas - misfortune.captchas) / minimum.captchas - 1
    with capsys.disabled():
        print(
            f"\nsoak: {case_count} cases, {kills} kills, {struck.total()} faults of "
            f"{len({kind for _, kind in struck})} kinds, {seconds:.0f} s: "
            f"{spent.requests / case_count:.3f} requests a case, "
            f"{100 * spent.captchas / case_count:.2f} captchas per 100 cases "
            f"(minimum {minimum.requests / case_count:.3f} and {100 * minimum.captchas / case_count:.2f}; "
            f"faults and kills cost at least {misfortune.requests} requests and {misfortune.captchas} "
            f"captchas; apart from them {excess_requests:+.1%} and {excess_captchas:+.1%})"
        )
