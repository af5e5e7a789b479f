"""Table ``acts``: what each case is charged with, one row per act and section."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from transform.builders.table_rows import TableRows
from transform.interpreting.case_facts import CaseFacts
from transform.parameters import TableParameters


def acts_table(cases: Iterable[CaseFacts], parameters: TableParameters) -> pa.Table:
    """Rows of ``acts`` in page order; an act listed without a section keeps one row without a section."""
    rows = TableRows("acts", parameters)
    for case in cases:
        for number, charge in enumerate(case.charges, start=1):
            rows.add(
                case_id=case.case_id,
                charge_number=number,
                act_printed=charge.act_printed,
                act_code=charge.coded.act_code,
                section_printed=charge.section_printed,
                section_code=charge.coded.section_code,
                section_root=charge.coded.section_root,
                offence_code=charge.coded.offence_code,
                is_act_doubtful=charge.coded.is_act_doubtful,
            )
    return rows.finish()
