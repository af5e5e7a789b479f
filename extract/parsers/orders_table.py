"""Lists of orders and judgments: number, date and a link to the document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.errors import PageChangedError
from extract.parsers.headed_rows import headed_rows, is_header
from extract.parsers.tables import Cell, Row, Table
from extract.records import OrderRow

WHERE = "orders"
COLUMNS = {
    "ordernumber": "number",
    "orderno": "number",
    "orderdate": "date",
    "orderdetails": "details",
}
ORDER_LINK = re.compile(r"display(?:Pdf\s*\(|_pdf\.php)")


def order_rows(tables: Sequence[Table], kind: str) -> tuple[OrderRow, ...]:
    """Orders of one list; ``kind`` is ``interim``, ``final`` or ``unspecified``.

    In v4 the header of a list and every order are tables of their own.

    A row of a single cell is a notice such as "Order not uploaded by concerned court". The links' arguments
    are session-bound and not kept.
    """
    rows = [row for table in tables for row in table.rows]
    notices = [row for row in rows if len(row) == 1]
    wide_rows = [row for row in rows if len(row) > 1]
    if any(is_header(row, COLUMNS) for row in wide_rows[1:]):
        raise PageChangedError(WHERE, "a heading before each list of orders", "a second header row")
    listed = headed_rows(WHERE, wide_rows, COLUMNS, ("number", "date", "details")) if wide_rows else ()
    for row in listed:
        _check_link(row["details"], row["number"], row["date"])
    return (
        *(OrderRow(kind, row["number"].text, row["date"].text, row["details"].text) for row in listed),
        *(_notice(row, kind) for row in notices),
    )


def count_order_links(tables: Sequence[Table]) -> int:
    """Calls for an order's document in these tables, however many a row has."""
    links = (link for table in tables for row in table.rows for cell in row for link in cell.links)
    return sum(len(ORDER_LINK.findall(link)) for link in links)


def _check_link(details: Cell, *others: Cell) -> None:
    if any(cell.links for cell in others) or not all(ORDER_LINK.search(link) for link in details.links):
        raise PageChangedError(WHERE, "links to documents among the order details alone", "another link")


def _notice(row: Row, kind: str) -> OrderRow:
    if not row[0].text:
        raise PageChangedError(WHERE, "an order or a notice in each row", "an empty row of one cell")
    return OrderRow(kind, number=None, date=None, details=row[0].text)
