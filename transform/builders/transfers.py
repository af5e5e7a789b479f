"""Table ``transfers``: moves of a case between judges or establishments, by designation only."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from transform.builders.table_rows import TableRows
from transform.interpreting.case_facts import CaseFacts
from transform.interpreting.printed import read_date, read_designation
from transform.parameters import TableParameters


def transfers_table(cases: Iterable[CaseFacts], parameters: TableParameters) -> pa.Table:
    """Rows of ``transfers`` up to ``as_of``, in page order; undated entries are kept."""
    rows = TableRows("transfers", parameters)
    for case in cases:
        for number, transfer in enumerate(case.record.transfers, start=1):
            day = read_date(transfer.transfer_date, "date of a transfer")
            if day is not None and day > parameters.as_of:
                continue
            rows.add(
                case_id=case.case_id,
                transfer_number=number,
                transfer_kind=transfer.kind,
                transfer_date=day,
                from_designation=read_designation(transfer.from_court),
                to_designation=read_designation(transfer.to_court),
            )
    return rows.finish()
