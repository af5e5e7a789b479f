"""How fast a pull goes, measured while it runs, and how long the rest takes at that pace."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from statistics import median

from extract.pulling.request import Progress
from pipeline.pulling.plan import REQUESTS_A_SEARCH, Assumptions

REMEMBERED_PAGES = 30


class MeasuredPace:
    """Times of the latest lists and pages; what is assumed of a pull stands in until one was measured.

    A list's time includes the person's, at its captcha. Typical times are medians: one long pause before a
    captcha says nothing about the next. Rests of a throttled portal are left out.
    """

    def __init__(self, assumed: Assumptions, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._latest = Progress(0, 0, "", 0)
        self._list_seconds: deque[float] = deque(maxlen=REMEMBERED_PAGES)
        self._page_seconds: deque[float] = deque(maxlen=REMEMBERED_PAGES)
        self._all_seconds: deque[float] = deque(maxlen=REMEMBERED_PAGES)
        between, answer = assumed.seconds_between_requests, assumed.seconds_an_answer
        self._assumed_page = between + answer
        self._assumed_list = REQUESTS_A_SEARCH * between + answer
        self._assumed_list += assumed.seconds_a_captcha + assumed.seconds_a_search

    def step(self, progress: Progress) -> None:
        """One question is settled; the time since the one before was spent on it."""
        before, self._latest = self._latest, progress
        now = self._clock()
        spent, self._since = now - self._since, now
        if progress.pages_asked == before.pages_asked:
            return
        self._all_seconds.append(spent)
        is_list = progress.lists_asked > before.lists_asked
        (self._list_seconds if is_list else self._page_seconds).append(spent)

    def rest(self) -> None:
        """Time up to now was a rest."""
        self._since = self._clock()

    @property
    def pages_a_minute(self) -> float | None:
        """Over the latest pages and lists; ``None`` before the first."""
        seconds = sum(self._all_seconds)
        return len(self._all_seconds) * 60 / seconds if seconds > 0 else None

    def seconds_for(self, lists: float, pages: float) -> float:
        """Time for so many lists and other pages."""
        a_list = median(self._list_seconds) if self._list_seconds else self._assumed_list
        a_page = median(self._page_seconds) if self._page_seconds else self._assumed_page
        return lists * a_list + pages * a_page
