"""Keeps count of a pull: what is known to be needed, what is settled, what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from enum import Enum, auto

from extract.errors import PageChangedError
from extract.pulling.plan import PlannedSearch
from extract.pulling.questions import Question
from extract.pulling.request import Progress, PullFailure, PullReport
from extract.stored_pages import PageKind

_COUNTED_PAGES = (PageKind.RESULTS_LIST, PageKind.CASE_PAGE, PageKind.DAILY_STATUS)


class HadFrom(Enum):
    """Where an answer was had from in this run."""

    ARCHIVE = auto()
    EARLIER_PULL = auto()
    PORTAL = auto()


class Tally:
    """Counts by question key, so that a case in several lists counts once; reports each step as taken."""

    def __init__(self, on_progress: Callable[[Progress], None], captchas_used: Callable[[], int]) -> None:
        self._on_progress = on_progress
        self._captchas_used = captchas_used
        self._district = ""
        self._expected: set[str] = set()
        self._settled: dict[str, Question] = {}
        self._asked: set[str] = set()
        self._asked_of_kind: Counter[PageKind] = Counter()
        self._carried: set[str] = set()
        self._searches_left: set[str] = set()
        self._case_counts: dict[str, int] = {}
        self._failures: dict[tuple[str, str], PullFailure] = {}
        self._failed: set[str] = set()
        # Settled or given up; these and all that is expected. Counted at every step, so not made up anew.
        self._gone_through: set[str] = set()
        self._known: set[str] = set()
        self._unreadable: dict[str, PullFailure] = {}
        self._notes: dict[str, None] = {}

    def expect_searches(
        self, planned: Iterable[PlannedSearch], instead_of: Iterable[PlannedSearch] = ()
    ) -> None:
        """Lists of this pull, in place of those planned before more was known."""
        planned = tuple(planned)
        self._searches_left -= {search.key for search in instead_of}
        self._searches_left |= {search.key for search in planned}
        self.expect(search.question for search in planned if search.question is not None)

    def enter(self, district: str) -> None:
        """What follows is asked of courts of this district."""
        self._district = district

    def expect(self, questions: Iterable[Question]) -> None:
        """Pages now known to be needed."""
        keys = {question.key for question in questions}
        self._expected |= keys
        self._known |= keys

    def settle(self, question: Question, had_from: HadFrom) -> None:
        """A question is answered for good."""
        if had_from is HadFrom.PORTAL:
            self._asked_of_kind[question.kind] += question.key not in self._asked
            self._asked.add(question.key)
        elif had_from is HadFrom.EARLIER_PULL:
            self._carried.add(question.key)
        if question.key not in self._settled:
            self._settled[question.key] = question
            self._step(question)

    def fail(self, question: Question, reason: Exception) -> None:
        """A question is given up for this run: not answered, or not in a way that can be followed up."""
        self._failures[question.key, str(reason)] = PullFailure(question.what, str(reason))
        self._failed.add(question.key)
        self._step(question)

    def is_failed(self, question: Question) -> bool:
        """Whether it was given up before in this run."""
        return question.key in self._failed

    def is_asked(self, question: Question) -> bool:
        """Whether the portal answered it in this run."""
        return question.key in self._asked

    def last_reason(self, question: Question) -> str:
        """Why it was given up; the empty text if it was not."""
        reasons = [failure.reason for (key, _), failure in self._failures.items() if key == question.key]
        return reasons[-1] if reasons else ""

    def unreadable(self, question: Question, error: PageChangedError) -> None:
        """A case page is kept but can't be read, so its daily statuses are not asked."""
        self._unreadable[question.key] = PullFailure(question.what, str(error))

    def finish_search(self, key: str, case_count: int | None) -> None:
        """A list and all it leads to are gone through; ``None`` if it could not even be asked for."""
        self._searches_left.discard(key)
        if case_count is not None:
            self._case_counts[key] = case_count

    def note(self, text: str | None) -> None:
        """Something a person should know that lost nothing."""
        if text is not None:
            self._notes[text] = None

    def report(self, requests_made: int) -> PullReport:
        """The end result."""
        not_done = self._failed & self._case_counts.keys()
        done = {key: count for key, count in self._case_counts.items() if key not in not_done}
        pages = {key for key, question in self._settled.items() if question.kind in _COUNTED_PAGES}
        return PullReport(
            searches_done=sum(count > 0 for count in done.values()),
            searches_empty=sum(count == 0 for count in done.values()),
            searches_failed=len(not_done),
            cases_found=sum(key.startswith("case_page/") for key in self._expected),
            pages_asked=len(pages & self._asked),
            pages_already_there=len(pages - self._asked - self._carried),
            captchas_used=self._captchas_used(),
            pages_carried=len(pages & self._carried),
            cases_asked=sum(key.startswith("case_page/") for key in self._asked),
            requests_made=requests_made,
            failures=tuple(self._failures.values()),
            unreadable=tuple(self._unreadable.values()),
            notes=tuple(self._notes),
        )

    def _step(self, question: Question) -> None:
        """Tell of a question that is settled or given up."""
        self._gone_through.add(question.key)
        self._known.add(question.key)
        asked = self._asked_of_kind
        self._on_progress(
            Progress(
                done=len(self._gone_through),
                total=len(self._known),
                what=question.what,
                searches_left=len(self._searches_left),
                district=self._district,
                captchas_used=self._captchas_used(),
                lists_asked=asked[PageKind.RESULTS_LIST],
                cases_asked=asked[PageKind.CASE_PAGE],
                pages_asked=sum(asked[kind] for kind in _COUNTED_PAGES),
            )
        )
