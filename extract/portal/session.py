"""One conversation with the portal: what can be asked of it, whoever carries the requests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from extract.portal.routes import ActQuery, Court
from extract.portal.states import TransportState


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as received: raw ``body`` (empty if nothing came), ``http_status`` ``None`` if it was cut.

    ``captchas_used`` counts the pictures a person answered for it.
    """

    state: TransportState
    body: bytes
    http_status: int | None
    fetched_at: datetime
    captchas_used: int = 0


class PortalSession(Protocol):
    """A strictly serial conversation with the portal. Faults of the portal are states, never exceptions.

    ``start`` comes first and again whenever the session was lost. Case pages and daily statuses go only
    to a session that has itself made the search whose list links to them.
    """

    @property
    def origin(self) -> str:
        """How answers reached us, as recorded with every stored page."""
        ...

    def start(self) -> Answer:
        """Begin a new session and forget the old one; the answer is the start page."""
        ...

    def fill_complexes(self, state_code: str, district_code: str) -> Answer:
        """Dropdown of a district's court complexes."""
        ...

    def select_court(self, court: Court) -> Answer:
        """Make the court the session's own."""
        ...

    def fill_act_types(self, court: Court, search_text: str) -> Answer:
        """Dropdown of a court's acts whose name contains a text."""
        ...

    def search_act(self, court: Court, query: ActQuery) -> Answer:
        """The list of one search, after a person has answered one captcha."""
        ...

    def view_history(self, link: tuple[str, ...]) -> Answer:
        """The case page behind a row of the list."""
        ...

    def view_business(self, link: tuple[str, ...], court: Court) -> Answer:
        """The daily status behind a hearing of a case page."""
        ...

    def close(self) -> None:
        """Let go of connections; the session may be started again."""
        ...


def not_final(answer: Answer) -> Answer:
    """A step on the way that did not come off is no answer to what was asked, even if it was one itself."""
    return replace(answer, state=TransportState.UNRECOGNISED) if answer.state.is_final else answer


def lost() -> Answer:
    """What the page should offer is not there: it is not the session it was. Nothing was asked."""
    return Answer(TransportState.SESSION_LOST, b"", None, datetime.now(UTC))
