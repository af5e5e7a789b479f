"""A person's walk through the portal's own pages in a real Chromium, which records it as a HAR file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from extract.standin.places import Complex

FLAGS = (
    "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
TOLD_ANSWER = "x-standin-captcha-answer"


@contextmanager
def chromium() -> Iterator[Any]:
    """The installed Chromium or Chrome without a window; skips the test where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium or Chrome on this machine")
    unsandboxed = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program, headless=True, args=[*FLAGS, *unsandboxed], timeout=30_000
        )
        try:
            yield browser
        finally:
            browser.close()


class Walk:
    """One visitor: chooses from the form, types captchas, clicks links, waits for each answer."""

    def __init__(self, page: Any, base_url: str) -> None:
        self._page = page
        self._told = ""
        page.on("response", self._listen)
        page.goto(f"{base_url}?p=casestatus/index", wait_until="networkidle")

    def choose_court(self, place: Complex) -> None:
        """State, district and complex, each from its dropdown."""
        with self._answer("fillDistrict"):
            self._page.select_option("#sess_state_code", "1")
        with self._answer("fillcomplex"):
            self._page.select_option("#sess_dist_code", place.district_code)
        self._page.wait_for_selector(f"#court_complex_code option[value^='{place.code}@']", state="attached")
        option = self._page.locator(f"#court_complex_code option[value^='{place.code}@']")
        with self._answer("getCaptcha"):
            self._page.select_option("#court_complex_code", option.get_attribute("value"))
        with self._new_picture(), self._answer("getCaptcha"):
            self._page.click("#act-tabMenu")

    def acts(self, text: str) -> list[str]:
        """Codes of the acts whose name contains a text."""
        self._page.fill("#search_act", text)
        with self._answer("fillActType"):
            self._page.click("#fillActTypebtn")
        self._page.wait_for_timeout(50)
        options = self._page.locator("#actcode option").evaluate_all("all => all.map(one => one.value)")
        return [code for code in options if code]

    def search(self, act: str, status: str, *, captcha: str | None = None) -> int:
        """One list; returns how many cases it links to. ``captcha`` is typed in place of the right one."""
        self._back_to("#frm_act")
        self._close_message()
        self._page.select_option("#actcode", act)
        self._page.check(f"#frm_act input[name=case_status][value={status}]")
        self._page.fill("#act_captcha_code", captcha or self._told)
        with self._new_picture(), self._answer("submitAct"):
            self._page.click("#frm_act button.go")
        return int(self._page.locator("#res_act a[onclick^=viewHistory]").count())

    def open_case(self, number: int) -> int:
        """The case page behind a link of the list; returns how many hearings it has links to."""
        self._back_to("#res_act")
        with self._answer("viewHistory"):
            self._page.locator("#res_act a[onclick^=viewHistory]").nth(number).click()
        self._page.wait_for_selector("#CSact .history_table")
        return int(self._page.locator("#CSact .history_table a[onclick^=viewBusiness]").count())

    def open_day(self, number: int) -> None:
        """The daily status behind a hearing of the open case."""
        self._back_to("#CSact")
        with self._answer("viewBusiness"):
            self._page.locator("#CSact .history_table a[onclick^=viewBusiness]").nth(number).click()
        self._page.wait_for_selector("#caseBusinessDiv_act")

    def html(self) -> str:
        """The page as a browser saves it."""
        return f"<!DOCTYPE html>\n{self._page.content()}"

    def _back_to(self, part: str) -> None:
        while not self._page.is_visible(part):
            self._page.locator("p.back button:visible").click()

    def _close_message(self) -> None:
        if self._page.is_visible("#validateError"):
            self._page.click("#validateError .btn-close")

    @contextmanager
    def _new_picture(self) -> Iterator[None]:
        """Waits until another picture than before has come, which follows every answer with a captcha."""
        told = self._told
        yield
        while self._told == told:
            self._page.wait_for_timeout(20)

    def _answer(self, route: str) -> Any:
        return self._page.expect_response(lambda answer: _route(answer.url).endswith(f"/{route}"))

    def _listen(self, answer: Any) -> None:
        if TOLD_ANSWER in answer.headers:
            self._told = answer.headers[TOLD_ANSWER]


def _route(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("p", [""])[0]


def walk_and_record(browser: Any, base_url: str, har: Path, places: list[Complex]) -> list[str]:
    """All lists of the trafficking act in some complexes, all cases, all days; returns saved case pages."""
    context = browser.new_context(record_har_path=har, record_har_content="embed")
    saved = []
    walk = Walk(context.new_page(), base_url)
    for place in places:
        walk.choose_court(place)
        for act in walk.acts("immoral"):
            walk.search(act, "Pending", captcha="wrong1")
            for status in ("Pending", "Disposed"):
                for case in range(walk.search(act, status)):
                    for day in range(walk.open_case(case)):
                        walk.open_day(day)
                    saved.append(walk.html())
    context.close()
    return saved
