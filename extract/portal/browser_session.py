"""The attended browser: the operator's own window on the portal, filled in and clicked by the program.

The page's own scripts make every call; nothing here sends a request or reads the headers the page adds. A
person types each captcha: into the page, or wherever the call-back asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from extract.parsers.text import link_arguments
from extract.portal.browser_window import BrowserWindow
from extract.portal.captcha import CaptchaAsker
from extract.portal.pace import Pace
from extract.portal.routes import WHOLE_COMPLEX, ActQuery, Court
from extract.portal.session import Answer
from extract.portal.states import Asked, TransportState

STATE, DISTRICT = "#sess_state_code", "#sess_dist_code"
COMPLEX, ESTABLISHMENT = "#court_complex_code", "#court_est_code"
ACT_TAB, ACT_FORM = "#act-tabMenu", "#frm_act"
CAPTCHA = "#act_captcha_code"
BACK_BUTTONS = "button[id^='main_back_']:visible, button[id$='_back']:visible"
MESSAGE_CLOSE = "#validateError .btn-close:visible"
CNR_ARGUMENT = {"viewHistory": 1, "viewBusiness": 3}
"""Which argument of each link is the case's CNR."""


class AttendedBrowser:
    """``PortalSession`` in a real browser window, opened with the first question.

    ``ask_captcha`` gives the text to be typed; ``None`` leaves the page's own field to the person, who types
    there and presses Enter, and ``on_captcha`` is then told that the page waits.
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
        self._base_url = base_url if base_url.endswith("/") else f"{base_url}/"
        self._ask_captcha = ask_captcha
        self._pace = Pace(base_url, pace_seconds, jitter_seconds)
        self._is_headless = is_headless
        self._patience_seconds = patience_seconds
        self._on_captcha = on_captcha
        self._opened: BrowserWindow | None = None

    @property
    def origin(self) -> str:
        """Recorded with every stored page."""
        return "attended-browser"

    def start(self) -> Answer:
        """A new session on the search page, in the same window."""
        if self._opened is None:
            self._opened = BrowserWindow(
                self._base_url,
                self._pace,
                is_headless=self._is_headless,
                patience_seconds=self._patience_seconds,
            )
        return self._opened.open_start_page()

    def fill_complexes(self, state_code: str, district_code: str) -> Answer:
        """Choose state and district; the page then fills its dropdown of complexes."""
        chosen = self._choose(Asked.OPTIONS, "casestatus/fillDistrict", STATE, state_code)
        if not chosen.state.is_final:
            return chosen
        return self._choose(Asked.OPTIONS, "casestatus/fillcomplex", DISTRICT, district_code)

    def select_court(self, court: Court) -> Answer:
        """Choose the complex, and the establishment where one must be."""
        if not self._offers(COMPLEX, court.complex_value) or not self._is_chosen(
            DISTRICT, court.district_code
        ):
            filled = self.fill_complexes(court.state_code, court.district_code)
            if not filled.state.is_final:
                return filled
        answer = self._choose(Asked.SELECTION, "casestatus/set_data", COMPLEX, court.complex_value)
        if answer.state is TransportState.OK and court.establishment != WHOLE_COMPLEX:
            answer = self._choose(Asked.SELECTION, "casestatus/set_data", ESTABLISHMENT, court.establishment)
        if answer.state is TransportState.OK:
            opened = self._window.do(
                Asked.CAPTCHA_FORM, "casestatus/getCaptcha", lambda: self._page.click(ACT_TAB)
            )
            return answer if opened.state is TransportState.OK else opened
        return answer

    def fill_act_types(self, court: Court, search_text: str) -> Answer:
        """Type the text into the page's search of acts and press its button."""
        self._show_form()
        self._page.fill("#search_act", search_text)
        return self._window.do(
            Asked.OPTIONS, "casestatus/fillActType", lambda: self._page.click("#fillActTypebtn")
        )

    def search_act(self, court: Court, query: ActQuery) -> Answer:
        """Fill the form; a person answers its captcha; the page sends the search."""
        self._show_form()
        if not self._offers("#actcode", query.act_code):
            filled = self.fill_act_types(court, query.search_text)
            if not filled.state.is_final:
                return filled
        self._page.fill("#search_act", query.search_text)
        self._page.select_option("#actcode", query.act_code)
        self._page.fill("#under_sec", query.section)
        self._page.check(f"{ACT_FORM} input[name=case_status][value={query.case_status}]")
        answer = self._answer_captcha()
        return replace(answer, captchas_used=1)

    def view_history(self, link: tuple[str, ...]) -> Answer:
        """Click the case in the list."""
        return self._follow("viewHistory", Asked.CASE_PAGE, "home/viewHistory", link)

    def view_business(self, link: tuple[str, ...], court: Court) -> Answer:
        """Click the day in the case's history; the case is opened first where another one stands open."""
        if self._find("viewBusiness", link) is None:
            opened = self._open_case_of(link[CNR_ARGUMENT["viewBusiness"]])
            if not opened.state.is_final:
                return opened
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
    def _page(self) -> Any:
        return self._window.page

    def _show_form(self) -> None:
        """Back from a day to its case and from a case to the form; the page asks nothing for that."""
        self._close_message()
        while not self._page.is_visible(ACT_FORM) and self._page.locator(BACK_BUTTONS).count():
            self._page.locator(BACK_BUTTONS).first.click()

    def _close_message(self) -> None:
        if self._page.locator(MESSAGE_CLOSE).count():
            self._page.locator(MESSAGE_CLOSE).first.click()

    def _choose(self, asked: Asked, route: str, dropdown: str, value: str) -> Answer:
        self._close_message()
        if not self._offers(dropdown, value):
            return _lost()
        return self._window.do(asked, route, lambda: self._page.select_option(dropdown, value))

    def _offers(self, dropdown: str, value: str) -> bool:
        values = self._page.locator(f"{dropdown} option").evaluate_all("all => all.map(one => one.value)")
        return value in values

    def _is_chosen(self, dropdown: str, value: str) -> bool:
        return bool(self._page.locator(dropdown).input_value() == value)

    def _answer_captcha(self) -> Answer:
        route = "casestatus/submitAct"
        if self._ask_captcha is None:
            self._page.fill(CAPTCHA, "")
            self._page.focus(CAPTCHA)
            self._page.bring_to_front()
            self._on_captcha()
            return self._window.do(Asked.SEARCH, route, lambda: None, waits_for_person=True)
        if self._window.captcha is None:
            return _lost()
        self._page.fill(CAPTCHA, self._ask_captcha(self._window.captcha))
        return self._window.do(Asked.SEARCH, route, lambda: self._page.click(f"{ACT_FORM} button.go"))

    def _open_case_of(self, cnr: str) -> Answer:
        for link in self._links("viewHistory"):
            if link is not None and link[CNR_ARGUMENT["viewHistory"]] == cnr:
                return self.view_history(link)
        return _lost()

    def _follow(self, function: str, asked: Asked, route: str, link: tuple[str, ...]) -> Answer:
        place = self._find(function, link)
        if place is None:
            return _lost()
        # The page's own handler is called even while the portal hides the list behind an open case.
        anchor = self._page.locator(_anchors(function)).nth(place)
        return self._window.do(asked, route, lambda: anchor.evaluate("link => link.click()"))

    def _find(self, function: str, link: tuple[str, ...]) -> int | None:
        links = self._links(function)
        return links.index(link) if link in links else None

    def _links(self, function: str) -> list[tuple[str, ...] | None]:
        said = self._page.locator(_anchors(function)).evaluate_all(
            "all => all.map(one => one.getAttribute('onclick'))"
        )
        return [link_arguments(onclick, function) for onclick in said]


def _anchors(function: str) -> str:
    return f"[onclick*='{function}(']"


def _lost() -> Answer:
    """What the page should offer is not there: it is not the session it was."""
    return Answer(TransportState.SESSION_LOST, b"", 200, datetime.now(UTC))
