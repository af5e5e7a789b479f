"""Pulls a study's cases from the portal into the archive.

For each court: the portal's codes of the wanted acts, then per act a list of pending and one of disposed
cases, then each case's page and, if wanted, the daily status behind each of its hearings.

**Resuming.** A question counts as answered once its answer and journal row are committed to the archive; from
then on it is never asked again, whatever kills the program. The one exception is a list with cases still
missing: the portal shows case pages only to the session that made the search, so a new session makes that
search once more (one captcha), and cases new on the list are taken in. A pull that has everything asks
nothing and opens no session.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from extract.archive import Archive, StoredPage
from extract.errors import PageChangedError
from extract.page_content import read_case_page, read_results_list
from extract.portal.routes import Court
from extract.portal.session import PortalSession
from extract.portal.states import TransportState
from extract.pulling import questions
from extract.pulling.act_codes import act_searches, courts_of, difference_from_study
from extract.pulling.asking import Conversation, NotAnsweredError, Patience
from extract.pulling.progress import Tally
from extract.pulling.questions import Question
from extract.pulling.request import (
    ActSearch,
    ComplexToSearch,
    Progress,
    PullFailure,
    PullReport,
    PullRequest,
)
from extract.records import ResultRow

__all__ = [
    "ActSearch",
    "ComplexToSearch",
    "Patience",
    "Progress",
    "PullFailure",
    "PullReport",
    "PullRequest",
    "pull",
]


def pull(
    session: PortalSession,
    archive: Archive,
    request: PullRequest,
    on_progress: Callable[[Progress], None],
    *,
    patience: Patience | None = None,
) -> PullReport:
    """Bring everything ``request`` names into the archive and say what came of it.

    What single questions met is in the report. Raises ``PortalError`` when the portal must not be asked
    anything more (gate, throttle, maintenance, out of order); what was answered is kept, and the same call
    goes on from there.
    """
    conversation = Conversation(session, archive, patience or Patience())
    tally = Tally(on_progress)
    run = _Run(conversation, archive, request.with_daily_status, tally)
    try:
        for search in run.plan_searches(request):
            run.pull_search(search)
    finally:
        session.close()
    return tally.report(conversation.captchas_used)


Content = TypeVar("Content")


class _Run:
    """One run of ``pull``: what it works with, and the steps."""

    def __init__(
        self, conversation: Conversation, archive: Archive, with_daily_status: bool, tally: Tally
    ) -> None:
        self._conversation = conversation
        self._archive = archive
        self._with_daily_status = with_daily_status
        self._tally = tally

    def plan_searches(self, request: PullRequest) -> tuple[Question, ...]:
        """Every list to ask for, known before the first captcha: a person sees how many are to come."""
        planned: dict[str, Question] = {}
        for place in request.complexes:
            for court in self._courts(place):
                for search in request.searches:
                    planned |= {question.key: question for question in self._searches(court, search)}
        self._tally.expect_searches(planned)
        return tuple(planned.values())

    def pull_search(self, search: Question) -> None:
        """One list and all it leads to. Goes over the list again when a lost session brought a newer one."""
        gone_through: set[str] = set()
        rows = self._read(search, _rows)
        while rows and (fresh := [row for row in rows if row.cnr not in gone_through]):
            self._tally.expect(questions.case_page(row, search) for row in fresh)
            for row in fresh:
                self._pull_case(row, search)
                gone_through.add(row.cnr)
            rows = self._read(search, _rows)
        self._tally.finish_search(search, case_count=len(gone_through))

    def _pull_case(self, row: ResultRow, search: Question) -> None:
        page = self._obtain(questions.case_page(row, search))
        if page is None or page.state != TransportState.OK or not self._with_daily_status:
            return
        try:
            statuses = [
                questions.daily_status(row.cnr, hearing, hearing.link, search)
                for hearing in read_case_page(page.content).hearings
                if hearing.link is not None
            ]
        except PageChangedError as error:
            self._tally.unreadable(questions.case_page(row, search), error)
            return
        self._tally.expect(statuses)
        for status in statuses:
            self._obtain(status)

    def _courts(self, place: ComplexToSearch) -> tuple[Court, ...]:
        question = questions.complexes(place.state_code, place.district_code)
        courts = self._read(question, lambda page: courts_of(place, page.content))
        if courts:
            difference = self._read(question, lambda page: difference_from_study(place, page.content))
            self._tally.note(difference)
        return courts or ()

    def _searches(self, court: Court, search: ActSearch) -> tuple[Question, ...]:
        question = questions.act_types(court, search.search_text)
        found = self._read(question, lambda page: _act_searches(court, search, page))
        if found == ():
            self._tally.note(f"{question.what}: none of them is {search.act_code}")
        return found or ()

    def _read(self, question: Question, read: Callable[[StoredPage], Content]) -> Content | None:
        """What the answer says; ``None`` when it can't be had.

        A stored answer that can't be read is asked anew: it may have been cut on its way, and what it leads
        to would never be asked.
        """
        page = self._obtain(question)
        try:
            return None if page is None else read(page)
        except PageChangedError as error:
            if not self._tally.is_asked(question) and self._ask(question):
                return self._read(question, read)
            self._tally.fail(question, error)
            return None

    def _obtain(self, question: Question) -> StoredPage | None:
        """The answer, from the archive or else from the portal; ``None`` when it can't be had in this run."""
        self._tally.expect([question])
        if self._archive.is_answered(question.key):
            self._tally.settle(question, is_from_archive=True)
        elif self._tally.is_failed(question) or not self._ask(question):
            return None
        return self._archive.answered(question.key)

    def _ask(self, question: Question) -> bool:
        """Whether the portal gave a usable answer."""
        try:
            self._conversation.ask(question)
        except NotAnsweredError as error:
            self._tally.fail(question, error)
            return False
        self._tally.settle(question, is_from_archive=False)
        return True


def _act_searches(court: Court, search: ActSearch, page: StoredPage) -> tuple[Question, ...]:
    return () if page.state == TransportState.EMPTY else act_searches(court, search, page.content)


def _rows(page: StoredPage) -> tuple[ResultRow, ...]:
    return () if page.state == TransportState.EMPTY else read_results_list(page.content).rows
