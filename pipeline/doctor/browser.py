"""The browser of the attended pull: installed, and willing to be driven. No page of any site is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from extract.portal.browser_program import browser_flags, find_browser
from pipeline.doctor.finding import Finding, Level
from pipeline.doctor.studies import readable_studies

START_MILLISECONDS = 30_000


def examine_browser(data: Path, studies: Sequence[str]) -> Iterator[Finding]:
    """Finds the browser, starts it without a window, and asks its version.

    A fault where a study that is looked at pulls through the browser, else a warning.
    """
    needing = [s.name for s in readable_studies(data, studies) if s.through == "browser"]
    trouble = Level.FAULT if needing else Level.WARNING
    without = (
        "needed by " + ", ".join(needing) if needing else "pulls through a browser need it; imports do not"
    )
    is_driver_there = find_spec("playwright") is not None
    if is_driver_there:
        yield Finding(Level.OK, "browser driver", "Playwright is installed")
    else:
        yield Finding(
            trouble, "browser driver", f"Playwright is not installed ({without})", "run: make browser"
        )
    program = find_browser()
    if program is None:
        fix = "install Chromium or Chrome (Debian, Ubuntu: apt install chromium)"
        yield Finding(trouble, "browser", f"neither Chromium nor Chrome was found ({without})", fix)
    elif is_driver_there:
        yield _driven(program, trouble)
    else:
        yield Finding(Level.OK, "browser", f"found at {program}; not started, as its driver is missing")


def _driven(program: Path, trouble: Level) -> Finding:
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program,
                headless=True,
                args=browser_flags(),
                timeout=START_MILLISECONDS,
            )
            version = browser.version
            browser.close()
    except Error as error:
        said = str(error).splitlines()[0][:150]
        fix = "start it by hand once and see what it says, or install it anew"
        return Finding(trouble, "browser", f"{program} can't be driven: {said}", fix)
    return Finding(Level.OK, "browser", f"{program}, version {version}, starts and can be driven")
