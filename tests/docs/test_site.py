"""The built site opens from the disk, is searched there, and asks nothing of any network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
NARROW, WIDE = {"width": 390, "height": 800}, {"width": 1280, "height": 800}
LOADED_FROM_ELSEWHERE = re.compile(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?https?://""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it: a link that leads nowhere ends the build."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=PROJECT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a network; whatever it asks for outside the disk, and each fault, fails the test."""
    context = browser.new_context(offline=True, viewport=WIDE)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: pytest.fail(str(error)))
    yield opened
    assert asked, "the page was not opened"
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []
    context.close()


def pages_of(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def test_every_page_stands_in_the_navigation_and_loads_nothing_from_elsewhere(site: Path) -> None:
    start = (site / "index.html").read_text(encoding="utf-8")
    assert len(pages_of(site)) > 5
    for path in pages_of(site):
        assert f'href="{path.relative_to(site).as_posix()}"' in start or path.name == "index.html"
        assert not LOADED_FROM_ELSEWHERE.search(path.read_text(encoding="utf-8"))


def test_no_page_is_wider_than_the_screen(site: Path, page: Page) -> None:
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for path in pages_of(site):
            page.goto(path.as_uri())
            root = "document.documentElement"
            too_wide = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
            assert too_wide == 0, f"{path.name} at {size['width']} px"


def test_search_works_from_the_disk(site: Path, page: Page) -> None:
    page.goto((site / "reference" / "commands.html").as_uri())
    page.click("input.md-search__input")
    page.keyboard.type("disposed share")
    page.wait_for_selector(".md-search-result__item", timeout=10_000)
    first = page.locator(".md-search-result__item a").first
    assert "reference/indicators.html" in str(first.get_attribute("href"))


def test_light_and_dark_can_be_chosen(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.locator("form.md-header__option label:not([hidden])").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") != before
