"""Pulls a study's cases from the portal into the archive.

For each complex in turn: the portal's codes of the wanted acts, then per act a list of pending and one of
disposed cases, then each case's page and, if wanted, the daily status behind each of its hearings. What is
planned and what came of it stands in the work queue, which is part of the archive (``pulling.queue``).

**Resuming.** A question counts as answered once its answer and journal row are committed to the archive; from
then on it is never asked again, whatever kills the program. The one exception is a list with cases still
missing: the portal shows case pages only to the session that made the search, so a new session makes that
search once more (one captcha), and cases new on the list are taken in. A pull that has everything asks
nothing and opens no session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.archive import Archive
from extract.errors import PageChangedError
from extract.page_content import read_case_page, read_results_list
from extract.portal.routes import Court
from extract.portal.session import PortalSession
from extract.portal.states import TransportState
from extract.pulling import questions
from extract.pulling.act_codes import courts_of, difference_from_study
from extract.pulling.asking import Conversation, Patience
from extract.pulling.carrying import EarlierPull
from extract.pulling.obtaining import Source
from extract.pulling.plan import PlannedSearch, act_questions, plan_complex
from extract.pulling.progress import Tally
from extract.pulling.questions import Question
from extract.pulling.queue import SearchState, listed_cnrs
from extract.pulling.queue_writing import WorkQueue
from extract.pulling.request import (
    ActSearch,
    ComplexToSearch,
    Progress,
    PullFailure,
    PullReport,
    PullRequest,
)
from extract.records import ResultRow
from extract.stored_pages import StoredPage

__all__ = [
    "ActSearch",
    "ComplexToSearch",
    "EarlierPull",
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
    earlier: EarlierPull | None = None,
) -> PullReport:
    """Bring everything ``request`` names into the archive and say what came of it.

    What ``earlier`` still answers is taken over from it. What single questions met is in the report. Raises
    ``PortalError`` when the portal must not be asked anything more (gate, throttle, maintenance, out of
    order); what was answered is kept, and the same call goes on from there.
    """
    conversation = Conversation(session, archive, patience or Patience())
    tally = Tally(on_progress, lambda: conversation.captchas_used)
    run = _Run(Source(conversation, archive, tally, earlier), archive, request, tally)
    try:
        for position, (place, planned) in enumerate(run.plan()):
            run.pull_complex(position, place, planned)
    finally:
        session.close()
    if earlier is not None:
        tally.note(_cases_left_out(earlier, archive))
    return tally.report(conversation.requests_made)


class _Run:
    """One run of ``pull``: what it works with, and the steps."""

    def __init__(self, source: Source, archive: Archive, request: PullRequest, tally: Tally) -> None:
        self._source = source
        self._archive = archive
        self._request = request
        self._queue = WorkQueue(archive)
        self._tally = tally

    def plan(self) -> list[tuple[ComplexToSearch, tuple[PlannedSearch, ...]]]:
        """Every search as far as it is known, put into the work queue before anything is asked."""
        planned = [(place, self._plan_complex(place)) for place in self._request.complexes]
        self._queue.plan([searches for _, searches in planned])
        for _, searches in planned:
            self._tally.expect_searches(searches)
        return planned

    def pull_complex(self, position: int, place: ComplexToSearch, planned: Sequence[PlannedSearch]) -> None:
        """All searches of one complex, once its dropdowns have told the courts' codes."""
        self._tally.enter(place.district)
        for court in self._courts(place):
            for act in self._request.searches:
                self._read_acts(court, act)
        searches = self._plan_complex(place)
        self._queue.plan_complex(position, searches)
        self._tally.expect_searches(searches, instead_of=planned)
        for search in searches:
            if search.question is None:
                self._tally.finish_search(search.key, case_count=None)
                self._queue.settle(search.key, SearchState.FAILED, "the court's codes can't be had")
            else:
                self._pull_search(search.question)
        self._look_for_vanished([search.question for search in searches if search.question is not None])

    def _pull_search(self, search: Question) -> None:
        """One list and all it leads to. Goes over the list again when a lost session brought a newer one."""
        gone_through: set[str] = set()
        missing = 0
        rows = self._list_to_follow(search)
        while rows and (fresh := [row for row in rows if row.cnr not in gone_through]):
            self._tally.expect(questions.case_page(row, search) for row in fresh)
            for row in fresh:
                missing += not self._pull_case(row, search)
                gone_through.add(row.cnr)
            rows = self._list(search)
        self._tally.finish_search(search.key, case_count=len(gone_through))
        if rows is None:
            self._queue.settle(search.key, SearchState.FAILED, self._tally.last_reason(search))
        elif missing:
            reason = f"{missing} of {len(gone_through)} cases not had whole"
            self._queue.settle(search.key, SearchState.FAILED, reason)
        else:
            self._queue.settle(search.key, SearchState.DONE if gone_through else SearchState.EMPTY)

    def _list_to_follow(self, search: Question) -> tuple[ResultRow, ...] | None:
        """The list; anew if cases of a stored one are missing, which may have left it since.

        Their pages are shown only to a session that has made the search, so this costs nothing extra.
        """
        rows = self._list(search)
        if rows and not self._tally.is_asked(search):
            pages = [(questions.case_page(row, search), row) for row in rows]
            if any(self._source.must_be_asked(page, row) for page, row in pages):
                return self._list(search) if self._source.ask(search) else None
        return rows

    def _pull_case(self, row: ResultRow, search: Question) -> bool:
        """Whether all that is wanted of a case is there."""
        page = self._source.obtain(questions.case_page(row, search), row)
        if page is None or page.state != TransportState.OK or not self._request.with_daily_status:
            return page is not None
        try:
            statuses = [
                questions.daily_status(row.cnr, hearing, hearing.link, search)
                for hearing in read_case_page(page.content).hearings
                if hearing.link is not None
            ]
        except PageChangedError as error:
            self._tally.unreadable(questions.case_page(row, search), error)
            return False
        self._tally.expect(statuses)
        had = [self._source.obtain(status, row) is not None for status in statuses]
        return all(had)

    def _look_for_vanished(self, searches: Sequence[Question]) -> None:
        """A case gone from a list before its page was had has most likely moved to the other list.

        That other list is asked for once more if it is older.
        """
        for search in searches:
            if not self._queue.vanished(search.key):
                continue
            for other in searches:
                if _is_other_status(search, other) and self._queue.is_older(other.key, search.key):
                    self._source.ask(other)
                    self._pull_search(other)
            if gone := self._queue.vanished(search.key):
                self._tally.note(
                    f"{search.what}: {len(gone)} left it and stand in no other list: {_few(gone)}"
                )

    def _courts(self, place: ComplexToSearch) -> tuple[Court, ...]:
        question = questions.complexes(place.state_code, place.district_code)
        courts = self._source.read(question, lambda page: courts_of(place, page.content))
        if courts:
            difference = self._source.read(question, lambda page: difference_from_study(place, page.content))
            self._tally.note(difference)
        return courts or ()

    def _read_acts(self, court: Court, act: ActSearch) -> None:
        question = questions.act_types(court, act.search_text)
        if self._source.read(question, lambda page: act_questions(court, act, page)) == ():
            self._tally.note(f"{question.what}: none of them is {act.act_code}")

    def _list(self, search: Question) -> tuple[ResultRow, ...] | None:
        rows = self._source.read(search, _rows)
        if rows is not None:
            self._queue.note_list(search.key, [row.cnr for row in rows])
        return rows

    def _plan_complex(self, place: ComplexToSearch) -> tuple[PlannedSearch, ...]:
        return plan_complex(place, self._request.searches, self._archive.answered)


def _is_other_status(search: Question, other: Question) -> bool:
    """Whether two lists differ in nothing but pending and disposed."""
    return search.key != other.key and search.key.rpartition("/")[0] == other.key.rpartition("/")[0]


def _cases_left_out(earlier: EarlierPull, archive: Archive) -> str | None:
    """Names the cases of an earlier pull that are on no list any more, and so not in this one."""
    gone = earlier.not_among(listed_cnrs(archive))
    return (
        f"{len(gone)} cases of {earlier.name} stand in no list that was had: {_few(gone)}" if gone else None
    )


def _few(cnrs: Sequence[str]) -> str:
    more = f" and {len(cnrs) - 5} more" if len(cnrs) > 5 else ""
    return ", ".join(cnrs[:5]) + more


def _rows(page: StoredPage) -> tuple[ResultRow, ...]:
    return () if page.state == TransportState.EMPTY else read_results_list(page.content).rows
