"""Table ``hearings``: one row per entry of a case's history, in the order of their dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

import pyarrow as pa

from transform.builders.table_rows import TableRows
from transform.interpreting.history import HearingFacts, History
from transform.parameters import TableParameters
from transform.vocabulary import vocabulary

HEARING_COLUMNS = (
    "hearing_number", "business_date", "next_date", "purpose_printed", "purpose_code", "judge_designation",
    "is_terminal", "is_within_as_of", "has_daily_status", "adjournment_reason_printed",
)  # fmt: skip
_said: Callable[[HearingFacts], tuple[object, ...]] = attrgetter(*HEARING_COLUMNS[:-1], "reason_printed")


def hearings_table(histories: Iterable[tuple[str, History]], parameters: TableParameters) -> pa.Table:
    """Rows of ``hearings`` from (case_id, history) pairs."""
    rows = TableRows("hearings", parameters)
    reasons = vocabulary("adjournment_reasons")
    stage_groups = {code: row["stage_group"] for code, row in vocabulary("purposes").codes.items()}
    for case_id, history in histories:
        rows.add_all(
            (*HEARING_COLUMNS, "stage_group", "adjournment_reason_code", "case_id"),
            [
                (
                    *_said(hearing),
                    None if hearing.purpose_code is None else stage_groups[hearing.purpose_code],
                    None if hearing.reason_printed is None else reasons.code(hearing.reason_printed),
                    case_id,
                )
                for hearing in history.hearings
            ],
        )
    return rows.finish()
