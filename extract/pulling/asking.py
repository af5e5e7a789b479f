"""Asking the portal until it answers, gives a final no, or must be left alone.

Every answer goes into the archive, good or bad, save those that would only fill it: start pages, selections
and captcha pictures that came as they should. Works over any ``PortalSession``, whoever carries the requests.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from extract.archive import Archive
from extract.errors import ExtractError, PortalError
from extract.page_content import page_bytes
from extract.portal.routes import Court
from extract.portal.session import Answer, PortalSession
from extract.portal.states import TransportState
from extract.pulling import questions
from extract.pulling.questions import Question, Role
from extract.pulling.queue_writing import WorkQueue
from extract.pulling.resting import OnRest, Rest
from extract.pulling.shared_rest import SharedRest

_REASONS = {
    TransportState.SESSION_LOST: "the portal forgot the session each time",
    TransportState.WRONG_CAPTCHA: "captcha not accepted",
    TransportState.EMPTY_BODY: "empty answer, which is no answer",
    TransportState.FIELD_MISSING: "the portal misses a field in the request",
    TransportState.SERVER_ERROR: "server error",
    TransportState.CONNECTION_CUT: "connection cut; if this is a long list, narrow the search",
    TransportState.OTHER_CASE: "another case's page came",
    TransportState.UNRECOGNISED: "the answer is of no known kind",
}


class PortalNotThereError(PortalError):
    """Not even the start page came: nothing answers where the portal should be."""


class NotAnsweredError(ExtractError):
    """One question got no usable answer; the message is the reason. Others may still be asked."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to try again.

    ``waits_seconds`` are the waits before each new try after a server error or a cut connection. After
    ``failures_in_a_row`` questions without an answer the portal counts as out of order. ``on_rest`` is told
    the seconds left while a throttled portal is left alone; without it the pull stops instead of waiting.
    ``on_ask`` is told of every question the moment before it is sent. ``shared_rest`` is the rest of all
    pulls that ask the same portal, if there are others.
    """

    captcha_tries: int = 5
    sessions_a_question: int = 3
    waits_seconds: tuple[float, ...] = (5.0, 20.0, 60.0)
    failures_in_a_row: int = 3
    on_rest: OnRest | None = None
    shared_rest: SharedRest | None = None
    on_ask: Callable[[Question], None] = lambda question: None
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class Conversation:
    """One serial exchange with the portal. Opens its session only when the first question comes.

    A question's court is selected and its search made in the session beforehand, and again in every new
    session: a lost session costs one more captcha and nothing else.
    """

    def __init__(self, session: PortalSession, archive: Archive, patience: Patience) -> None:
        self.captchas_used = 0
        self.requests_made = 0
        self._queue = WorkQueue(archive)
        self._rest = Rest(
            archive,
            shared=patience.shared_rest,
            on_rest=patience.on_rest,
            now=patience.now,
            sleep=patience.sleep,
        )
        self._session = session
        self._archive = archive
        self._patience = patience
        self._is_started = False
        self._court: Court | None = None
        self._search_key: str | None = None
        self._refusals_in_a_row = 0
        self._failures_in_a_row = 0

    def ask(self, question: Question) -> None:
        """Ask until the answer is in the archive.

        Raises ``NotAnsweredError`` when this question can't be answered now, ``PortalError`` when the portal
        must not be asked anything more. Whatever was answered before stays in the archive.
        """
        try:
            self._ask(question)
        except NotAnsweredError as error:
            self._failures_in_a_row += 1
            if self._failures_in_a_row >= self._patience.failures_in_a_row:
                raise PortalError(
                    f"{self._failures_in_a_row} requests in a row got no answer (last: {question.what}: "
                    f"{error}); everything answered so far is kept: run this again later"
                ) from error
            raise
        self._failures_in_a_row = 0

    def _ask(self, question: Question) -> None:
        tries: Counter[TransportState] = Counter()
        while True:
            self._make_ready(question)
            answer = self._send(question)
            if answer.state.is_final:
                self._note_done(question)
                return
            tries[answer.state] += 1
            self._recover(question, answer, tries[answer.state])

    def _make_ready(self, question: Question) -> None:
        if question.role is Role.START:
            return
        if not self._is_started:
            self._ask(questions.start_page())
        if question.role is Role.SELECTION:
            return
        if question.court is not None and question.court != self._court:
            self._ask(questions.court_selection(question.court))
        if question.search is not None and question.search.key != self._search_key:
            self._ask(question.search)

    def _send(self, question: Question) -> Answer:
        self._rest.wait()
        self._patience.on_ask(question)
        answer = question.send(self._session)
        self.captchas_used += answer.captchas_used
        self.requests_made += 1 + answer.captchas_used  # before each search its picture is fetched
        if answer.state is TransportState.OK and question.confirm is not None:
            answer = replace(answer, state=question.confirm(answer.body))
        self._keep(question, answer)
        return answer

    def _keep(self, question: Question, answer: Answer) -> None:
        """The answer and what it means for the work queue, in one transaction."""
        search = question if question.role is Role.SEARCH else question.search
        with self._archive.transaction():
            if question.is_kept or not answer.state.is_final:
                self._archive.store(
                    kind=question.kind,
                    origin=self._session.origin,
                    request_key=question.key,
                    state=answer.state.value,
                    fetched_at=answer.fetched_at,
                    content=answer.body,
                    page=page_bytes(question.kind, answer.body),
                    context=question.context,
                )
            if search is not None:
                self._queue.note_asked(search.key, answer.captchas_used, answer.fetched_at)
            if answer.state is TransportState.THROTTLED:
                self._rest.begin()

    def _note_done(self, question: Question) -> None:
        if question.role is Role.START:
            self._is_started = True  # no proof that requests are let through: refusals go on counting
            return
        self._refusals_in_a_row = 0
        self._rest.end()
        if question.role is Role.SELECTION:
            self._court, self._search_key = question.court, None
        elif question.role is Role.SEARCH:
            self._search_key = question.key

    def _forget_session(self) -> None:
        self._is_started, self._court, self._search_key = False, None, None

    def _recover(self, question: Question, answer: Answer, tries: int) -> None:
        """Prepare the next try, or raise. ``tries`` counts this state for this question."""
        match answer.state:
            case TransportState.THROTTLED:
                self._rest.refuse_unless_attended(answer.http_status)
                self._forget_session()
            case TransportState.MAINTENANCE:
                raise PortalError(
                    "the portal's page has no search form (maintenance?); everything answered so far is "
                    "kept: run this again later"
                )
            case TransportState.INVALID_REQUEST:
                self._renew_refused_session()
            case TransportState.SESSION_LOST if tries < self._patience.sessions_a_question:
                self._forget_session()
            case TransportState.WRONG_CAPTCHA if question.role is not Role.SEARCH and tries == 1:
                self._forget_session()  # nothing here needs a captcha: it is another session than it was
            case TransportState.WRONG_CAPTCHA if (
                question.role is Role.SEARCH and tries < self._patience.captcha_tries
            ):
                pass
            case TransportState.EMPTY_BODY if tries == 1:
                pass
            case TransportState.SERVER_ERROR | TransportState.CONNECTION_CUT if tries <= len(
                self._patience.waits_seconds
            ):
                self._patience.sleep(self._patience.waits_seconds[tries - 1])
            case _:
                self._give_up(question, answer, tries)

    def _renew_refused_session(self) -> None:
        self._refusals_in_a_row += 1
        if self._refusals_in_a_row > 1:
            raise PortalError(
                'the portal refuses requests that its own page did not make ("Invalid Request", twice), and '
                "this program does not work around that: use the attended browser (--through browser), or "
                "import pages, HAR or WARC files saved from your own browser"
            )
        self._forget_session()

    def _give_up(self, question: Question, answer: Answer, tries: int) -> None:
        reason = _REASONS.get(answer.state, answer.state.value)
        times = "" if tries == 1 else f", {tries} times"
        message = f"{reason} (HTTP {answer.http_status or 'broken off'}{times}); what came is in the archive"
        if question.role is Role.START and answer.state is TransportState.CONNECTION_CUT:
            raise PortalNotThereError(f"the portal's start page did not come{times}: {message}")
        if question.role is Role.START:
            raise PortalError(f"{question.what}: {message}: try again later")
        raise NotAnsweredError(message)
