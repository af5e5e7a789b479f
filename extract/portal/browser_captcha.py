"""The captcha in the page's search form: sees to it that a picture stands there to be answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from extract.portal.browser_form import SearchForm
from extract.portal.browser_traffic import Heard
from extract.portal.browser_window import BrowserWindow
from extract.portal.classifying import classify
from extract.portal.session import Answer, lost, not_final
from extract.portal.states import Asked, TransportState

CAPTCHA_LASTS = timedelta(seconds=60)
"""A picture older than that is renewed before anyone types it."""
REDRAWN_WITHIN_SECONDS = 3.0
"""How soon the page shows a new picture after each search."""
_CAPTCHA_FORM, _PICTURE = "casestatus/getCaptcha", "securimage_show.php"


def open_tab(window: BrowserWindow) -> Answer | None:
    """The search by act with its captcha; what came in place of that, else ``None``."""
    if (throttled := window.throttled()) is not None:
        return throttled
    form = SearchForm(window.page)
    window.do_until(form.open_tab, lambda: _has_opened(window, form))
    for heard, asked in _captcha_parts(window):
        answer = Answer(
            classify(asked, heard.http_status, heard.body), heard.body, heard.http_status, heard.at
        )
        if answer.state is not TransportState.OK:
            return not_final(answer)
    return None


def fresh_picture(window: BrowserWindow, searched_at: datetime) -> Answer | None:
    """See to it that a picture stands there to be answered; what came instead of one, else ``None``."""
    form = SearchForm(window.page)
    if window.wait_until(lambda: _has_fresh_picture(window, form, searched_at), REDRAWN_WITHIN_SECONDS):
        return None
    if form.can_renew_picture():
        renewed = window.do(Asked.CAPTCHA_PICTURE, _PICTURE, form.renew_picture)
        return None if renewed.state is TransportState.OK else renewed
    refused = open_tab(window)
    return refused if refused is not None or _has_fresh_picture(window, form, searched_at) else lost()


def _captcha_parts(window: BrowserWindow) -> list[tuple[Heard, Asked]]:
    """What came of the captcha since the last thing done: the form's block, its picture."""
    parts = ((_CAPTCHA_FORM, Asked.CAPTCHA_FORM), (_PICTURE, Asked.CAPTCHA_PICTURE))
    heard = [(window.heard(route), asked) for route, asked in parts]
    return [(one, asked) for one, asked in heard if one is not None]


def _has_opened(window: BrowserWindow, form: SearchForm) -> bool:
    """Whether a picture has come, or something else in its place."""
    refused = any(
        classify(asked, heard.http_status, heard.body) is not TransportState.OK
        for heard, asked in _captcha_parts(window)
    )
    return refused or form.shows_picture()


def _has_fresh_picture(window: BrowserWindow, form: SearchForm, searched_at: datetime) -> bool:
    """Whether the picture to be seen came after the last search, which used up the one before."""
    oldest = max(searched_at, datetime.now(UTC) - CAPTCHA_LASTS)
    return window.shows_picture_since(oldest, form.picture_address())
