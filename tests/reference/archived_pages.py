"""Archives of a docket's case pages, as an import of saved pages leaves them: no portal, no captcha."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from extract.archive import Archive
from extract.records import Layout
from extract.standin.docket import DocketCase
from extract.standin.rendering import render_case_page
from extract.stored_pages import PageKind


def archive_pages(path: Path, docket: Iterable[DocketCase]) -> None:
    """Write the archive anew, with one page a case."""
    path.unlink(missing_ok=True)
    with Archive(path) as archive:
        for case in docket:
            archive.store(
                kind=PageKind.CASE_PAGE,
                origin="saved-page",
                request_key=case.cnr,
                state="ok",
                fetched_at=datetime(2022, 4, 1, tzinfo=UTC),
                content=render_case_page(case, case.layout or Layout.V4).encode(),
                context={"cnr": case.cnr},
            )
