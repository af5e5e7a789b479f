"""The portal over plain HTTP: its ordinary fields and headers, and a User-Agent that says who asks.

Does nothing against the portal's request gate: where the gate stands, answers are ``INVALID_REQUEST``.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime
from importlib.metadata import version
from urllib.parse import urlencode, urljoin, urlsplit

import requests

from extract.errors import PortalError
from extract.portal import routes
from extract.portal.address import refuse_unsafe_address
from extract.portal.captcha import TOLD_ANSWER_HEADER, CaptchaAsker, CaptchaChallenge
from extract.portal.classifying import classify
from extract.portal.pace import Pace, is_loopback
from extract.portal.routes import ActQuery, Court, PortalRequest
from extract.portal.session import Answer
from extract.portal.states import Asked, TransportState
from extract.portal.tokens import next_token, token_of_page

USER_AGENT = f"ecourts-indicators/{version('ecourts-indicators')} (+research; one request at a time)"
CONNECT_TIMEOUT_SECONDS = 15.0
LEAST_READ_TIMEOUT_SECONDS = 60.0  # a search can take that long on the portal's side


class HttpSession:
    """``PortalSession`` over ``requests``. TLS certificates are always verified; there is no switch for it.

    ``base_url`` ends with ``/ecourtindia_v6/`` and is https unless it lies on this machine. Raises
    ``PortalError`` for an address or a pace the portal must not be asked with.
    """

    def __init__(
        self,
        base_url: str,
        ask_captcha: CaptchaAsker,
        *,
        pace_seconds: float = 2.5,
        jitter_seconds: float = 1.0,
        read_timeout_seconds: float = 120.0,
    ) -> None:
        refuse_unsafe_address(base_url)
        self._base_url = base_url if base_url.endswith("/") else f"{base_url}/"
        self._ask_captcha = ask_captcha
        self._pace = Pace(base_url, pace_seconds, jitter_seconds)
        self._timeout = (CONNECT_TIMEOUT_SECONDS, max(read_timeout_seconds, LEAST_READ_TIMEOUT_SECONDS))
        self._client: requests.Session | None = None
        self._token = ""

    @property
    def origin(self) -> str:
        """Recorded with every stored page."""
        return "portal-http"

    def start(self) -> Answer:
        """New cookies and a new token, from the case status page."""
        self.close()
        self._client = self._new_client()
        answer, _ = self._send(Asked.START_PAGE, "GET", self._route_url("casestatus/index"))
        if answer.state is TransportState.OK:
            token = token_of_page(answer.body.decode("utf-8", errors="replace"))
            if token is None:
                return _with_state(answer, TransportState.MAINTENANCE)
            self._token = token
        return answer

    def fill_complexes(self, state_code: str, district_code: str) -> Answer:
        """Dropdown of a district's court complexes."""
        return self._post(routes.fill_complexes(state_code, district_code))

    def select_court(self, court: Court) -> Answer:
        """Make the court the session's own."""
        return self._post(routes.select_court(court))

    def fill_act_types(self, court: Court, search_text: str) -> Answer:
        """Dropdown of a court's acts whose name contains a text."""
        return self._post(routes.fill_act_types(court, search_text))

    def search_act(self, court: Court, query: ActQuery) -> Answer:
        """A new picture, a person's answer to it, then the search. A failed picture is the answer itself."""
        url = urljoin(self._base_url, f"vendor/securimage/securimage_show.php?{random.random()}")
        picture, told_answer = self._send(Asked.CAPTCHA_PICTURE, "GET", url)
        if picture.state is not TransportState.OK:
            return picture
        typed = self._ask_captcha(CaptchaChallenge(picture.body, told_answer))
        answer = self._post(routes.search_act(court, query, typed))
        return _with_state(answer, answer.state, captchas_used=1)

    def view_history(self, link: tuple[str, ...]) -> Answer:
        """The case page behind a row of the list."""
        return self._post(routes.view_history(link))

    def view_business(self, link: tuple[str, ...], court: Court) -> Answer:
        """The daily status behind a hearing of a case page."""
        return self._post(routes.view_business(link, court))

    def close(self) -> None:
        """Close connections and forget cookies and token."""
        if self._client is not None:
            self._client.close()
        self._client, self._token = None, ""

    def _post(self, request: PortalRequest) -> Answer:
        fields = (*request.fields, ("ajax_req", "true"), ("app_token", self._token))
        answer, _ = self._send(request.asked, "POST", self._route_url(request.route), urlencode(fields))
        self._token = next_token(answer.body, self._token)
        return answer

    def _send(
        self, asked: Asked, method: str, url: str, form: str | None = None
    ) -> tuple[Answer, str | None]:
        """The answer, and the captcha answer told with it; what came before a connection broke is kept."""
        if self._client is None:
            raise RuntimeError("start the session before asking it anything")
        self._pace.wait()
        body, status, told_answer = bytearray(), None, None
        try:
            with self._client.request(
                method, url, data=form, timeout=self._timeout, stream=True, headers=_headers(method)
            ) as response:
                told_answer = response.headers.get(TOLD_ANSWER_HEADER)
                for chunk in response.iter_content(65536):
                    body += chunk
                status = response.status_code
        except requests.exceptions.SSLError as error:
            raise PortalError(f"{url}: certificate not accepted, so nothing was asked: {error}") from error
        except requests.exceptions.RequestException:
            status = None
        finally:
            self._pace.request_ended()
        state = classify(asked, status, bytes(body))
        return Answer(state, bytes(body), status, datetime.now(UTC)), told_answer

    def _new_client(self) -> requests.Session:
        client = requests.Session()
        client.trust_env = not is_loopback(self._base_url)  # no proxy between us and the stand-in portal
        address = urlsplit(self._base_url)
        client.headers.update(
            {
                "User-Agent": USER_AGENT,
                "Origin": f"{address.scheme}://{address.netloc}",
                "Referer": self._route_url("casestatus/index"),
            }
        )
        return client

    def _route_url(self, route: str) -> str:
        return f"{self._base_url}?p={route}"


def _headers(method: str) -> dict[str, str]:
    if method == "GET":
        return {}
    return {
        "X-Requested-With": "XMLHttpRequest",
        "Accept": "application/json, text/javascript, */*; q=0.01",
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    }


def _with_state(answer: Answer, state: TransportState, captchas_used: int = 0) -> Answer:
    return Answer(state, answer.body, answer.http_status, answer.fetched_at, captchas_used)
