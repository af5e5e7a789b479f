"""What the portal remembers of a visitor: token, expected captcha answer, and the cases it was shown."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field

from extract.standin.captcha_picture import new_answer


@dataclass(slots=True)
class PortalSession:
    """One visitor. ``shown`` maps the CNR of every case a search listed to that search's name."""

    key: str
    token: str = ""
    captcha_answer: str | None = None
    shown: dict[str, str] = field(default_factory=dict)
    last_used: float = field(default_factory=time.monotonic)

    def renew_token(self) -> str:
        """A fresh token; the one before it is stale from now on."""
        self.token = secrets.token_hex(32)
        return self.token

    def renew_captcha(self) -> str:
        """A fresh captcha answer, in place of the one expected so far."""
        self.captcha_answer = new_answer()
        return self.captcha_answer

    def solves_captcha(self, typed: str) -> bool:
        """Whether ``typed`` is the expected answer; right or wrong, it is used up."""
        expected, self.captcha_answer = self.captcha_answer, None
        return expected is not None and typed.strip().lower() == expected


class Sessions:
    """All visitors; a session not used for ``lifetime_seconds`` is forgotten."""

    def __init__(self, lifetime_seconds: float | None = None) -> None:
        self._lifetime_seconds = lifetime_seconds
        self._by_key: dict[str, PortalSession] = {}

    def find(self, key: str | None) -> PortalSession | None:
        """The living session of a cookie, marked as used now."""
        session = self._by_key.get(key or "")
        if session is None:
            return None
        now = time.monotonic()
        if self._lifetime_seconds is not None and now - session.last_used > self._lifetime_seconds:
            self.forget(session)
            return None
        session.last_used = now
        return session

    def open(self) -> PortalSession:
        """A new session."""
        session = PortalSession(secrets.token_hex(13))
        self._by_key[session.key] = session
        return session

    def forget(self, session: PortalSession) -> None:
        """Drop a session with everything it knew."""
        self._by_key.pop(session.key, None)
