"""One window on the portal: does one thing at a time in the page and notes the answers the page gets."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from extract.errors import PortalError
from extract.portal.browser_program import BrowserProgram, driver_errors
from extract.portal.browser_traffic import Heard, Traffic
from extract.portal.captcha import CaptchaChallenge
from extract.portal.classifying import classify
from extract.portal.pace import Pace
from extract.portal.session import Answer
from extract.portal.states import Asked, TransportState

POLL_MILLISECONDS = 15
REACTION_SECONDS = 10.0
"""How long a page may take to send what a click should make it send."""
MESSAGE = "#validateError:visible"


class BrowserWindow:
    """The portal's page in the operator's browser. The page's own scripts make every request.

    ``patience_seconds`` is how long an answer is awaited. The pace is kept from the end of the page's last
    request, whatever it was for, to the next thing done. Raises ``PortalError`` once the person has closed
    the window.
    """

    def __init__(
        self,
        base_url: str,
        pace_seconds: float,
        jitter_seconds: float,
        *,
        is_headless: bool,
        patience_seconds: float,
    ) -> None:
        self._base_url = base_url
        self._patience_seconds = patience_seconds
        self._program = BrowserProgram(is_headless=is_headless)
        context = self._program.browser.new_context(no_viewport=not is_headless)
        self.page = context.new_page()
        self._pace = Pace(base_url, pace_seconds, jitter_seconds, sleep=self._pass_time)
        self._traffic = Traffic(self.page, base_url, on_end=self._pace.request_ended)

    @property
    def captcha(self) -> CaptchaChallenge | None:
        """The picture that the page fetched last; ``None`` if it did not come."""
        picture = self._traffic.picture
        return None if picture is None else picture.challenge

    def open_start_page(self) -> Answer:
        """The search page in a session of its own: cookies of the session before are forgotten."""
        with self.watched():
            self._keep_pace()
            self._traffic.begin()
            self.page.context.clear_cookies()
            try:
                response = self.page.goto(f"{self._base_url}?p=casestatus/index", wait_until="load")
                body, status = response.body(), response.status
            except driver_errors() as error:
                self._refuse_closed()
                _refuse_certificate(self._base_url, error)
                body, status = b"", None
            self.wait_until(lambda: not self._traffic.is_under_way(), REACTION_SECONDS)
            broken = self._traffic.broken_script()
            if status == 200 and broken is not None:
                return _answer(Asked.START_PAGE, broken.body, broken.http_status)
            return _answer(Asked.START_PAGE, body, status)

    def do(
        self, asked: Asked, route: str, action: Callable[[], Any], *, waits_for_person: bool = False
    ) -> Answer:
        """What the page gets from ``route`` after ``action``; a person may take as long as they need.

        A page that sends nothing has a reason of its own: what it then says is an answer of no known kind.
        Nothing is done once the portal throttles, even if only a picture met that.
        """
        with self.watched():
            self._keep_pace()
            if (throttled := self.throttled()) is not None:
                return throttled
            self._traffic.begin()
            action()
            heard = self._await(route, waits_for_person=waits_for_person)
            if heard is not None:
                return _answer(asked, heard.body, heard.http_status, heard.at)
            if self._traffic.is_waited_for(route):
                return _answer(asked, b"", None)
            said = self.message() or "the page sent nothing"
            return Answer(TransportState.UNRECOGNISED, said.encode(), None, datetime.now(UTC))

    def do_until(self, action: Callable[[], Any], is_done: Callable[[], bool]) -> None:
        """An action after which the page may ask or not; waits until it looks as it should, not for ever."""
        with self.watched():
            self._keep_pace()
            self._traffic.begin()
            action()
            self.wait_until(is_done, REACTION_SECONDS)

    def wait_until(self, is_done: Callable[[], bool], seconds: float) -> bool:
        """Wait for the page to look as it should; whether it did in time."""
        until = time.monotonic() + seconds
        while not is_done():
            if time.monotonic() > until:
                return False
            self._pass_time(POLL_MILLISECONDS / 1000)
        return True

    def shows_picture_since(self, moment: datetime, address: str | None) -> bool:
        """Whether the captcha picture at an address came as it should, later than a moment."""
        picture = self._traffic.picture
        if picture is None or picture.challenge is None or picture.url != address:
            return False
        return picture.heard.at > moment

    def throttled(self) -> Answer | None:
        """What the page met of the portal's throttle since the last thing done, if anything."""
        heard = self._traffic.throttled()
        if heard is None:
            return None
        return _answer(Asked.CAPTCHA_PICTURE, heard.body, heard.http_status, heard.at)

    def heard(self, route: str) -> Heard | None:
        """The answer to the last thing done, if the page asked ``route`` for it."""
        return self._traffic.answer_of(route)

    def message(self) -> str | None:
        """What the page tells its visitor in front of everything else, if it does."""
        shown = self.page.locator(MESSAGE)
        return str(shown.first.inner_text()).strip() if shown.count() else None

    def close(self) -> None:
        """Close the window."""
        self._program.close()

    def _keep_pace(self) -> None:
        """The next thing may be done when the page has asked all it wants and the pace has passed."""
        until = time.monotonic() + self._patience_seconds
        self._pace.wait()
        while self._traffic.is_under_way() and time.monotonic() < until:
            self._pass_time(POLL_MILLISECONDS / 1000)
            if not self._traffic.is_under_way():
                self._pace.wait()

    def _await(self, route: str, *, waits_for_person: bool) -> Heard | None:
        begun = time.monotonic()
        while (heard := self._traffic.answer_of(route)) is None:
            waited = time.monotonic() - begun
            if not waits_for_person and waited > self._patience_seconds:
                return None
            if not waits_for_person and waited > REACTION_SECONDS and not self._traffic.is_waited_for(route):
                return None
            self._pass_time(POLL_MILLISECONDS / 1000)
        return heard

    def _pass_time(self, seconds: float) -> None:
        """Time in which the page's events are heard, unlike in a plain sleep."""
        self.page.wait_for_timeout(seconds * 1000)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Turns what the driver says of a closed window into what the person should do."""
        try:
            yield
        except driver_errors() as error:
            self._refuse_closed()
            said = str(error).splitlines()[0]
            raise PortalError(
                f"the portal's page does not let itself be used as expected ({said}); everything answered so "
                "far is kept: run the same command again, or import saved pages"
            ) from error

    def _refuse_closed(self) -> None:
        if self.page.is_closed() or not self._program.browser.is_connected():
            raise PortalError(
                "the browser window was closed; everything answered so far is kept: "
                "run the same command to go on"
            )


def _answer(asked: Asked, body: bytes, status: int | None, at: datetime | None = None) -> Answer:
    return Answer(classify(asked, status, body), body, status, at or datetime.now(UTC))


def _refuse_certificate(url: str, error: Exception) -> None:
    if "ERR_CERT" in str(error) or "ERR_SSL" in str(error):
        said = str(error).splitlines()[0]
        raise PortalError(f"{url}: certificate not accepted, so nothing was asked: {said}") from error
