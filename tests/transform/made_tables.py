"""Makes tables from records written by hand or the stand-in portal's pages; no portal, no archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from extract.reading import ReadPage, read_page
from extract.records import ActRow, CaseRecord, DailyStatus, HearingRow, Layout, PartyRow
from extract.standin.docket import DocketCase
from extract.standin.rendering import render_case_page
from extract.stored_pages import PageKind, StoredPage
from transform.assembling.tables import build_tables
from transform.parameters import TableParameters

KEY = bytes(range(32))
AS_OF = date(2020, 3, 10)
FETCHED_AT = datetime(2020, 3, 11, 6, 0, tzinfo=UTC)
CNR = "ZZAU010000012018"

PARAMETERS = TableParameters(
    study="made",
    timepoint="baseline",
    as_of=AS_OF,
    window_start=date(2017, 3, 11),
    window_end=AS_OF,
    frame_rule="filed_in_window",
    clock_start="registration_date",
    year_length_days=365,
    reporting_lag_days=0,
    offences=frozenset({"itpa_trafficking", "itpa_unspecified", "trafficking", "sale_of_minor"}),
    districts={
        ("1", "19"): "Aurangabad",
        ("1", "26"): "Ahmednagar",
        ("1", "34"): "Kolhapur",
        ("1", "20"): "Nashik",
        ("1", "30"): "Solapur",
    },
    suppression_threshold=10,
    is_synthetic=True,
)

Entry = tuple[str | None, str | None, str | None]


def made_record(*entries: Entry, **changes: Any) -> CaseRecord:
    """A pending sessions case; ``entries`` are (business date, next date, purpose) as printed."""
    record = CaseRecord(
        layout=Layout.V6_2025,
        cnr=CNR,
        court_name="District and Sessions Court",
        case_type="Sessions Case",
        filing_number="11/2018",
        filing_date="02-01-2018",
        registration_number="7/2018",
        registration_date="03-01-2018",
        first_hearing_date="16th January 2018",
        next_hearing_date=None,
        decision_date=None,
        stage="Evidence",
        status=None,
        nature_of_disposal=None,
        court_number_and_judge="1-District Judge-1 Addl. Sessions Judge",
        state_code="1",
        district_code="19",
        acts=(ActRow("Immoral Traffic (Prevention) Act", "4,5", ("4", "5")),),
        parties=(PartyRow("petitioner", 1, "State of Maharashtra"), PartyRow("respondent", 1, "Party-001")),
        hearings=made_hearings(entries),
    )
    return replace(record, **changes)


def made_hearings(entries: Iterable[Entry]) -> tuple[HearingRow, ...]:
    return tuple(
        HearingRow(position, "District Judge-1", business, following, purpose)
        for position, (business, following, purpose) in enumerate(entries)
    )


def case_page(record: CaseRecord, fetched_at: datetime = FETCHED_AT, mark: str = "") -> ReadPage:
    """The record as if read off a page; ``mark`` tells pages of one case apart."""
    page = stored_page(PageKind.CASE_PAGE, f"{record.cnr} {mark}", fetched_at, record.cnr)
    return ReadPage(page, case=record)


def status_page(status: DailyStatus, cnr: str = CNR, fetched_at: datetime = FETCHED_AT) -> ReadPage:
    page = stored_page(PageKind.DAILY_STATUS, f"{status} {fetched_at}", fetched_at, cnr)
    return ReadPage(page, daily_status=status)


def stored_page(kind: PageKind, text: str, fetched_at: datetime, cnr: str) -> StoredPage:
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    return StoredPage(sha256[:16], kind, "http", sha256, "ok", fetched_at, sha256, content, {"cnr": cnr})


def made_tables(*records: CaseRecord, parameters: TableParameters = PARAMETERS) -> dict[str, pa.Table]:
    return build_tables(map(case_page, records), parameters, KEY)


def docket_tables(
    docket: Sequence[DocketCase], parameters: TableParameters = PARAMETERS
) -> dict[str, pa.Table]:
    """Tables of a docket whose pages are rendered and parsed, one after the other."""
    return build_tables(map(docket_reading, docket), parameters, KEY)


def docket_reading(case: DocketCase) -> ReadPage:
    html = render_case_page(case, case.layout or Layout.V4)
    return read_page(stored_page(PageKind.CASE_PAGE, html, FETCHED_AT, case.cnr))


def rows(table: pa.Table, *columns: str) -> list[Any]:
    """Rows as tuples of the columns, or plain values for one column."""
    if len(columns) == 1:
        return list(table[columns[0]].to_pylist())
    return list(zip(*(table[column].to_pylist() for column in columns), strict=True))


def only_row(table: pa.Table) -> dict[str, Any]:
    (row,) = table.to_pylist()
    return dict(row)


def unexplained(tables: dict[str, pa.Table]) -> list[str]:
    """Steps of the coverage table that lost rows."""
    return [
        row["step"]
        for row in tables["coverage"].to_pylist()
        if row["rows_in"] != row["rows_out"] + row["explained"]
    ]
