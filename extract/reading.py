"""Reads what the raw archive holds: every stored page through its parser, faults kept beside the page.

Nothing is dropped here: a page that can't be read comes out with its error, so that it ends in quarantine and
is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.archive import Archive
from extract.errors import PageChangedError
from extract.page_content import page_text
from extract.parsers.app_record import parse_app_record
from extract.parsers.case_page import parse_case_page
from extract.parsers.daily_status import parse_daily_status
from extract.parsers.results_list import parse_results_list
from extract.records import CaseRecord, DailyStatus
from extract.stored_pages import PageKind, StoredPage

READ_KINDS = (PageKind.RESULTS_LIST, PageKind.CASE_PAGE, PageKind.DAILY_STATUS, PageKind.APP_RECORD)
"""Kinds of stored pages that have a parser."""

_LOST_PAGE = "Welcome User Search Page not Found"
_FAULT_TEXT = re.compile(
    r"invalid\s*captcha|invalid\s+request|session.{0,40}expired|does\s+not\s+exists?|there is an (sql )?err",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One stored page with what it says: ``case`` or ``daily_status``, or the ``error`` that hid it.

    A results list that is in order, and an answer that says "nothing there", have none of the three.
    """

    page: StoredPage
    case: CaseRecord | None = None
    daily_status: DailyStatus | None = None
    error: PageChangedError | None = None


def read_pages(archive: Archive) -> Iterator[ReadPage]:
    """Every usable page of the archive that has a parser, oldest first; one page is in memory at a time."""
    for page in archive.pages(*READ_KINDS):
        yield read_page(page)


def read_page(page: StoredPage) -> ReadPage:
    """One stored page through the parser of its kind."""
    if page.state in ("empty", "not_found"):
        return ReadPage(page)
    try:
        return _read(page)
    except PageChangedError as error:
        return ReadPage(page, error=error)


def _read(page: StoredPage) -> ReadPage:
    html, is_whole = page_text(page.kind, page.content)
    if page.kind is PageKind.APP_RECORD:
        case = parse_app_record(html)
        _check_cnr(page, case.cnr)
        return ReadPage(page, case=case)
    _refuse_error_page(page.kind, html)
    if page.kind is PageKind.CASE_PAGE:
        case = parse_case_page(html, is_whole=is_whole)
        _check_cnr(page, case.cnr)
        return ReadPage(page, case=case)
    if page.kind is PageKind.DAILY_STATUS:
        status = parse_daily_status(html, is_whole=is_whole)
        _check_cnr(page, status.cnr)
        return ReadPage(page, daily_status=status)
    parse_results_list(html)
    return ReadPage(page)


def printed_cnr(kind: PageKind, content: bytes) -> str | None:
    """The CNR that a page itself prints as its own; ``None`` where there is none or it can't be read."""
    try:
        html, is_whole = page_text(kind, content)
        if kind is PageKind.CASE_PAGE:
            return parse_case_page(html, is_whole=is_whole).cnr
        if kind is PageKind.APP_RECORD:
            return parse_app_record(html).cnr
        return parse_daily_status(html, is_whole=is_whole).cnr if kind is PageKind.DAILY_STATUS else None
    except PageChangedError:
        return None


def _refuse_error_page(kind: PageKind, html: str) -> None:
    """Error texts with a clear message; words that may stand in a clerk's note count only without a table."""
    lowered = html.lower()
    fault = _LOST_PAGE if _LOST_PAGE.lower() in lowered else None
    if fault is None and "<table" not in lowered and (found := _FAULT_TEXT.search(html)):
        fault = found[0]
    if fault is not None:
        raise PageChangedError(str(kind), "a page of court records", f"the portal's message {fault!r}")


def _check_cnr(page: StoredPage, found: str | None) -> None:
    asked = page.context.get("cnr")
    if asked and found is not None and _plain(found) != _plain(asked):
        raise PageChangedError(str(page.kind), "the case that was asked for", "another CNR")


def _plain(cnr: str) -> str:
    return cnr.replace("-", "").upper()
