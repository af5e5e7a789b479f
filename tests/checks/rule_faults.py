"""One fault for every rule, made in a clean study, and the cases that the rule then names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from small_study import AS_OF, DISPOSED, PENDING, STUDY, Row, Rows

Fault = Callable[[Rows], None]
SUNDAY = date(2020, 2, 9)
STRAY = {"case_id": "57a1000000000009"}


def set_row(table: str, index: int, **values: object) -> Fault:
    """Overwrite columns of one row (hearings 0-3 are the disposed case, 4-6 the pending one)."""

    def apply(rows: Rows) -> None:
        rows[table][index] = rows[table][index] | values

    return apply


def add_row(table: str, copied_from: int, **values: object) -> Fault:
    def apply(rows: Rows) -> None:
        rows[table].append(rows[table][copied_from] | values)

    return apply


def drop_row(table: str, index: int) -> Fault:
    def apply(rows: Rows) -> None:
        del rows[table][index]

    return apply


def empty_history(rows: Rows) -> None:
    rows["hearings"] = [row for row in rows["hearings"] if row["case_id"] != PENDING]
    rows["cases"][1]["history_row_count"] = 0
    rows["cases"][1]["filing_date"] = date(2019, 1, 7)


def push_back_a_year(rows: Rows) -> None:
    """Move the pending case's last year so far back that nothing of it lies near the cut-off."""
    for row in [*rows["hearings"], *rows["cases"]]:
        if row["case_id"] == PENDING:
            later = {key: value - timedelta(days=364) for key, value in row.items() if type(value) is date}
            row.update(later | {"clock_end_date": AS_OF} if "clock_end_date" in row else later)


QUARANTINED: Row = STUDY | {
    "quarantine_number": 1,
    "stage": "parse",
    "page_id": "page-x",
    "case_id": PENDING,
    "reason": "page changed",
    "expected": "history table",
    "found": "none",
}

FAULTS: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "adjournment_without_hearing": (set_row("adjournments", 4, hearing_number=99), (PENDING,)),
    "adjournments_recounted": (drop_row("adjournments", 0), (DISPOSED,)),
    "bail_decided_before_filed": (set_row("bail", 1, decision_date=date(2019, 1, 1)), (PENDING,)),
    "broken_chain": (set_row("hearings", 4, next_date=date(2020, 1, 7)), (PENDING,)),
    "case_without_clock_start": (set_row("cases", 0, clock_start_date=None), (DISPOSED,)),
    "clock_ends_before_it_starts": (set_row("cases", 0, clock_start_date=date(2019, 5, 28)), (DISPOSED,)),
    "compounded_offence": (set_row("outcomes", 0, outcome_code="compounded"), (DISPOSED,)),
    "date_before_1950": (set_row("cases", 1, registration_date=date(1900, 1, 1)), (PENDING,)),
    "date_far_in_future": (set_row("hearings", 6, next_date=date(2201, 3, 16)), (PENDING,)),
    "decision_after_cutoff": (set_row("cases", 0, decision_date=AS_OF + timedelta(days=1)), (DISPOSED,)),
    "decision_before_filing": (set_row("cases", 0, decision_date=date(2019, 2, 1)), (DISPOSED,)),
    "disposed_without_decision_date": (set_row("cases", 0, decision_date=None), (DISPOSED,)),
    "doubtful_acts": (set_row("acts", 1, is_act_doubtful=True), (PENDING,)),
    "empty_frame": (lambda rows: [case.update(is_in_frame=False) for case in rows["cases"]] and None, ()),
    "first_hearing_differs": (set_row("cases", 1, first_hearing_date=date(2019, 12, 3)), (PENDING,)),
    "hearing_after_decision": (set_row("cases", 0, decision_date=date(2019, 5, 20)), (DISPOSED,)),
    "hearing_before_filing": (set_row("cases", 1, filing_date=date(2019, 12, 3)), (PENDING,)),
    "hearing_on_closed_day": (set_row("hearings", 6, business_date=SUNDAY), (PENDING,)),
    "next_date_after_decision": (set_row("hearings", 2, next_date=date(2019, 5, 28)), (DISPOSED,)),
    "next_date_before_business_date": (set_row("hearings", 6, next_date=date(2020, 2, 3)), (PENDING,)),
    "old_case_without_history": (empty_history, (PENDING,)),
    "outcome_contradicts_status": (set_row("outcomes", 0, is_disposal=False), (DISPOSED,)),
    "outcome_without_decision": (set_row("outcomes", 0, outcome_date=None), (DISPOSED,)),
    "pending_without_news": (push_back_a_year, (PENDING,)),
    "registration_before_filing": (set_row("cases", 1, filing_date=date(2019, 11, 20)), (PENDING,)),
    "row_without_case": (add_row("orders", 0, **STRAY), (STRAY["case_id"],)),
    "twin_in_frame": (set_row("cases", 1, merged_into_case_id=DISPOSED), (PENDING,)),
    "two_cases_one_fir": (set_row("cases", 1, fir_id=f"fir-{DISPOSED}"), (PENDING, DISPOSED)),
    "two_rows_one_day": (add_row("hearings", 6, hearing_number=4, purpose_printed="Say"), (PENDING,)),
    "undated_entries": (set_row("hearings", 6, business_date=None), (PENDING,)),
    "unknown_purposes": (set_row("hearings", 6, purpose_printed="Zzz", purpose_code="unmapped"), ()),
    "unmapped_acts": (set_row("acts", 1, act_code="unmapped"), (PENDING,)),
    "unmapped_case_types": (set_row("cases", 1, case_type_code="unmapped"), (PENDING,)),
    "unmapped_disposals": (set_row("outcomes", 0, outcome_code="unmapped"), (DISPOSED,)),
    "unread_pages": (lambda rows: rows["quarantine"].append(QUARANTINED), (PENDING,)),
}

TOGETHER: tuple[tuple[str, ...], ...] = (
    (
        "adjournment_without_hearing", "adjournments_recounted", "bail_decided_before_filed",
        "broken_chain", "case_without_clock_start", "compounded_offence", "date_before_1950",
        "date_far_in_future", "decision_after_cutoff", "doubtful_acts", "first_hearing_differs",
        "hearing_before_filing", "outcome_contradicts_status", "row_without_case", "twin_in_frame",
        "unknown_purposes", "unmapped_acts", "unmapped_case_types", "unread_pages",
    ),
    (
        "clock_ends_before_it_starts", "decision_before_filing", "hearing_on_closed_day",
        "registration_before_filing", "unmapped_disposals",
    ),
    ("disposed_without_decision_date", "next_date_before_business_date", "two_cases_one_fir"),
    ("hearing_after_decision", "old_case_without_history"),
    ("next_date_after_decision", "outcome_without_decision", "pending_without_news"),
    ("empty_frame",),
    ("two_rows_one_day",),
    ("undated_entries",),
)  # fmt: skip
"""Faults that hide none of each other: in one study, every rule still names the cases that it names alone."""
