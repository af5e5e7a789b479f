"""The attended browser in a real Chromium, on the stand-in portal with its gate closed, in all its moods."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest
from shared_browser import shared_browser
from small_pull import AHMEDNAGAR, Pulling, place, request, small_docket

from extract.archive import Archive
from extract.errors import PortalError
from extract.portal import browser_window
from extract.portal.browser_program import BrowserProgram, find_browser
from extract.portal.browser_session import AttendedBrowser
from extract.portal.captcha import CaptchaAsker, CaptchaChallenge, take_told_answer
from extract.pull import ActSearch, Patience, PullReport, PullRequest, pull
from extract.standin.act_catalogue import local_act_code
from extract.standin.docket import DocketAct
from extract.standin.faults import parse_faults
from extract.standin.places import COMPLEXES
from extract.standin.server import StandIn

pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed")
pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium or Chrome on this machine")

DOCKET = [case for case in small_docket() if case.complex_code == AHMEDNAGAR.code]
SHORT = sorted(DOCKET, key=lambda case: len(case.hearings))[:2]
WHAT = request(places=(AHMEDNAGAR,))
SEARCH, CASE, DAY = "casestatus/submitAct", "home/viewHistory", "home/viewBusiness"


@pytest.fixture(scope="module", autouse=True)
def browser() -> Iterator[None]:
    with shared_browser():
        yield


@dataclass
class Attended:
    """Pulls through one browser window after another from one portal into one archive."""

    archive: Path
    waits: list[float] = field(default_factory=list)

    def run(
        self,
        standin: StandIn,
        what: PullRequest = WHAT,
        *,
        ask_captcha: CaptchaAsker | None = take_told_answer,
        pace_seconds: float = 0.0,
    ) -> PullReport:
        session = AttendedBrowser(
            standin.base_url, ask_captcha, pace_seconds=pace_seconds, jitter_seconds=0, is_headless=True
        )
        with Archive(self.archive) as archive:
            patience = Patience(sleep=self.waits.append)
            return pull(session, archive, what, lambda now: None, patience=patience)


@pytest.fixture
def attended(tmp_path: Path) -> Attended:
    return Attended(tmp_path / "raw" / "archive.sqlite")


def test_where_http_is_refused_the_browser_goes_on_and_brings_the_same_pages(
    tmp_path: Path, attended: Attended
) -> None:
    what = request(with_daily_status=True, places=(AHMEDNAGAR,))
    with StandIn(SHORT, is_gated=True) as gated:
        by_http = Pulling(gated, tmp_path / "refused" / "archive.sqlite")
        with pytest.raises(PortalError, match="attended browser"):
            by_http.run(what)
        assert attended.run(gated, what).is_complete
    with StandIn(SHORT) as open_portal:
        plain = Pulling(open_portal, tmp_path / "open" / "archive.sqlite")
        plain.run(what)
    through_browser = Pulling(gated, attended.archive)
    assert through_browser.cases().keys() == plain.cases().keys() == {case.cnr for case in SHORT}
    assert _pages(attended.archive) == _pages(plain.path)


def test_a_second_pull_opens_no_window(attended: Attended, monkeypatch: pytest.MonkeyPatch) -> None:
    with StandIn(DOCKET, is_gated=True) as standin:
        attended.run(standin)
        monkeypatch.setattr(browser_window, "BrowserProgram", BrowserProgram)
        monkeypatch.setenv("ECOURTS_BROWSER", "/nowhere/chromium")
        report = attended.run(standin)
    assert (report.pages_asked, report.captchas_used) == (0, 0)


@pytest.mark.parametrize(
    ("faults", "extra_captchas"),
    [
        (f"{SEARCH}#1:wrong_captcha", 1),
        (f"{SEARCH}#1:session_lost", 1),
        (f"{CASE}#2:session_lost,{CASE}#4:empty_body", 2),
        (f"{CASE}#1:gate", 1),
        ("casestatus/set_data#1:gate,casestatus/fillcomplex#2:session_lost", 0),
        (f"{SEARCH}#2:empty_body,casestatus/fillActType#1:empty_body", 1),
        (f"{CASE}#2x2:bad_gateway,{CASE}#5:connection_cut", 0),
        (f"{SEARCH}#1:cut_midway", 2),
        ("casestatus/index#1x2:bad_gateway,casestatus/getCaptcha#1:bad_gateway", 0),
    ],
)
def test_passing_faults_are_got_over_in_one_pull(
    attended: Attended, faults: str, extra_captchas: int
) -> None:
    with StandIn(DOCKET, is_gated=True, faults=parse_faults(faults)) as standin:
        report = attended.run(standin)
    assert report.failures == ()
    found = Pulling(standin, attended.archive)
    assert set(found.cases()) == {case.cnr for case in DOCKET}
    assert not any("Welcome User" in page for page in found.cases().values())
    assert report.captchas_used == 2 + extra_captchas


def test_a_wrong_captcha_is_asked_again_with_a_new_picture(attended: Attended) -> None:
    pictures: list[bytes] = []

    def mistyping_person(challenge: CaptchaChallenge) -> str:
        pictures.append(challenge.picture)
        return "wrong1" if len(pictures) == 1 else take_told_answer(challenge)

    with StandIn(DOCKET, is_gated=True) as standin:
        assert attended.run(standin, ask_captcha=mistyping_person).is_complete
    assert len(set(pictures)) == len(pictures) == 3


def test_a_throttled_portal_is_left_alone_and_all_is_kept(attended: Attended) -> None:
    with StandIn(DOCKET, is_gated=True, faults=parse_faults(f"{CASE}#3:throttle_405")) as standin:
        with pytest.raises(PortalError, match="15"):
            attended.run(standin)
        served = len(standin.requests)
        with pytest.raises(PortalError, match=r"rest|throttle"):
            attended.run(standin)
        assert len(standin.requests) == served, "within the rest nothing is asked"
    assert len(Pulling(standin, attended.archive).cases()) == 2


def test_maintenance_stops_the_pull(attended: Attended) -> None:
    with (
        StandIn(DOCKET, is_gated=True, faults=parse_faults("casestatus/index#1:maintenance")) as standin,
        pytest.raises(PortalError, match="maintenance"),
    ):
        attended.run(standin)


def test_daily_statuses_are_reached_again_after_a_stop(attended: Attended) -> None:
    """The case pages are in the archive; the new window has to open each case before its days."""
    with StandIn(SHORT, is_gated=True) as standin:
        attended.run(standin)
        report = attended.run(standin, request(with_daily_status=True, places=(AHMEDNAGAR,)))
    assert report.is_complete
    assert len(Pulling(standin, attended.archive).statuses()) == sum(len(case.hearings) for case in SHORT)


def test_an_establishment_is_chosen_where_the_portal_demands_it(attended: Attended) -> None:
    mumbai = next(place for place in COMPLEXES if place.must_choose_establishment)
    arms = DocketAct(local_act_code(mumbai.code, "Arms Act"), "Arms Act", "25")
    docket = [
        replace(
            case,
            district_code=mumbai.district_code,
            complex_code=mumbai.code,
            court_code=court.court_code,
            acts=(arms,),
        )
        for case, court in zip(DOCKET, mumbai.establishments, strict=False)
    ]
    wanted = ActSearch("ARMS", "arms", "", lambda label: label == "Arms Act")
    with StandIn(docket, is_gated=True) as standin:
        report = attended.run(standin, PullRequest((place(mumbai),), (wanted,), False))
    assert report.is_complete
    assert set(Pulling(standin, attended.archive).cases()) == {case.cnr for case in docket}
    searched = {served.fields["est_code"] for served in standin.requests if served.route == SEARCH}
    assert searched == {court.court_code for court in mumbai.establishments}


def test_a_person_types_into_the_page_itself(attended: Attended) -> None:
    """Nobody is asked in the program: the answer is typed into the page's own field, and Go pressed there."""
    with StandIn(DOCKET, is_gated=True) as standin, Archive(attended.archive) as archive:
        session = AttendedBrowser(
            standin.base_url,
            None,
            pace_seconds=0,
            jitter_seconds=0,
            is_headless=True,
            on_captcha=lambda: type_into(session),
        )
        report = pull(session, archive, WHAT, lambda now: None)
    assert report.is_complete
    assert report.captchas_used == 2


