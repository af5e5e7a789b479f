"""Two made-up cases as table rows, one disposed and one pending, that break no rule of themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from transform.schema import TABLES

Row = dict[str, Any]
Rows = dict[str, list[Row]]

AS_OF = date(2020, 3, 10)
DISPOSED = "d15b05ed00000001"
PENDING = "9e4d1d9000000002"
STUDY: Row = {"study": "small", "timepoint": "baseline"}


def clean_rows() -> Rows:
    """Rows of every table. All entries fall on Mondays that are no national holidays."""
    rows: Rows = {name: [] for name in TABLES}
    rows["study_parameters"] = [_parameters()]
    _add_case(
        rows, DISPOSED, [date(2019, 3, 4), date(2019, 4, 1), date(2019, 4, 29)], decision=date(2019, 5, 27)
    )
    _add_case(rows, PENDING, [date(2019, 12, 2), date(2020, 1, 6), date(2020, 2, 10)], decision=None)
    rows["coverage"] = [
        STUDY
        | {"step": "pages to cases", "rows_in": 3, "rows_out": 2, "explained": 1, "note": "1 older snapshot"}
    ]
    rows["wordings"] = [
        STUDY | {"vocabulary": "purposes", "printed": "Evidence", "code": "evidence", "count": 6},
        STUDY | {"vocabulary": "disposals", "printed": "Acquitted", "code": "acquitted", "count": 1},
    ]
    return rows


def as_tables(rows: Rows) -> dict[str, pa.Table]:
    return {name: pa.Table.from_pylist(rows[name], schema=TABLES[name].arrow_schema()) for name in TABLES}


def replaced(table: pa.Table, column: str, values: pa.Array) -> pa.Table:
    """The table with other values, and so perhaps another type, in a column."""
    return table.set_column(table.schema.get_field_index(column), column, values)


def _parameters() -> Row:
    return STUDY | {
        "as_of": AS_OF,
        "window_start": date(2017, 3, 11),
        "window_end": AS_OF,
        "frame_rule": "filed_in_window",
        "clock_start": "registration_date",
        "year_length_days": 365,
        "reporting_lag_days": 0,
        "suppression_threshold": 10,
        "offences": "itpa_trafficking",
        "is_synthetic": True,
    }


def _add_case(rows: Rows, case_id: str, days: list[date], decision: date | None) -> None:
    case = STUDY | {"case_id": case_id}
    ending = decision or days[-1] + timedelta(days=35)
    rows["cases"].append(
        case | _case_row(case_id, days[0], decision, ending, len(days) + (decision is not None))
    )
    for number, (day, following) in enumerate(zip(days, [*days[1:], ending], strict=True), start=1):
        rows["hearings"].append(case | _hearing(number, day, following))
        rows["adjournments"].append(case | _adjournment(number, day, following))
    if decision is not None:
        closing = _hearing(len(days) + 1, decision, None) | {
            "purpose_printed": "Disposed",
            "is_terminal": True,
        }
        rows["hearings"].append(case | closing | {"purpose_code": "disposed", "stage_group": "disposed"})
    rows["outcomes"].append(case | _outcome(decision))
    rows["acts"].append(
        case
        | {
            "charge_number": 1,
            "act_printed": "ITPA",
            "act_code": "itpa",
            "section_printed": "5",
            "section_code": "5",
            "section_root": "5",
            "offence_code": "itpa_trafficking",
            "is_act_doubtful": False,
        }
    )
    rows["orders"].append(
        case | {"order_sequence": 1, "order_number": 1, "order_date": days[0], "order_kind": "interim"}
    )
    rows["transfers"].append(
        case | {"transfer_number": 1, "transfer_kind": "within_establishment", "transfer_date": days[1]}
    )
    rows["parties"].append(
        case
        | {
            "side": "respondent",
            "party_number": 1,
            "party_id": None,
            "party_role": "masked",
            "has_advocate": False,
        }
    )
    rows["bail"].append(_bail(case_id, days[0]))
    rows["pages"].append(_page(case_id))


def _case_row(case_id: str, first_day: date, decision: date | None, ending: date, row_count: int) -> Row:
    filing = first_day - timedelta(days=14)
    return {
        "snapshot_id": f"page-{case_id}",
        "layout": "v4",
        "district": "Nashik",
        "court_level": None,
        "case_type_printed": "Spl.Case",
        "case_type_code": "special_case",
        "case_kind": "prosecution",
        "filing_date": filing,
        "registration_date": filing,
        "first_hearing_date": first_day,
        "next_hearing_date": None if decision else ending,
        "decision_date": decision,
        "clock_start_date": filing,
        "clock_end_date": decision or AS_OF,
        "status": "disposed" if decision else "pending",
        "nature_of_disposal_printed": "Acquitted" if decision else None,
        "fir_id": f"fir-{case_id}",
        "fir_year": filing.year,
        "has_masked_party": True,
        "history_row_count": row_count,
        "snapshot_count": 1,
        "is_in_frame": True,
        "frame_exclusion": None,
    }


def _hearing(number: int, day: date, following: date | None) -> Row:
    return {
        "hearing_number": number,
        "business_date": day,
        "next_date": following,
        "purpose_printed": "Evidence",
        "purpose_code": "evidence",
        "stage_group": "evidence",
        "is_terminal": False,
        "is_within_as_of": True,
        "has_daily_status": False,
    }


def _adjournment(number: int, day: date, following: date) -> Row:
    return {
        "hearing_number": number,
        "definition_id": "A1",
        "business_date": day,
        "next_date": following,
        "purpose_code": "evidence",
    }


def _outcome(decision: date | None) -> Row:
    return {
        "outcome_code": "acquitted" if decision else None,
        "outcome_group": "merits" if decision else None,
        "is_disposal": decision is not None,
        "is_merits": decision is not None,
        "is_conviction_lower": False,
        "is_conviction_upper": False,
        "outcome_date": decision,
    }


def _bail(case_id: str, day: date) -> Row:
    return STUDY | {
        "application_id": f"bail-{case_id}",
        "source": "purpose",
        "main_case_id": case_id,
        "link_basis": "same_case",
        "kind": "regular",
        "filing_date": day,
        "decision_date": day + timedelta(days=7),
        "outcome_code": "rejected",
        "district": "Nashik",
        "is_in_frame": True,
    }


def _page(case_id: str) -> Row:
    return STUDY | {
        "page_id": f"page-{case_id}",
        "kind": "case_page",
        "origin": "portal-http",
        "parser_version": "1",
        "fetched_at": datetime(2020, 3, 10, 9, tzinfo=UTC),
        "sha256": "0" * 64,
        "layout": "v4",
        "result": "read",
        "case_id": case_id,
    }
