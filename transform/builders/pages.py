"""Table ``pages``: where every value comes from."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from extract.parsers import PARSER_VERSION
from transform.builders.table_rows import TableRows
from transform.interpreting.snapshots import PageFacts
from transform.parameters import TableParameters


def pages_table(pages: Iterable[PageFacts], parameters: TableParameters) -> pa.Table:
    """Rows of ``pages``: one per page or record that was read or tried."""
    rows = TableRows("pages", parameters)
    for page in pages:
        rows.add(
            page_id=page.page_id,
            kind=page.kind,
            origin=page.origin,
            fetched_at=page.fetched_at,
            sha256=page.sha256,
            layout=page.layout,
            parser_version=PARSER_VERSION,
            result=page.result,
            case_id=page.case_id,
        )
    return rows.finish()
