"""The request gate: every call must carry a header that the page's own script computes, new every hour."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping

OPEN_SCRIPT = "function addGateHeader(headers) { return headers; }\n"


class RequestGate:
    """Checks calls when it ``is_closed``; open, it lets everything through."""

    def __init__(self, *, is_closed: bool, lifetime_seconds: float = 3600.0) -> None:
        self._is_closed = is_closed
        self._lifetime_seconds = lifetime_seconds
        self._headers: list[tuple[str, str]] = []
        self._renewed_at = 0.0

    def script(self) -> str:
        """``js/components.js``: the function that adds the header in force."""
        if not self._is_closed:
            return OPEN_SCRIPT
        name, value = self._current()
        return (
            "function addGateHeader(headers) {\n"
            f'  headers["{name}"] = "{value[::-1]}".split("").reverse().join("");\n'
            "  return headers;\n}\n"
        )

    def accepts(self, headers: Mapping[str, str]) -> bool:
        """Whether a call carries this hour's header or the last; ``headers`` has its names in lower case."""
        if not self._is_closed:
            return True
        self._current()
        return any(headers.get(name) == value for name, value in self._headers)

    def _current(self) -> tuple[str, str]:
        now = time.monotonic()
        if not self._headers or now - self._renewed_at > self._lifetime_seconds:
            fresh = (f"x-page-{secrets.token_hex(4)}", secrets.token_hex(16))
            self._headers = [fresh, *self._headers[:1]]
            self._renewed_at = now
        return self._headers[0]
