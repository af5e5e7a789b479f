"""Leaving the portal alone once it throttles: for at least a quarter of an hour, over restarts too.

The moment until which it must rest is kept in the archive, and beside all archives of the data folder where
``Patience.shared_rest`` says: another study asks from the same address. Where somebody is there to see it
(``Patience.on_rest``) the pull waits and goes on; otherwise it stops and says until when.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from extract.archive import Archive
from extract.errors import PortalError
from extract.pulling.queue import read_rest
from extract.pulling.queue_writing import WorkQueue
from extract.pulling.shared_rest import SharedRest, later

LEAST_REST = timedelta(minutes=15)
LONGEST_REST = timedelta(hours=2)
RESTS_IN_A_ROW = 4
COUNTDOWN_STEP_SECONDS = 1.0

OnRest = Callable[[float], None]
"""Told the seconds left, about once a second, while a pull waits for a throttled portal."""


class Rest:
    """The rest of one archive's pulls. A rest that did not help doubles the next, up to two hours."""

    def __init__(
        self,
        archive: Archive,
        *,
        shared: SharedRest | None,
        on_rest: OnRest | None,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self._queue = WorkQueue(archive)
        self._shared = shared
        self._until = read_rest(archive)
        self._on_rest, self._now, self._sleep = on_rest, now, sleep
        self._in_a_row = 0

    def begin(self) -> None:
        """The portal throttles; from now on it must not be asked."""
        length = min(LEAST_REST * 2**self._in_a_row, LONGEST_REST)
        self._in_a_row += 1
        self._until = self._now() + length
        self._queue.rest(self._until)
        if self._shared is not None:
            self._shared.begin(self._until)

    def end(self) -> None:
        """The portal has answered again."""
        self._in_a_row = 0

    def refuse_unless_attended(self, http_status: int | None) -> None:
        """Raise ``PortalError`` if nobody waits, or waiting has not helped for hours."""
        if self._on_rest is not None and self._in_a_row <= RESTS_IN_A_ROW:
            return
        raise PortalError(
            f"the portal throttles this address (HTTP {http_status}), and asking on prolongs it; everything "
            f"answered so far is kept: leave it alone for at least {_minutes(self.seconds_left())}, "
            f"until {self._clock_time()} or later, then run this again"
        )

    def wait(self) -> None:
        """Wait until the portal may be asked; raises ``PortalError`` with the time left if nobody waits."""
        if self.seconds_left() > 0 and self._on_rest is None:
            raise PortalError(
                f"the portal throttled this address and is left alone for {_minutes(self.seconds_left())} "
                f"more, until {self._clock_time()}: nothing was asked; run this again then"
            )
        while (left := self.seconds_left()) > 0 and self._on_rest is not None:
            self._on_rest(left)
            self._sleep(min(left, COUNTDOWN_STEP_SECONDS))

    def seconds_left(self) -> float:
        """How long the portal must still be left alone; 0 if it may be asked."""
        if self._shared is not None:
            self._until = later(self._until, self._shared.until())
        if self._until is None:
            return 0.0
        return max((self._until - self._now()).total_seconds(), 0.0)

    def _clock_time(self) -> str:
        return (self._until or datetime.now(UTC)).astimezone().strftime("%H:%M")


def _minutes(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
