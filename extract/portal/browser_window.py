"""One window on the portal: does one thing at a time in the page and notes the answers the page gets."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from extract.errors import PortalError
from extract.portal.browser_program import BrowserProgram
from extract.portal.captcha import TOLD_ANSWER_HEADER, CaptchaChallenge
from extract.portal.pace import Pace
from extract.portal.session import Answer
from extract.portal.states import Asked, TransportState, classify

POLL_MILLISECONDS = 5
SETTLE_SECONDS = 30.0
_CAPTCHA_PICTURE = "securimage_show.php"


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer the page got: its route, the body as received, and ``None`` for a status if it was cut."""

    route: str
    body: bytes
    http_status: int | None
    at: datetime


class BrowserWindow:
    """The portal's page in the operator's browser. The page's own scripts make every request.

    ``patience_seconds`` is how long an answer is awaited. Raises ``PortalError`` once the person has closed
    the window.
    """

    def __init__(self, base_url: str, pace: Pace, *, is_headless: bool, patience_seconds: float) -> None:
        self._base_url = base_url
        self._pace = pace
        self._patience_seconds = patience_seconds
        self._program = BrowserProgram(is_headless=is_headless)
        self._context = self._program.browser.new_context(no_viewport=not is_headless)
        self.page = self._context.new_page()
        self._open_requests: set[Any] = set()
        self._heard: list[Heard] = []
        self.captcha: CaptchaChallenge | None = None
        self.page.on("request", lambda request: self._open_requests.add(request))
        self.page.on("requestfinished", self._on_finished)
        self.page.on("requestfailed", self._on_failed)

    def open_start_page(self) -> Answer:
        """The search page in a session of its own: cookies of the session before are forgotten."""
        with self._watched():
            self._pace.wait()
            self._forget()
            self._context.clear_cookies()
            try:
                response = self.page.goto(f"{self._base_url}?p=casestatus/index", wait_until="load")
                body, status = response.body(), response.status
            except self._errors():
                self._refuse_closed()
                body, status = b"", None
            self._pace.request_ended()
            self._settle()
            return _answer(Asked.START_PAGE, body, status)

    def do(
        self, asked: Asked, route: str, action: Callable[[], Any], *, waits_for_person: bool = False
    ) -> Answer:
        """What the page gets from ``route`` after ``action``; a person may take as long as they need."""
        with self._watched():
            self._pace.wait()
            self._forget()
            action()
            heard = self._await(route, None if waits_for_person else self._patience_seconds)
            self._pace.request_ended()
            self._settle()
            if heard is None:
                return _answer(asked, b"", None)
            return _answer(asked, heard.body, heard.http_status, heard.at)

    def close(self) -> None:
        """Close the window."""
        self._program.close()

    def _forget(self) -> None:
        self._heard.clear()

    def _await(self, route: str, seconds: float | None) -> Heard | None:
        until = None if seconds is None else time.monotonic() + seconds
        while True:
            found = next((heard for heard in self._heard if heard.route == route), None)
            if found is not None or (until is not None and time.monotonic() > until):
                return found
            self.page.wait_for_timeout(POLL_MILLISECONDS)

    def _settle(self) -> None:
        """Wait until the page's own further requests (a new picture, the next dropdown) are through."""
        until = time.monotonic() + SETTLE_SECONDS
        self.page.wait_for_timeout(POLL_MILLISECONDS)
        while self._open_requests and time.monotonic() < until:
            self.page.wait_for_timeout(POLL_MILLISECONDS)
        self.page.wait_for_timeout(0)

    def _on_finished(self, request: Any) -> None:
        try:
            response = request.response()
            body, status = response.body(), response.status
        except self._errors():
            body, status, response = b"", None, None
        if _CAPTCHA_PICTURE in request.url and response is not None:
            self.captcha = CaptchaChallenge(body, response.headers.get(TOLD_ANSWER_HEADER.lower()))
        self._note(request, body, status)

    def _on_failed(self, request: Any) -> None:
        self._note(request, b"", None)

    def _note(self, request: Any, body: bytes, status: int | None) -> None:
        self._open_requests.discard(request)
        route = parse_qs(urlsplit(request.url).query).get("p", [""])[0].rstrip("/")
        self._heard.append(Heard(route, body, status, datetime.now(UTC)))

    def _errors(self) -> type[Exception]:
        from playwright.sync_api import Error

        return Error

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Turns what the driver says of a closed window into what the person should do."""
        try:
            yield
        except self._errors() as error:
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
    state = TransportState.CONNECTION_CUT if status is None else classify(asked, status, body)
    return Answer(state, body, status, at or datetime.now(UTC))
