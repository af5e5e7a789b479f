"""Large raw archives of made-up case pages: the stand-in portal's own pages, each with numbers of its own.

About 25 hearings a case, the three layouts by turns. A page is rendered once for each kind and layout;
the others differ from it in CNR, registration number and FIR, so that tens of thousands are made in a minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from extract.archive import Archive
from extract.records import Layout
from extract.standin.docket import DocketCase
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page
from extract.stored_pages import PageKind

LAYOUTS = (Layout.V4, Layout.V6_2025, Layout.V6_2026)
FEWEST_HEARINGS, MOST_HEARINGS = 19, 31
FETCHED_AT = datetime(2020, 3, 11, 6, 0, tzinfo=UTC)
_CNR_NUMBER, _NUMBER, _FIR = 999_999, 987_654_321, 876_543_210
_CHANGED_FROM, _CHANGED_TO = " Appearance<", " Filing of Say<"


@dataclass(frozen=True, slots=True)
class _Mould:
    cnr: str
    page: str
    hearing_count: int

    def cast(self, number: int) -> tuple[str, str]:
        """CNR and page of the made-up case of this number."""
        page = self.page
        for placeholder, printed in (
            (_CNR_NUMBER, f"{number:06}"),
            (_NUMBER, number + 1),
            (_FIR, number + 1),
        ):
            page = page.replace(f"{placeholder}", f"{printed}")
        return self.cnr.replace(f"{_CNR_NUMBER}", f"{number:06}"), page


def write_archive(path: Path, page_count: int) -> int:
    """A new archive of ``page_count`` (under a million) case pages; returns how many hearings they list."""
    moulds = list(_moulds())
    with Archive(path) as archive, archive.transaction():
        for number in range(page_count):
            _store(archive, *moulds[number % len(moulds)].cast(number), FETCHED_AT)
    return sum(moulds[number % len(moulds)].hearing_count for number in range(page_count))


def change_pages(path: Path, numbers: Iterable[int]) -> None:
    """Later answers about the cases of these numbers, in which a purpose of hearing is another one."""
    moulds = list(_moulds())
    with Archive(path) as archive, archive.transaction():
        for number in numbers:
            cnr, page = moulds[number % len(moulds)].cast(number)
            changed = page.replace(_CHANGED_FROM, _CHANGED_TO)
            if changed == page:
                raise ValueError(f"made-up case {number}: its page has no{_CHANGED_FROM} to change")
            _store(archive, cnr, changed, FETCHED_AT.replace(hour=7))


def _moulds() -> Iterator[_Mould]:
    chosen = (c for c in baseline_docket() if FEWEST_HEARINGS <= len(c.hearings) <= MOST_HEARINGS)
    for case in sorted(chosen, key=lambda case: case.cnr):
        mould = _with_placeholders(case)
        for layout in LAYOUTS:
            yield _Mould(mould.cnr, render_case_page(mould, layout), len(mould.hearings))


def _with_placeholders(case: DocketCase) -> DocketCase:
    fir = case.fir and replace(case.fir, number=_FIR)
    cnr = f"{case.cnr[:6]}{_CNR_NUMBER}{case.cnr[-4:]}"
    return replace(case, cnr=cnr, registration_number=_NUMBER, filing_number=_NUMBER, fir=fir)


def _store(archive: Archive, cnr: str, page: str, fetched_at: datetime) -> None:
    archive.store(
        kind=PageKind.CASE_PAGE, origin="http", request_key=f"case {cnr}", state="ok", fetched_at=fetched_at,
        content=page.encode(), context={"cnr": cnr},
    )  # fmt: skip
