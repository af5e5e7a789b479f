"""Shows a pull while it runs: a live table on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import TracebackType

from rich.console import Console, RenderableType
from rich.live import Live

from extract.archive import Archive
from extract.pulling.questions import Question
from extract.pulling.request import Progress
from pipeline.pull_status.districts import read_districts, total_of
from pipeline.pull_status.live_view import (
    IN_THE_BROWSER,
    Moment,
    captcha_lines,
    live_view,
    plain_line,
    seconds_left,
)
from pipeline.pull_status.pace import MeasuredPace
from pipeline.pull_status.wording import asked_now, clock_time, countdown
from pipeline.pulling.planning import assumptions_of
from pipeline.study import Study

PLAIN_LINE_EVERY_SECONDS = 5.0
READ_QUEUE_EVERY_SECONDS = 0.5
REFRESHES_A_SECOND = 4


class PullDisplay:
    """Told by a pull what happens; use as a context manager. Reads the archive only from the pull's thread.

    ``paused`` makes room for a person who types at the terminal.
    """

    def __init__(
        self,
        console: Console,
        archive: Archive,
        study: Study,
        timepoint: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._console, self._archive = console, archive
        self._clock, self._now = clock, now
        self._complex_names = {place.code: place.name for place in study.complexes_to_search}
        self._with_daily_status = study.with_daily_status
        self._pace = MeasuredPace(assumptions_of(study), clock)
        self._progress = Progress(0, 0, "", 0)
        self._queue_read_at = self._line_at = clock()
        title = f"Pulling {study.name}, {timepoint}"
        self._moment = Moment(title, read_districts(archive), "", "", 0, 0, 0, None, None, False)
        self._used_before = total_of(self._moment.districts).captchas_used
        self._asked_key = ""
        self._live: Live | None = None

    def __enter__(self) -> PullDisplay:
        if self._console.is_terminal:
            self._start_live()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._measure(is_due=True)
        self._stop_live(is_left_standing=error is not None)

    def ask(self, question: Question) -> None:
        """This question is sent now."""
        self._measure()
        again = "once more, " if question.key == self._asked_key else ""
        now = f"{again}{asked_now(question, self._complex_names)}"
        self._moment, self._asked_key = replace(self._moment, now=now, notice=""), question.key

    def step(self, progress: Progress) -> None:
        """A question is settled."""
        self._pace.step(progress)
        self._progress, self._asked_key = progress, ""
        self._measure()
        self._moment = replace(
            self._moment,
            district=progress.district,
            done=progress.done,
            known=progress.total,
            notice="",
        )
        self._say_plainly()

    def rest(self, seconds: float) -> None:
        """The portal throttles and is left alone for so long yet."""
        self._pace.rest()
        until = clock_time(self._now() + timedelta(seconds=seconds), self._now())
        notice = (
            f"The portal throttles this address and is left alone until {until}: going on in "
            f"{countdown(seconds)}."
        )
        self._moment = replace(self._moment, notice=notice)
        self._say_plainly()

    def waits_for_browser(self) -> None:
        """The page in the browser window waits for a person to type the captcha there."""
        if self._live is None:
            self._console.print(f"{captcha_lines(self._moment)}\n{IN_THE_BROWSER}", markup=False)
        self._moment = replace(self._moment, notice=IN_THE_BROWSER)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Nothing moves while a person types at the terminal."""
        was_live = self._stop_live()
        self._console.print(captcha_lines(self._moment), markup=False)
        yield
        if was_live:
            self._start_live()

    def _view(self) -> RenderableType:
        return live_view(self._moment, self._console.width)

    def _start_live(self) -> None:
        self._live = Live(
            console=self._console,
            get_renderable=self._view,
            transient=True,
            refresh_per_second=REFRESHES_A_SECOND,
        )
        self._live.start()

    def _stop_live(self, *, is_left_standing: bool = False) -> bool:
        """Whether there was one. What it showed last is erased unless it is to be left standing."""
        live, self._live = self._live, None
        if live is not None:
            live.transient = not is_left_standing
            live.stop()
        return live is not None

    def _measure(self, *, is_due: bool = False) -> None:
        """Read queue, pace and time left anew, unless that was done a moment ago and ``is_due`` is false."""
        is_fresh = self._clock() - self._queue_read_at < READ_QUEUE_EVERY_SECONDS
        if is_fresh and self._moment.districts and not is_due:
            return
        self._queue_read_at = self._clock()
        districts = read_districts(self._archive)
        if not districts:
            return
        left, is_least = seconds_left(
            districts, self._pace.seconds_for(1, 0), self._pace.seconds_for(0, 1), self._pages_a_case()
        )
        self._moment = replace(
            self._moment,
            districts=districts,
            captchas_now=total_of(districts).captchas_used - self._used_before,
            pages_a_minute=self._pace.pages_a_minute,
            seconds_left=left,
            is_least=is_least,
        )

    def _pages_a_case(self) -> float:
        asked = self._progress
        if not (self._with_daily_status and asked.cases_asked):
            return 1.0
        return (asked.pages_asked - asked.lists_asked) / asked.cases_asked

    def _say_plainly(self) -> None:
        if self._live is None and self._clock() - self._line_at >= PLAIN_LINE_EVERY_SECONDS:
            self._line_at = self._clock()
            where = f"{self._moment.district}: " if self._moment.district else ""
            self._console.print(f"  pulling: {where}{plain_line(self._moment)}", markup=False)
            self._console.file.flush()
