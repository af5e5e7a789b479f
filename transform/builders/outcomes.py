"""Table ``outcomes``: how each case ended by the taxonomy (METHODOLOGY 1.5).

Transfers, committals and stays are decision entries but not disposals. Where the page says only that the case
ended, the outcome is unknown: certainly no conviction counted (lower bound), possibly one (upper bound).
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from transform.builders.table_rows import TableRows
from transform.disposals import is_plea, is_probation
from transform.interpreting.case_facts import CaseFacts
from transform.parameters import TableParameters
from transform.vocabulary import vocabulary


def outcomes_table(cases: Iterable[CaseFacts], parameters: TableParameters) -> pa.Table:
    """Rows of ``outcomes``: one per case, decided or not."""
    rows = TableRows("outcomes", parameters)
    for case in cases:
        rows.add(case_id=case.case_id, **_outcome(case))
    return rows.finish()


def _outcome(case: CaseFacts) -> dict[str, object]:
    code = case.state.outcome_code
    row = {} if code is None else vocabulary("disposals").codes[code]
    decision, start = case.dates.decision, case.clock_start
    return {
        "outcome_code": code,
        "outcome_group": row.get("outcome_group"),
        "is_disposal": row.get("is_disposal") == "true",
        "is_merits": row.get("is_merits") == "true",
        "is_plea": is_plea(case.state.nature_printed) if code == "convicted" else None,
        "is_probation": is_probation(case.state.nature_printed) if code == "convicted" else None,
        "is_conviction_lower": row.get("is_conviction_lower") == "true",
        "is_conviction_upper": row.get("is_conviction_upper") == "true",
        "outcome_date": decision,
        "days_to_outcome": None if decision is None or start is None else (decision - start).days,
    }
