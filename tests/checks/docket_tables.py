"""Tables of a docket: every page rendered, read and built, without portal or archive."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pyarrow as pa

from extract.reading import ReadPage, read_page
from extract.records import Layout
from extract.standin.docket import DocketCase
from extract.standin.rendering import render_case_page
from extract.stored_pages import PageKind, StoredPage
from transform.assembling.tables import build_tables
from transform.parameters import TableParameters

PARAMETERS = TableParameters(
    study="reference",
    timepoint="baseline",
    as_of=date(2020, 3, 10),
    window_start=date(2017, 3, 11),
    window_end=date(2020, 3, 10),
    frame_rule="filed_in_window",
    clock_start="registration_date",
    year_length_days=365,
    reporting_lag_days=0,
    offences=frozenset({"itpa_trafficking"}),
    districts={("1", code): code for code in ("19", "20", "26", "30", "34")},
    suppression_threshold=10,
    is_synthetic=True,
)


def docket_tables(docket: Sequence[DocketCase]) -> dict[str, pa.Table]:
    return build_tables(map(_reading, docket), PARAMETERS, bytes(32))


def _reading(case: DocketCase) -> ReadPage:
    content = render_case_page(case, case.layout or Layout.V4).encode()
    sha256 = hashlib.sha256(content).hexdigest()
    page = StoredPage(
        page_id=sha256[:16],
        kind=PageKind.CASE_PAGE,
        origin="portal-http",
        request_key=sha256,
        state="ok",
        fetched_at=datetime(2020, 3, 11, tzinfo=UTC),
        sha256=sha256,
        content=content,
        context={"cnr": case.cnr},
    )
    return read_page(page)
