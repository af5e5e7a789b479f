"""From a stored answer of the portal to records: the HTML is taken out of the JSON answer and parsed."""

from __future__ import annotations

from extract.errors import PageChangedError
from extract.parsers.case_page import parse_case_page
from extract.parsers.options import Option, parse_options
from extract.parsers.results_list import parse_results_list
from extract.portal.states import Asked, answer_html, json_object
from extract.records import CaseRecord, ResultsList


def read_case_page(body: bytes) -> CaseRecord:
    """Case record of a viewHistory answer. Raises ``PageChangedError`` when it can't be read."""
    return parse_case_page(_html_of(Asked.CASE_PAGE, body))


def read_results_list(body: bytes) -> ResultsList:
    """Rows of a search answer. Raises ``PageChangedError`` when it can't be read."""
    return parse_results_list(_html_of(Asked.SEARCH, body))


def read_options(body: bytes) -> tuple[Option, ...]:
    """Entries of a dropdown answer. Raises ``PageChangedError`` when it can't be read."""
    return parse_options(_html_of(Asked.OPTIONS, body))


def _html_of(asked: Asked, body: bytes) -> str:
    answer = json_object(body.decode("utf-8", errors="replace"))
    html = None if answer is None else answer_html(asked, answer)
    if html is None:
        raise PageChangedError(f"answer for {asked.value}", "HTML in a JSON answer", repr(body[:80]))
    return html
