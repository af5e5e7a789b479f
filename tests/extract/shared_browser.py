"""One started browser for the tests of a module: each pull has a window and cookies of its own in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from extract.portal import browser_window
from extract.portal.browser_program import BrowserProgram


@contextmanager
def shared_browser() -> Iterator[None]:
    """While it lasts, windows open in one hidden browser, as starting one takes seconds."""
    program = BrowserProgram(is_headless=True)

    class Borrowed:
        def __init__(self, *, is_headless: bool) -> None:
            assert is_headless
            self.browser = program.browser

        def close(self) -> None:
            for context in self.browser.contexts:
                context.close()

    try:
        with patch.object(browser_window, "BrowserProgram", Borrowed):
            yield
    finally:
        program.close()
