"""The portal's search page as a person uses it: its dropdowns, its form for acts, its links and its Back.

Names and structure as in the portal's own page (2026): nothing here depends on where a thing stands.
"""

from __future__ import annotations

from typing import Any

from extract.parsers.text import link_arguments
from extract.portal.routes import ActQuery

STATE, DISTRICT = "#sess_state_code", "#sess_dist_code"
COMPLEX, ESTABLISHMENT = "#court_complex_code", "#court_est_code"
CAPTCHA = "#act_captcha_code"
_FORM, _TAB = "#frm_act", "#act-tabMenu"
_ACTS, _SEARCH_TEXT, _SEARCH_BUTTON, _SECTION = "#actcode", "#search_act", "#fillActTypebtn", "#under_sec"
_GO = f"{_FORM} [onclick*='submitAct']"
_PICTURE = f"{_FORM} #captcha_image"
_RENEW = f"{_FORM} [title='Refresh Image']"
_BACK = "[onclick*='back_fun(']:visible, [onclick*='main_back(']:visible"
_MESSAGE_CLOSE = "#validateError .btn-close:visible"
_STEPS_BACK = 2
"""From a day to its case, from a case to the form."""

_GO_ON_ENTER = """(field, go) => {
    field.onkeydown = (event) => { if (event.key === "Enter") document.querySelector(go).click(); };
}"""


class SearchForm:
    """The page's controls. Filling and looking asks nothing; the page's scripts decide what a click asks."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def offers(self, dropdown: str, value: str) -> bool:
        """Whether a dropdown has an option with this value."""
        values = self._page.locator(f"{dropdown} option").evaluate_all("all => all.map(one => one.value)")
        return value in values

    def offers_act(self, code: str) -> bool:
        """Whether the act is among those last searched for."""
        return self.offers(_ACTS, code)

    def is_chosen(self, dropdown: str, value: str) -> bool:
        """Whether a dropdown stands at this value."""
        return bool(self._page.locator(dropdown).input_value() == value)

    def choose(self, dropdown: str, value: str) -> None:
        """Choose an option, even if it was chosen before."""
        self._page.select_option(dropdown, value)

    def open_tab(self) -> None:
        """Turn to the search by act."""
        self._step_back()
        self._page.click(_TAB)

    def show(self) -> None:
        """Back from a day to its case and from a case to the form; the page asks nothing for that."""
        self.close_message()
        self._step_back()

    def close_message(self) -> None:
        """Take away the message that stands in front of the page."""
        closing = self._page.locator(_MESSAGE_CLOSE)
        if closing.count():
            closing.first.click()

    def search_acts(self, text: str) -> None:
        """Search the acts whose name contains a text."""
        self._page.fill(_SEARCH_TEXT, text)
        self._page.click(_SEARCH_BUTTON)

    def fill(self, query: ActQuery) -> None:
        """Everything but the captcha."""
        self._page.fill(_SEARCH_TEXT, query.search_text)
        self._page.select_option(_ACTS, query.act_code)
        self._page.fill(_SECTION, query.section)
        self._page.check(f"{_FORM} input[name=case_status][value={query.case_status}]")

    def go(self) -> None:
        """Send the form."""
        self._page.click(_GO)

    def await_typing(self) -> None:
        """The captcha's field empty and ready, where Enter sends the form as Go does."""
        field = self._page.locator(CAPTCHA)
        field.fill("")
        field.evaluate(_GO_ON_ENTER, _GO)
        field.focus()
        self._page.bring_to_front()

    def picture_address(self) -> str | None:
        """Address of the captcha picture that is to be seen; ``None`` without one."""
        picture = self._page.locator(_PICTURE)
        if not picture.count():
            return None
        seen = picture.first.evaluate("one => one.complete && one.naturalWidth > 0 ? one.currentSrc : ''")
        return str(seen) or None

    def shows_picture(self) -> bool:
        """Whether a captcha picture is to be seen."""
        return self.picture_address() is not None

    def can_renew_picture(self) -> bool:
        """Whether the page offers another picture."""
        return bool(self._page.locator(_RENEW).count())

    def renew_picture(self) -> None:
        """Ask for another picture."""
        self._page.locator(_RENEW).first.click()

    def links(self, function: str) -> list[tuple[str, ...] | None]:
        """Arguments of every link that calls a function of the portal, in the order of the page."""
        said = self._page.locator(_anchors(function)).evaluate_all(
            "all => all.map(one => one.getAttribute('onclick'))"
        )
        return [link_arguments(onclick, function) for onclick in said]

    def find(self, function: str, link: tuple[str, ...]) -> int | None:
        """Place of a link among those of its function."""
        links = self.links(function)
        return links.index(link) if link in links else None

    def click_link(self, function: str, link: tuple[str, ...]) -> None:
        """Follow a link, going back to where it stands if the page shows something else.

        Where there is no way back to it the link is called as it stands, hidden in the page.
        """
        anchor = self._page.locator(_anchors(function)).nth(self.links(function).index(link))
        self.close_message()
        for _ in range(_STEPS_BACK):
            if anchor.is_visible() or not self._go_back():
                break
        if anchor.is_visible():
            anchor.click()
        else:
            anchor.evaluate("link => link.click()")

    def _step_back(self) -> None:
        for _ in range(_STEPS_BACK):
            if self._page.is_visible(_TAB) or not self._go_back():
                return

    def _go_back(self) -> bool:
        backs = self._page.locator(_BACK)
        if not backs.count():
            return False
        backs.first.click()
        return True


def _anchors(function: str) -> str:
    return f"[onclick*='{function}(']"
