"""The display of a running pull: plain lines, rests, and room for a person who types."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pulling_process import archive_of, options, run_here
from rich.console import Console

from extract.archive import Archive
from extract.portal.captcha import CaptchaChallenge
from extract.portal.routes import ActQuery, Court
from extract.pulling.questions import act_search as act_search_question
from extract.pulling.questions import act_types, case_page
from extract.pulling.request import Progress
from extract.records import ResultRow
from pipeline.paths import SHIPPED_STUDIES
from pipeline.pull_status.display import PullDisplay
from pipeline.pull_status.wording import asked_now, clock_time, countdown, duration, long_ago
from pipeline.reporter import Reporter
from pipeline.study import load_study

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
COURT = Court("1", "34", "1010398", "1010398@1,2,21@N")
SEARCH = act_search_question(COURT, ActQuery("12", "", "Pending", "immoral"), "IMMORAL TRAFFIC ACT")
STUDY = load_study(SHIPPED_STUDIES / "reference.toml")
NAMES = {place.code: place.name for place in STUDY.complexes_to_search}


class Watched:
    """A display on a console that is kept, with a clock that the test turns."""

    def __init__(self, archive: Archive, *, is_terminal: bool) -> None:
        self.seconds = 0.0
        self.file = io.StringIO()
        console = Console(file=self.file, force_terminal=is_terminal, width=100, height=40, soft_wrap=True)
        self.display = PullDisplay(
            console, archive, STUDY, "baseline", clock=lambda: self.seconds, now=lambda: NOW
        )

    @property
    def said(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.file.getvalue())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a finished pull of the reference study."""
    folder = tmp_path_factory.mktemp("pulled")
    assert run_here("pull", *options(folder))[0] == 0
    return folder


@pytest.fixture
def archive(data: Path) -> Iterator[Archive]:
    with Archive.open_reader(archive_of(data)) as opened:
        yield opened


def progress(done: int, district: str = "Kolhapur") -> Progress:
    return Progress(done, 210, "", 3, district, 7, lists_asked=7, cases_asked=done - 7, pages_asked=done)


def test_away_from_a_terminal_a_line_comes_every_few_seconds(archive: Archive) -> None:
    watched = Watched(archive, is_terminal=False)
    with watched.display:
        for number in range(8, 20):
            watched.display.ask(SEARCH)
            watched.seconds += 1.0
            watched.display.step(progress(number))
    lines = watched.said.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("  pulling: Kolhapur: 12 of 210 pages; ")
    assert "14 used (0 now), 0 left, 7.4 cases a captcha; list: pending cases" in lines[0]
    assert "60 pages a minute" in lines[1]
    assert "pending cases, Kolhapur District and Session Court, IMMORAL TRAFFIC ACT" in lines[1]


def test_a_rest_counts_down_to_a_time_on_the_clock(archive: Archive) -> None:
    watched = Watched(archive, is_terminal=False)
    at = datetime(2026, 11, 24, 9, 20, tzinfo=UTC).astimezone().strftime("%H:%M")
    with watched.display:
        watched.seconds = 6.0
        watched.display.rest(900.0)
        watched.seconds = 12.0
        watched.display.rest(61.2)
    first, second = watched.said.splitlines()
    assert f"left alone until {at}: going on in 15 min 00 s." in first
    assert "going on in 1 min 02 s." in second


def test_a_rest_is_shown_live_and_gone_with_the_next_question(archive: Archive) -> None:
    watched = Watched(archive, is_terminal=True)
    with watched.display:
        watched.display.rest(544.0)
        with watched.display.paused():
            pass
        resting = watched.said
        watched.display.ask(SEARCH)
        with watched.display.paused():
            pass
    assert "going on in 9 min 04 s." in resting
    assert "asking    list: pending cases" in watched.said[len(resting) :]
    assert "going on in" not in watched.said[len(resting) :]


def test_nothing_is_drawn_while_a_person_types(archive: Archive) -> None:
    watched = Watched(archive, is_terminal=True)
    reporter = Reporter()

    def person(challenge: CaptchaChallenge) -> str:
        before = len(watched.file.getvalue())
        watched.display.step(progress(9))
        assert len(watched.file.getvalue()) == before
        return f"typed {challenge.picture.decode()}"

    ask = reporter.typed(person)
    with reporter.showing(watched.display):
        watched.display.ask(SEARCH)
        assert ask(CaptchaChallenge(b"abc")) == "typed abc"
    what, counts = [line for line in watched.said.splitlines() if line.startswith(("list:", "captchas:"))]
    assert what == "list: pending cases, Kolhapur District and Session Court, IMMORAL TRAFFIC ACT"
    assert counts.startswith("captchas: 14 used (0 now), 0 left, 7.4 cases a captcha; ")
    assert ask(CaptchaChallenge(b"later")) == "typed later", "without a display too"


def test_a_question_asked_once_more_is_called_that(archive: Archive) -> None:
    watched = Watched(archive, is_terminal=True)
    with watched.display:
        for _ in range(2):
            watched.display.ask(SEARCH)
            with watched.display.paused():
                pass
    first, second = [line for line in watched.said.splitlines() if "list:" in line and "asking" not in line]
    assert (first.startswith("list: "), second.startswith("once more, list: ")) == (True, True)


@pytest.mark.parametrize("is_terminal", [True, False])
def test_the_browser_s_captcha_is_pointed_to(archive: Archive, is_terminal: bool) -> None:
    watched = Watched(archive, is_terminal=is_terminal)
    reporter = Reporter()
    with reporter.showing(watched.display):
        watched.display.ask(SEARCH)
        reporter.waits_for_browser()
    assert "Type the captcha in the browser window" in watched.said


def test_an_interrupted_display_is_left_standing_and_a_finished_one_is_not(archive: Archive) -> None:
    watched = Watched(archive, is_terminal=True)
    with pytest.raises(KeyboardInterrupt), watched.display:
        raise KeyboardInterrupt
    assert watched.file.getvalue().rstrip("\x1b[?25h").endswith("all that was received is kept\x1b[0m\n")
    finished = Watched(archive, is_terminal=True)
    with finished.display:
        pass
    assert finished.file.getvalue().endswith("\x1b[1A\x1b[2K")


def test_what_is_asked_is_told_without_naming_the_case() -> None:
    cnr = "ZZHA010000012019"
    row = ResultRow(None, "1", "SC", "1", "2019", "Party-001", "Party-002", cnr, ("1", cnr, "2"))
    said = asked_now(case_page(row, SEARCH), NAMES)
    assert said == "case page: pending cases, Kolhapur District and Session Court, IMMORAL TRAFFIC ACT"
    assert asked_now(act_types(COURT, "immoral"), NAMES) == (
        "acts of complex 1010398 with 'immoral', Kolhapur District and Session Court"
    )


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (59, "59 s"), (61, "2 min"), (5940, "99 min"), (11100, "3 h 05 min")]
)
def test_lengths_of_time_are_rounded_up(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_moments_are_told_as_a_person_reads_a_clock() -> None:
    earlier = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    assert clock_time(NOW, NOW) == NOW.astimezone().strftime("%H:%M")
    assert clock_time(earlier, NOW).endswith(earlier.astimezone().strftime("on %Y-%m-%d"))
    assert (long_ago(earlier, NOW), long_ago(NOW, NOW)) == ("3 days ago", "just now")
    assert countdown(0.4) == "0 min 01 s"
