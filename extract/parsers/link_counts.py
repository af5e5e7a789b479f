"""Counts a page's links in its raw text, so that a row lost to damaged markup can't go unnoticed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.errors import PageChangedError
from extract.parsers.markup import Table
from extract.parsers.orders_table import ORDER_LINK, count_order_links
from extract.parsers.section_kinds import ORDER_KINDS
from extract.records import CaseRecord

_HEARING_LINK = re.compile(r"viewBusiness\s*\(")
_APPLICATION_LINK = re.compile(r"viewIABusiness\s*\(")


def check_every_link_read(markup: str, record: CaseRecord, tables: Mapping[str, Sequence[Table]]) -> None:
    """Links in the raw markup = links of the rows read, for hearings, orders and applications."""
    orders = [table for name in ORDER_KINDS for table in tables.get(name, ())]
    _compare("case history", markup, _HEARING_LINK, sum(bool(row.link) for row in record.hearings))
    _compare("orders", markup, ORDER_LINK, count_order_links(orders))
    applications = record.interlocutory_applications
    _compare("applications", markup, _APPLICATION_LINK, sum(bool(row.link) for row in applications))


def _compare(where: str, markup: str, link: re.Pattern[str], read: int) -> None:
    written = len(link.findall(markup))
    if written != read:
        raise PageChangedError(where, f"{written} links as on the page", f"{read} in the rows read")