def type_into(session: AttendedBrowser) -> None:
    assert session._window.captcha is not None
    session._window.page.fill("#act_captcha_code", take_told_answer(session._window.captcha))
    session._window.page.click("#frm_act button.go")


def test_a_closed_window_says_how_to_go_on(attended: Attended) -> None:
    with StandIn(DOCKET, is_gated=True) as standin:
        session = AttendedBrowser(
            standin.base_url, take_told_answer, pace_seconds=0, jitter_seconds=0, is_headless=True
        )
        session.start()
        session._window.page.close()
        with pytest.raises(PortalError, match=r"window was closed.*run the same command"):
            session.fill_complexes("1", AHMEDNAGAR.district_code)
        session.close()


def test_no_browser_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_window, "BrowserProgram", BrowserProgram)
    monkeypatch.setenv("ECOURTS_BROWSER", "/nowhere/chromium")
    session = AttendedBrowser("http://127.0.0.1:9/ecourtindia_v6/", take_told_answer, pace_seconds=0)
    with pytest.raises(PortalError, match="no Chromium or Chrome found"):
        session.start()


def test_clicks_keep_the_pace(attended: Attended) -> None:
    with StandIn(DOCKET[:2], is_gated=True) as standin:
        started = time.monotonic()
        attended.run(standin, pace_seconds=0.3)
        took = time.monotonic() - started
    actions = [served for served in standin.requests if served.route in (SEARCH, CASE, "casestatus/set_data")]
    gaps = [(later.at - earlier.at).total_seconds() for earlier, later in pairwise(actions)]
    assert min(gaps) >= 0.3
    assert took >= 0.3 * len(gaps)


def _pages(path: Path) -> set[tuple[str, str, str]]:
    with Archive.open_reader(path) as archive:
        return {
            (page.kind.value, page.request_key, page.sha256)
            for page in archive.pages()
            if page.kind.value != "other"
        }
