"""Counts a page's links in its raw text, so that a row lost to damaged markup can't go unnoticed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.errors import PageChangedError
from extract.parsers.orders_table import ORDER_LINK, count_order_links
from extract.parsers.section_kinds import ORDER_KINDS
from extract.parsers.tables import Table
from extract.records import CaseRecord

_HEARING_CALL = "viewBusiness"
_APPLICATION_CALL = "viewIABusiness"


def check_every_link_read(markup: str, record: CaseRecord, tables: Mapping[str, Sequence[Table]]) -> None:
    """Links in the raw markup = links of the rows read, for hearings, orders and applications."""
    orders = [table for name in ORDER_KINDS for table in tables.get(name, ())]
    _compare("case history", _calls(markup, _HEARING_CALL), sum(bool(row.link) for row in record.hearings))
    _compare("orders", _order_links(markup), count_order_links(orders))
    applications = record.interlocutory_applications
    _compare("applications", _calls(markup, _APPLICATION_CALL), sum(bool(row.link) for row in applications))


def _calls(markup: str, function: str) -> int:
    """Calls of a script function; the slower look is taken only where its name stands without a bracket."""
    named = markup.count(function)
    if named == 0 or named == markup.count(f"{function}("):
        return named
    return len(re.findall(rf"{function}\s*\(", markup))


def _order_links(markup: str) -> int:
    return len(ORDER_LINK.findall(markup)) if "displayPdf" in markup or "display_pdf" in markup else 0


def _compare(where: str, written: int, read: int) -> None:
    if written != read:
        raise PageChangedError(where, f"{written} links as on the page", f"{read} in the rows read")
