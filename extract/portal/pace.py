"""Pace: how long to leave the portal alone between two requests."""

from __future__ import annotations

import ipaddress
import random
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from extract.errors import PortalError

LEAST_SECONDS = 1.0  # faster than about one request a second trips the portal's throttle


def is_loopback(base_url: str) -> bool:
    """Whether an address lies on this machine: only the stand-in portal does."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Pace:
    """Waits at least ``seconds`` plus up to ``jitter_seconds`` since the last request ended.

    Raises ``PortalError`` for less than one second to any host but this machine itself.
    """

    def __init__(
        self,
        base_url: str,
        seconds: float,
        jitter_seconds: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        draw: Callable[[float, float], float] = random.uniform,
    ) -> None:
        if not (seconds >= 0 and jitter_seconds >= 0):
            raise PortalError(f"pace: {seconds} s and jitter {jitter_seconds} s: neither may be negative")
        if seconds < LEAST_SECONDS and not is_loopback(base_url):
            raise PortalError(
                f"pace: {seconds} s between requests to {base_url} is too fast: at least {LEAST_SECONDS} s"
            )
        self._seconds = seconds
        self._jitter_seconds = jitter_seconds
        self._clock, self._sleep, self._draw = clock, sleep, draw
        self._last_end: float | None = None

    def wait(self) -> None:
        """Sleep until the next request may be sent; the first may go at once."""
        if self._last_end is None:
            return
        interval = self._seconds + self._draw(0.0, self._jitter_seconds)
        remaining = self._last_end + interval - self._clock()
        if remaining > 0:
            self._sleep(remaining)

    def request_ended(self) -> None:
        """Note that a request has just ended, well or badly."""
        self._last_end = self._clock()
