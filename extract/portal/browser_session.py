"""The attended browser: the operator's own window on the portal, filled in and clicked by the program.

The page's own scripts make every call; nothing here sends a request or reads the headers the page adds. A
person types each captcha: into the page, or wherever the call-back asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from extract.errors import PortalError
from extract.portal.address import refuse_unsafe_address
from extract.portal.browser_captcha import fresh_picture, open_tab
from extract.portal.browser_form import CAPTCHA, COMPLEX, DISTRICT, ESTABLISHMENT, STATE, SearchForm
from extract.portal.browser_window import REACTION_SECONDS, BrowserWindow
from extract.portal.captcha import CaptchaAsker
from extract.portal.pace import Pace, is_loopback
from extract.portal.routes import WHOLE_COMPLEX, ActQuery, Court
from extract.portal.session import Answer, lost, not_final
from extract.portal.states import Asked, TransportState

CNR_ARGUMENT = {"viewHistory": 1, "viewBusiness": 3}
"""Which argument of each link is the case's CNR."""
FILLED_WITHIN_SECONDS = 0.5
"""How soon a list or a case stands in the page once its answer has come."""
_SEARCH = "casestatus/submitAct"

Given = ParamSpec("Given")
Asks = Callable[Concatenate["AttendedBrowser", Given], Answer]


def _in_open_window(asks: Asks[Given]) -> Asks[Given]:
    """Once the person has closed the window, whatever is done in it says so."""

    @wraps(asks)
    def watched(session: AttendedBrowser, /, *given: Given.args, **named: Given.kwargs) -> Answer:
        with session._window.watched():
            return asks(session, *given, **named)

    return watched


