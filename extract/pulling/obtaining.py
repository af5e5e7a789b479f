"""Where answers come from: the archive, else an earlier pull, else the portal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from extract.archive import Archive
from extract.errors import PageChangedError
from extract.page_content import page_bytes
from extract.pulling.asking import Conversation, NotAnsweredError
from extract.pulling.carrying import CARRIED_FROM, EarlierPull
from extract.pulling.progress import HadFrom, Tally
from extract.pulling.questions import Question
from extract.records import ResultRow
from extract.stored_pages import StoredPage

Content = TypeVar("Content")


class Source:
    """Gives the answer to a question, asking the portal only when nothing else has it."""

    def __init__(
        self, conversation: Conversation, archive: Archive, tally: Tally, earlier: EarlierPull | None
    ) -> None:
        self._conversation = conversation
        self._archive = archive
        self._tally = tally
        self._earlier = earlier

    def read(self, question: Question, read: Callable[[StoredPage], Content]) -> Content | None:
        """What the answer says; ``None`` when it can't be had.

        A stored answer that can't be read is asked anew: it may have been cut on its way, and what it leads
        to would never be asked.
        """
        page = self.obtain(question)
        try:
            return None if page is None else read(page)
        except PageChangedError as error:
            if not self._tally.is_asked(question) and self.ask(question):
                return self.read(question, read)
            self._tally.fail(question, error)
            return None

    def obtain(self, question: Question, row: ResultRow | None = None) -> StoredPage | None:
        """The answer; ``None`` when it can't be had in this run. ``row`` is the case it is about, if any."""
        self._tally.expect([question])
        if self._archive.is_answered(question.key):
            self._tally.settle(question, HadFrom.ARCHIVE)
        elif row is not None and self._carry(question, row):
            self._tally.settle(question, HadFrom.EARLIER_PULL)
        elif self._tally.is_failed(question) or not self.ask(question):
            return None
        return self._archive.answered(question.key)

    def must_be_asked(self, question: Question, row: ResultRow) -> bool:
        """Whether only the portal has the answer, and was not given up in this run."""
        if self._archive.is_answered(question.key) or self._tally.is_failed(question):
            return False
        return self._earlier is None or self._earlier.page_for(question, row) is None

    def ask(self, question: Question) -> bool:
        """Whether the portal, asked now, gave a usable answer."""
        try:
            self._conversation.ask(question)
        except NotAnsweredError as error:
            self._tally.fail(question, error)
            return False
        self._tally.settle(question, HadFrom.PORTAL)
        return True

    def _carry(self, question: Question, row: ResultRow) -> bool:
        """Whether an earlier pull's page could be taken over."""
        page = None if self._earlier is None else self._earlier.page_for(question, row)
        if page is None or self._earlier is None:
            return False
        self._archive.store(
            kind=page.kind,
            origin=page.origin,
            request_key=question.key,
            state=page.state,
            fetched_at=page.fetched_at,
            content=page.content,
            page=page_bytes(page.kind, page.content),
            context={**question.context, CARRIED_FROM: self._earlier.name},
        )
        return True
