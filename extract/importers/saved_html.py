"""Pages of the portal that a person saved: case pages, results lists and daily statuses, told by content.

A saved answer of the portal (JSON around the HTML) counts as its page.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from extract.errors import PageChangedError
from extract.importers.recognised import Recognised, UnrecognisedFileError, decoded
from extract.parsers.text import clean
from extract.parsers.whole_page import case_part
from extract.portal.json_answers import json_object
from extract.stored_pages import PageKind

_ORIGIN = "saved-page"
_ANSWER_KEYS = (
    "data_list", "casetype_list", "act_data", "case_data", "party_data", "filing_data", "adv_data",
)  # fmt: skip
_PRINTED_CNR = re.compile(r"CNR Number\W*([A-Z]{2}[A-Z0-9]{2}\d{2})-?(\d{6})-?(\d{4})\b")
_BUSINESS_LABEL = re.compile(r">\s*Business\s*(?:&nbsp;|:|\s)*<", re.IGNORECASE)
_ERROR_PAGE = re.compile(
    r"Welcome User Search Page not Found|invalid\s*captcha|invalid\s+request", re.IGNORECASE
)


def recognise_saved_html(content: bytes) -> Recognised:
    """Kind and CNR of a saved page; raises ``UnrecognisedFileError`` when it is none of the three.

    A whole portal page may hold the list a case was opened from beside the case: it counts as the case.
    """
    html = _page_html(decoded(content))
    if "case_details_table" in html:
        _refuse_several_cases(html)
        return Recognised(PageKind.CASE_PAGE, _ORIGIN, _printed_cnr(html))
    if "dispTable" in html and "viewHistory(" in html:
        return Recognised(PageKind.RESULTS_LIST, _ORIGIN, None)
    if "CNR Number" in html and _BUSINESS_LABEL.search(html):
        return Recognised(PageKind.DAILY_STATUS, _ORIGIN, _printed_cnr(html))
    if _ERROR_PAGE.search(html):
        raise UnrecognisedFileError("an error page of the portal, not a case: save the case again")
    raise UnrecognisedFileError("no case page, results list or daily status")


def _refuse_several_cases(html: str) -> None:
    try:
        case_part(html)
    except PageChangedError as error:
        raise UnrecognisedFileError(str(error)) from error


def is_portal_answer(content: bytes) -> bool:
    """Whether a JSON file is an answer of the portal, with a page inside."""
    answer = json_object(content.decode("utf-8-sig", errors="replace"))
    return answer is not None and any(isinstance(answer.get(key), str) for key in _ANSWER_KEYS)


def _page_html(text: str) -> str:
    answer = json_object(text)
    if answer is None:
        return text
    return next((str(answer[key]) for key in _ANSWER_KEYS if answer.get(key)), "")


def _printed_cnr(html: str) -> str | None:
    root = LexborHTMLParser(html).root
    printed = _PRINTED_CNR.search(clean(root.text(separator=" "))) if root else None
    return "".join(printed.groups()) if printed else None
