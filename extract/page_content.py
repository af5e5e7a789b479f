"""From a stored answer to the page itself: text, taken out of the portal's JSON where it came in one."""

from __future__ import annotations

import json
from collections.abc import Mapping

from extract.errors import PageChangedError
from extract.parsers.case_page import parse_case_page
from extract.parsers.options import Option, parse_options
from extract.parsers.results_list import parse_results_list
from extract.parsers.text import clean
from extract.parsers.whole_page import case_part
from extract.portal.json_answers import ANSWER_KEYS, json_object
from extract.portal.states import Asked
from extract.records import CaseRecord, ResultsList
from extract.stored_pages import PageKind

KEYS_OF_PAGE: Mapping[PageKind, tuple[str, ...]] = {
    PageKind.RESULTS_LIST: ANSWER_KEYS[Asked.SEARCH],
    PageKind.CASE_PAGE: (*ANSWER_KEYS[Asked.CASE_PAGE], *ANSWER_KEYS[Asked.CNR_SEARCH]),
    PageKind.DAILY_STATUS: ANSWER_KEYS[Asked.DAILY_STATUS],
    PageKind.OTHER: ANSWER_KEYS[Asked.OPTIONS],
}
"""Keys of the portal's JSON answer that hold the page."""


def read_case_page(content: bytes) -> CaseRecord:
    """Case record of a stored case page. Raises ``PageChangedError`` when it can't be read."""
    page, is_whole = page_text(PageKind.CASE_PAGE, content)
    return parse_case_page(page, is_whole=is_whole)


def read_results_list(content: bytes) -> ResultsList:
    """Rows of a search answer. Raises ``PageChangedError`` when it can't be read."""
    return parse_results_list(page_text(PageKind.RESULTS_LIST, content)[0])


def read_options(content: bytes) -> tuple[Option, ...]:
    """Entries of a dropdown answer. Raises ``PageChangedError`` when it can't be read."""
    return parse_options(page_text(PageKind.OTHER, content)[0])


def page_text(kind: PageKind, content: bytes) -> tuple[str, bool]:
    """The page's text, and whether it is certainly whole: JSON that breaks off can't be unwrapped.

    A saved page is its own text, or the one case in it when a browser saved it with the portal's menus.
    Raises ``PageChangedError`` for anything else.
    """
    text = _decoded(kind, content)
    answer = None if kind is PageKind.APP_RECORD else json_object(text)
    if answer is None:
        if kind is not PageKind.APP_RECORD and text.lstrip().startswith("{"):
            raise PageChangedError(str(kind), "a whole JSON answer or HTML", "JSON that breaks off")
        return _saved_page(kind, text)
    for key in KEYS_OF_PAGE[kind]:
        if isinstance(answer.get(key), str):
            return str(answer[key]), True
    found = clean(str(answer.get("errormsg") or f"only {', '.join(answer)}"))[:80]
    raise PageChangedError(str(kind), f"one of the keys {', '.join(KEYS_OF_PAGE[kind])}", found)


def page_bytes(kind: PageKind, content: bytes) -> bytes:
    """What makes two answers the same page: the page without the token and captcha block around it.

    Those change with every answer; an answer that holds no page stands for itself.
    """
    try:
        return page_text(kind, content)[0].encode()
    except PageChangedError:
        return content


def wrapped(kind: PageKind, content: bytes, html: str) -> bytes:
    """Another page in an answer's place: in JSON under the same key where the answer came so."""
    answer = json_object(content.decode("utf-8-sig"))
    if answer is None:
        return html.encode()
    key = next(key for key in KEYS_OF_PAGE[kind] if isinstance(answer.get(key), str))
    return json.dumps({key: html}).encode()


def _saved_page(kind: PageKind, text: str) -> tuple[str, bool]:
    part = case_part(text) if kind is PageKind.CASE_PAGE else text
    is_whole = part is not text and text.rstrip().lower().endswith(("</html>", "</body>"))
    return part, is_whole


def _decoded(kind: PageKind, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"{kind}, byte {error.start}"
        raise PageChangedError(where, "UTF-8 text", f"0x{content[error.start]:02x}") from error
