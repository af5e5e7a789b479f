"""What passes between a page and the portal: listened to as it comes, never sent, changed or held up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from extract.portal.browser_program import driver_errors
from extract.portal.captcha import TOLD_ANSWER_HEADER, CaptchaChallenge
from extract.portal.classifying import classify
from extract.portal.states import Asked, TransportState

_CAPTCHA_PICTURE = "securimage_show.php"
_LONGEST_THROTTLE_PAGE = 2000


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer the page got: the body as received, and ``None`` for a status if it was cut."""

    number: int
    route: str
    body: bytes
    http_status: int | None
    at: datetime
    is_script: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A captcha picture the page got; ``challenge`` is ``None`` where something else came in its place."""

    url: str
    heard: Heard
    challenge: CaptchaChallenge | None


class Traffic:
    """The page's requests to the portal since the last ``begin``; ``on_end`` is called as each ends.

    Requests to other hosts are none of the portal's.
    """

    def __init__(self, page: Any, base_url: str, *, on_end: Callable[[], None]) -> None:
        self._base_url = base_url
        self._on_end = on_end
        self._count = 0
        self._begun_at = 0
        self._under_way: dict[Any, int] = {}
        self._statuses: dict[Any, int] = {}
        self._heard: list[Heard] = []
        self.picture: Picture | None = None
        page.on("request", self._on_request)
        page.on("response", lambda response: self._statuses.update({response.request: response.status}))
        page.on("requestfinished", self._on_finished)
        page.on("requestfailed", self._on_failed)

    def is_under_way(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._under_way)

    def begin(self) -> None:
        """What was heard so far belongs to what was done before."""
        self._begun_at = self._count
        self._heard.clear()

    def answer_of(self, route: str) -> Heard | None:
        """The latest answer of a route that was asked since the last ``begin``."""
        return next((heard for heard in reversed(self._heard) if heard.route == route), None)

    def is_waited_for(self, route: str) -> bool:
        """Whether the route was asked since then and has not answered."""
        return any(
            number > self._begun_at and _route(request.url) == route
            for request, number in self._under_way.items()
        )

    def throttled(self) -> Heard | None:
        """An answer, to whatever the page asked since then, by which the portal throttles this address."""
        return next((heard for heard in self._heard if _is_throttle(heard)), None)

    def broken_script(self) -> Heard | None:
        """A script of the page that did not come, without which it can't work."""
        scripts = (heard for heard in self._heard if heard.is_script)
        return next((heard for heard in scripts if heard.http_status != 200 or not heard.body), None)

    def _on_request(self, request: Any) -> None:
        if request.url.startswith(self._base_url):
            self._count += 1
            self._under_way[request] = self._count

    def _on_finished(self, request: Any) -> None:
        if request not in self._under_way:
            return
        body, status, headers = _received(request)
        heard = self._note(request, body, status)
        if heard is not None and _CAPTCHA_PICTURE in request.url:
            is_picture = classify(Asked.CAPTCHA_PICTURE, status, body) is TransportState.OK
            challenge = CaptchaChallenge(body, headers.get(TOLD_ANSWER_HEADER.lower()))
            self.picture = Picture(request.url, heard, challenge if is_picture else None)

    def _on_failed(self, request: Any) -> None:
        """Cut on its way; or refused by the portal, and thrown away by the browser for that."""
        status = self._statuses.get(request)
        self._note(request, b"", None if status == 200 else status)

    def _note(self, request: Any, body: bytes, status: int | None) -> Heard | None:
        number = self._under_way.pop(request, None)
        self._statuses.pop(request, None)
        if number is None:
            return None
        self._on_end()
        is_script = request.resource_type == "script"
        heard = Heard(number, _route(request.url), body, status, datetime.now(UTC), is_script)
        if _CAPTCHA_PICTURE in request.url:
            self.picture = Picture(request.url, heard, None)
        if number > self._begun_at:
            self._heard.append(heard)
        return heard


def _received(request: Any) -> tuple[bytes, int | None, dict[str, str]]:
    """Body, status and headers of an answer; the driver keeps no body of some that are no success."""
    body, status, headers = b"", None, {}
    try:
        response = request.response()
        status, headers = response.status, response.headers
        body = response.body()
    except driver_errors():
        status = None if status == 200 else status
    return body, status, headers


def _is_throttle(heard: Heard) -> bool:
    """The portal's throttle page is short, and no JSON."""
    if heard.http_status == 200 and len(heard.body) > _LONGEST_THROTTLE_PAGE:
        return False
    return classify(Asked.CAPTCHA_PICTURE, heard.http_status, heard.body) is TransportState.THROTTLED


def _route(url: str) -> str:
    """The portal's route; of a file, its path's last part."""
    address = urlsplit(url)
    named = parse_qs(address.query).get("p", [""])[0].rstrip("/")
    return named or address.path.rpartition("/")[2]
