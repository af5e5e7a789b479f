"""Table ``orders``: which orders a page lists, by number, date and kind; never their text."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from extract.records import OrderRow
from transform.builders.table_rows import TableRows
from transform.interpreting.case_facts import CaseFacts
from transform.interpreting.printed import read_date, read_number
from transform.parameters import TableParameters


def orders_table(cases: Iterable[CaseFacts], parameters: TableParameters) -> pa.Table:
    """Rows of ``orders`` up to ``as_of``, in page order; undated entries are kept."""
    rows = TableRows("orders", parameters)
    for case in cases:
        for sequence, order in enumerate(case.record.orders, start=1):
            day = read_date(order.date, "date of an order")
            if day is not None and day > parameters.as_of:
                continue
            rows.add(
                case_id=case.case_id,
                order_sequence=sequence,
                order_number=read_number(order.number, "number of an order"),
                order_date=day,
                order_kind="not_uploaded" if is_notice(order) else order.kind,
            )
    return rows.finish()


def is_notice(order: OrderRow) -> bool:
    """Whether the entry is only a printed notice, such as "Order not uploaded by concerned court"."""
    return order.number is None and order.date is None
