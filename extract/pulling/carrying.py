"""What an earlier pull already holds and the portal need not be asked for again.

Lists carry no dates, so a pending case may have gone on and is always asked for. A case that was disposed of
in the earlier pull and stands in the list of disposed cases still, under its old number, is taken over as it
was; and so is the daily status of a day in court that was there before. (A case restored and disposed of once
more between two pulls can't be told from one left alone; only its page would show it.)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from extract.archive import Archive
from extract.errors import PageChangedError
from extract.page_content import read_case_page
from extract.pulling.questions import Question
from extract.records import ResultRow
from extract.stored_pages import PageKind, StoredPage

CARRIED_FROM = "carried_from"
_DISPOSED = re.compile(r"dispos", re.IGNORECASE)


class EarlierPull:
    """The archive of an earlier pull of the same courts; ``name`` is noted with every page taken over."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.name = name
        self._archive = archive
        self._case_pages = self._newest_case_pages()
        self._daily_statuses = self._unmistakable_daily_statuses()

    def page_for(self, question: Question, row: ResultRow) -> StoredPage | None:
        """The earlier page that answers a question about a case of a list, if one still does."""
        if question.kind is PageKind.CASE_PAGE:
            return self._settled_case(question, row)
        if question.kind is PageKind.DAILY_STATUS:
            key = self._daily_statuses.get(_day_in_court(question.context))
            return None if key is None else self._archive.answered(key)
        return None

    def not_among(self, cnrs: Collection[str]) -> tuple[str, ...]:
        """CNRs of the earlier pull's cases that are not among these."""
        return tuple(sorted(self._case_pages.keys() - set(cnrs)))

    def _settled_case(self, question: Question, row: ResultRow) -> StoredPage | None:
        if question.context.get("case_status") != "Disposed" or row.cnr not in self._case_pages:
            return None
        page = self._archive.answered(self._case_pages[row.cnr])
        if page is None or not _is_disposed(page) or not _has_same_number(page, question):
            return None
        return page

    def _newest_case_pages(self) -> dict[str, str]:
        """Request key of each case's newest page, by CNR."""
        newest: dict[str, str] = {}
        for page in self._archive.pages(PageKind.CASE_PAGE):
            cnr = page.context.get("cnr") or _printed_cnr(page)
            if cnr is not None and page.state == "ok":
                newest[cnr.replace("-", "").upper()] = page.request_key
        return newest

    def _unmistakable_daily_statuses(self) -> dict[tuple[str, ...], str]:
        """Request key of each daily status; two of one case, day and next day are left out, both of them."""
        keys: dict[tuple[str, ...], set[str]] = {}
        for page in self._archive.pages(PageKind.DAILY_STATUS):
            if page.state == "ok" and "business_date" in page.context:
                keys.setdefault(_day_in_court(page.context), set()).add(page.request_key)
        return {day: found.pop() for day, found in keys.items() if len(found) == 1}


def _day_in_court(context: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(context.get(name, "") for name in ("cnr", "court_code", "business_date", "next_date"))


def _is_disposed(page: StoredPage) -> bool:
    try:
        record = read_case_page(page.content)
    except PageChangedError:
        return False
    return bool(record.decision_date) or _DISPOSED.search(record.status or "") is not None


def _has_same_number(page: StoredPage, question: Question) -> bool:
    """A case registered anew has another number; an imported page does not say which it had."""
    return all(
        page.context.get(name, question.context[name]) == question.context[name]
        for name in ("case_no", "court_code")
    )


def _printed_cnr(page: StoredPage) -> str | None:
    try:
        return read_case_page(page.content).cnr
    except PageChangedError:
        return None
