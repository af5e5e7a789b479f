"""A case page inside a whole page of the portal, as a browser's "Save page as" keeps it, menus and all.

The case is found by what only case pages have; the smallest element that holds all of it is the case page.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import PageChangedError
from extract.parsers.text import clean

_DOCUMENT = re.compile(r"<(html|body)[\s>]", re.IGNORECASE)
_PARTS_OF_A_CASE = (
    "#chHeading, .h1class, .case_details_table, .case_status_table, .Petitioner_Advocate_table, "
    ".Respondent_Advocate_table, .acts_table, .Acts_table, .history_table, .order_table, .transfer_table"
)
_CNR_LABEL = re.compile(r"CNR Number")
_TITLE_OF_THE_PORTAL = "Case Status"  # stands over the search form, in the class that courts' names once had


def case_part(html: str) -> str:
    """HTML of the one case page in a whole page; ``html`` itself when it is no more than a case page.

    Raises ``PageChangedError`` when the page holds several cases.
    """
    lowered = html.lower()
    if not ("<html" in lowered or "<body" in lowered) or _DOCUMENT.search(html) is None:
        return html
    page = LexborHTMLParser(html)
    parts = [part for part in page.css(_PARTS_OF_A_CASE) if clean(part.text()) != _TITLE_OF_THE_PORTAL]
    details = page.css(".case_details_table")
    count = sum(len(_CNR_LABEL.findall(clean(part.text()))) for part in details)
    if count > 1:
        raise PageChangedError("page", "one case on the page", f"{count} cases: save each by itself")
    if not details or page.body is None:
        return html
    holder = _smallest_holder(parts)
    return (
        html if holder == page.body else "".join(child.html or "" for child in holder.iter(include_text=True))
    )


def _smallest_holder(parts: list[LexborNode]) -> LexborNode:
    paths = [_path(part) for part in parts]
    shared: list[LexborNode] = []
    for steps in zip(*paths, strict=False):
        if any(step != steps[0] for step in steps):
            break
        shared.append(steps[0])
    return shared[-1]


def _path(part: LexborNode) -> list[LexborNode]:
    """Its ancestors, outermost first."""
    ancestors = []
    node = part.parent
    while node is not None and node.tag != "-undef":
        ancestors.append(node)
        node = node.parent
    return ancestors[::-1]