class AttendedBrowser:
    """``PortalSession`` in a real browser window, opened with the first question.

    ``ask_captcha`` gives the text to be typed; ``None`` leaves the page's own field to the person, who types
    there and presses Enter or Go, and ``on_captcha`` is then told that the page waits. Raises ``PortalError``
    for an address or a pace the portal must not be asked with, and for a hidden window on any but the
    stand-in portal: without a window nobody can type.
    """

    def __init__(
        self,
        base_url: str,
        ask_captcha: CaptchaAsker | None,
        *,
        pace_seconds: float = 2.5,
        jitter_seconds: float = 1.0,
        is_headless: bool = False,
        patience_seconds: float = 120.0,
        on_captcha: Callable[[], None] = lambda: None,
    ) -> None:
        refuse_unsafe_address(base_url)
        if is_headless and not is_loopback(base_url):
            raise PortalError(f"{base_url}: a browser without a window is for the stand-in portal only")
        Pace(base_url, pace_seconds, jitter_seconds)
        self._base_url = base_url if base_url.endswith("/") else f"{base_url}/"
        self._ask_captcha = ask_captcha
        self._pace_seconds, self._jitter_seconds = pace_seconds, jitter_seconds
        self._is_headless = is_headless
        self._patience_seconds = patience_seconds
        self._on_captcha = on_captcha
        self._opened: BrowserWindow | None = None
        self._searched_at = datetime.min.replace(tzinfo=UTC)

    @property
    def origin(self) -> str:
        """Recorded with every stored page."""
        return "attended-browser"

    def start(self) -> Answer:
        """A new session on the search page, in the same window."""
        if self._opened is None:
            self._opened = BrowserWindow(
                self._base_url,
                self._pace_seconds,
                self._jitter_seconds,
                is_headless=self._is_headless,
                patience_seconds=self._patience_seconds,
            )
        return self._opened.open_start_page()

    @_in_open_window
    def fill_complexes(self, state_code: str, district_code: str) -> Answer:
        """Choose state and district; the page then fills its dropdown of complexes."""
        chosen = self._choose(Asked.OPTIONS, "casestatus/fillDistrict", STATE, state_code)
        if chosen.state is not TransportState.OK:
            return not_final(chosen)
        return self._choose(Asked.OPTIONS, "casestatus/fillcomplex", DISTRICT, district_code)

    @_in_open_window
    def select_court(self, court: Court) -> Answer:
        """Choose the complex, and the establishment where one must be; then the search by act."""
        if not self._form.is_chosen(DISTRICT, court.district_code) or not self._form.offers(
            COMPLEX, court.complex_value
        ):
            filled = self.fill_complexes(court.state_code, court.district_code)
            if filled.state is not TransportState.OK:
                return not_final(filled)
        answer = self._choose(Asked.SELECTION, "casestatus/set_data", COMPLEX, court.complex_value)
        if answer.state is TransportState.OK and court.establishment != WHOLE_COMPLEX:
            answer = self._choose(Asked.SELECTION, "casestatus/set_data", ESTABLISHMENT, court.establishment)
        return open_tab(self._window) or answer if answer.state is TransportState.OK else answer

    @_in_open_window
    def fill_act_types(self, court: Court, search_text: str) -> Answer:
        """Type the text into the page's search of acts and press its button."""
        self._form.show()
        return self._window.do(
            Asked.OPTIONS, "casestatus/fillActType", lambda: self._form.search_acts(search_text)
        )

    @_in_open_window
    def search_act(self, court: Court, query: ActQuery) -> Answer:
        """Fill the form; a person answers its captcha; the page sends the search."""
        self._form.show()
        if not self._form.offers_act(query.act_code):
            filled = self.fill_act_types(court, query.search_text)
            if filled.state is not TransportState.OK or not self._form.offers_act(query.act_code):
                return not_final(filled)
        self._form.fill(query)
        unanswered = fresh_picture(self._window, self._searched_at)
        return self._answer_captcha() if unanswered is None else unanswered

    @_in_open_window
    def view_history(self, link: tuple[str, ...]) -> Answer:
        """Click the case in the list."""
        return self._follow("viewHistory", Asked.CASE_PAGE, "home/viewHistory", link)

    @_in_open_window
    def view_business(self, link: tuple[str, ...], court: Court) -> Answer:
        """Click the day in the case's history; the case is opened first where another one stands open."""
        if not self._is_shown("viewBusiness", link):
            opened = self._open_case_of(link[CNR_ARGUMENT["viewBusiness"]])
            if opened.state is not TransportState.OK:
                return not_final(opened)
        return self._follow("viewBusiness", Asked.DAILY_STATUS, "home/viewBusiness", link)

    def close(self) -> None:
        """Close the window and its browser."""
        if self._opened is not None:
            self._opened.close()
        self._opened = None

    @property
    def _window(self) -> BrowserWindow:
        if self._opened is None:
            raise RuntimeError("start the session before asking it anything")
        return self._opened

    @property
    def _form(self) -> SearchForm:
        return SearchForm(self._window.page)

    def _choose(self, asked: Asked, route: str, dropdown: str, value: str) -> Answer:
        self._form.close_message()
        if not self._window.wait_until(lambda: self._form.offers(dropdown, value), REACTION_SECONDS):
            return lost()
        return self._window.do(asked, route, lambda: self._form.choose(dropdown, value))

    def _answer_captcha(self) -> Answer:
        if self._ask_captcha is None:
            self._form.await_typing()
            sent = self._window.do(Asked.SEARCH, _SEARCH, self._on_captcha, waits_for_person=True)
        else:
            picture = self._window.captcha
            if picture is None:
                return lost()
            self._window.page.fill(CAPTCHA, self._ask_captcha(picture))
            sent = self._window.do(Asked.SEARCH, _SEARCH, self._form.go)
        self._searched_at = sent.fetched_at
        return replace(sent, captchas_used=1)

    def _open_case_of(self, cnr: str) -> Answer:
        """The case page of a CNR, by its link in the list."""
        self._window.wait_until(lambda: self._link_of(cnr) is not None, FILLED_WITHIN_SECONDS)
        link = self._link_of(cnr)
        return lost() if link is None else self.view_history(link)

    def _link_of(self, cnr: str) -> tuple[str, ...] | None:
        place = CNR_ARGUMENT["viewHistory"]
        links = (link for link in self._form.links("viewHistory") if link is not None)
        return next((link for link in links if link[place] == cnr), None)

    def _follow(self, function: str, asked: Asked, route: str, link: tuple[str, ...]) -> Answer:
        if not self._is_shown(function, link):
            return lost()
        return self._window.do(asked, route, lambda: self._form.click_link(function, link))

    def _is_shown(self, function: str, link: tuple[str, ...]) -> bool:
        """Whether the page has a link; an answer just come may still be on its way into the page."""
        return self._window.wait_until(
            lambda: self._form.find(function, link) is not None, FILLED_WITHIN_SECONDS
        )
