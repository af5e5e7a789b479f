"""The operator's own browser: found on the machine, started and driven; never one that a package brought."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from extract.errors import PortalError

CHOSEN_BY = "ECOURTS_BROWSER"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
QUIET = (
    "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
START_MILLISECONDS = 30_000


def find_browser() -> Path | None:
    """The Chromium or Chrome that ECOURTS_BROWSER names, else the first installed; ``None`` if none is."""
    if chosen := os.environ.get(CHOSEN_BY):
        return Path(chosen) if Path(chosen).is_file() else None
    found = (shutil.which(command) for command in COMMANDS)
    places = [Path(place) for place in found if place] + [place for place in APPLICATIONS if place.is_file()]
    return places[0] if places else None


def browser_flags() -> list[str]:
    """Flags that keep the browser from asking anything of anyone but the portal."""
    unsandboxed = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [*QUIET, *unsandboxed]  # Chromium refuses to run as root with its sandbox


class BrowserProgram:
    """A started browser and its driver. ``is_headless`` is for tests on machines without a screen."""

    def __init__(self, *, is_headless: bool) -> None:
        driver = _driver()
        program = find_browser()
        if program is None:
            raise PortalError(
                "no Chromium or Chrome found: install one (Debian, Ubuntu: apt install chromium), "
                f"or name its program in {CHOSEN_BY}"
            )
        self._driver = driver.sync_playwright().start()
        try:
            self.browser = self._driver.chromium.launch(
                executable_path=program,
                headless=is_headless,
                args=browser_flags(),
                timeout=START_MILLISECONDS,
                handle_sigint=False,  # Ctrl-C is the program's to answer; the window closes with it
            )
        except driver.Error as error:
            self._driver.stop()
            said = str(error).splitlines()[0]
            raise PortalError(
                f"{program} can't be started ({said}): a window needs a screen; "
                "`ecourts-indicators doctor` tells more"
            ) from error

    def close(self) -> None:
        """Close the window and end the driver; closing what the person closed does no harm."""
        with suppress(_driver().Error):
            self.browser.close()
        self._driver.stop()


def driver_errors() -> type[Exception]:
    """What the driver raises."""
    errors: type[Exception] = _driver().Error
    return errors


def _driver() -> Any:
    try:
        return import_module("playwright.sync_api")
    except ModuleNotFoundError:
        raise PortalError(
            "the attended browser needs Playwright, which is not installed: run `make browser` "
            "(or: pip install 'ecourts-indicators[browser]')"
        ) from None
