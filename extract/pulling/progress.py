"""Keeps count of a pull: what is known to be needed, what is settled, what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from extract.archive import PageKind
from extract.errors import PageChangedError
from extract.pulling.questions import Question
from extract.pulling.request import Progress, PullFailure, PullReport

_COUNTED_PAGES = (PageKind.RESULTS_LIST, PageKind.CASE_PAGE, PageKind.DAILY_STATUS)


class Tally:
    """Counts by question key, so that a case in several lists counts once; reports each step as taken."""

    def __init__(self, on_progress: Callable[[Progress], None]) -> None:
        self._on_progress = on_progress
        self._expected: set[str] = set()
        self._settled: dict[str, Question] = {}
        self._asked: set[str] = set()
        self._searches_left: set[str] = set()
        self._case_counts: dict[str, int] = {}
        self._failures: dict[tuple[str, str], PullFailure] = {}
        self._failed: set[str] = set()
        self._unreadable: dict[str, PullFailure] = {}
        self._notes: dict[str, None] = {}

    def expect_searches(self, planned: Mapping[str, Question]) -> None:
        """All lists of this pull."""
        self._searches_left = set(planned)
        self.expect(planned.values())

    def expect(self, questions: Iterable[Question]) -> None:
        """Pages now known to be needed."""
        self._expected |= {question.key for question in questions}

    def settle(self, question: Question, *, is_from_archive: bool) -> None:
        """A question is answered for good."""
        if not is_from_archive:
            self._asked.add(question.key)
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

    def unreadable(self, question: Question, error: PageChangedError) -> None:
        """A case page is kept but can't be read, so its daily statuses are not asked."""
        self._unreadable[question.key] = PullFailure(question.what, str(error))

    def finish_search(self, search: Question, case_count: int = 0) -> None:
        """A list and all it leads to are gone through."""
        self._searches_left.discard(search.key)
        self._case_counts[search.key] = case_count

    def note(self, text: str | None) -> None:
        """Something a person should know that lost nothing."""
        if text is not None:
            self._notes[text] = None

    def report(self, captchas_used: int) -> PullReport:
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
            pages_already_there=len(pages - self._asked),
            captchas_used=captchas_used,
            failures=tuple(self._failures.values()),
            unreadable=tuple(self._unreadable.values()),
            notes=tuple(self._notes),
        )

    def _step(self, question: Question) -> None:
        done = len(self._settled.keys() | self._failed)
        total = len(self._expected | self._settled.keys() | self._failed)
        self._on_progress(Progress(done, total, question.what, len(self._searches_left)))
