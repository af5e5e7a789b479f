"""A raw archive as a pull of a small docket leaves it, and what of it is left in its files' bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from extract.archive import Archive
from extract.intake import Intake
from extract.page_content import page_bytes
from extract.pulling.queue_writing import WorkQueue
from extract.records import Layout
from extract.standin.docket import DocketCase, DocketHearing, DocketParty
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page, render_daily_status, render_results_list
from extract.stored_pages import PageKind

LIST_KEY = "results_list/1/26/1260100/3/1//Pending"


def docket() -> list[DocketCase]:
    """Three cases of one court, each with parties of its own."""
    first, *others = [case for case in baseline_docket() if not case.is_disposed]
    alike = [case for case in others if case.complex_code == first.complex_code][:2]
    return [with_parties(case, number) for number, case in enumerate((first, *alike), start=1)]


def with_parties(case: DocketCase, number: int) -> DocketCase:
    party = DocketParty(f"Party-9{number}1", (f"Advocate-9{number}",))
    other = DocketParty(f"Party-9{number}2")
    return replace(case, petitioners=(party,), respondents=(other,))


def masked(case: DocketCase) -> DocketCase:
    """The same case with both sides masked by the court."""
    nobody = (DocketParty("XXXXXXX"),)
    return replace(case, petitioners=nobody, respondents=nobody, is_name_hidden=True)


def day_of(case: DocketCase) -> DocketHearing:
    """A day in court whose business names both parties."""
    names = f"{case.petitioners[0].name} and {case.respondents[0].name} present"
    return replace(case.hearings[0], business_text=names)


def store_pull(
    path: Path, cases: Sequence[DocketCase], at: datetime, *, intake: Intake | None = None
) -> None:
    """A list of the cases, their pages, and a daily status of each."""
    with Archive(path, intake=intake) as archive:
        store_into(archive, cases, at)


def store_into(archive: Archive, cases: Sequence[DocketCase], at: datetime) -> None:
    """The same into an open archive."""
    listing = render_results_list(cases, Layout.V6_2026)
    _store(archive, PageKind.RESULTS_LIST, LIST_KEY, at, {"act_data": listing}, {"act_code": "3"})
    WorkQueue(archive).note_list(LIST_KEY, [case.cnr for case in cases])
    for case in cases:
        page = render_case_page(case, Layout.V6_2026)
        _store(archive, PageKind.CASE_PAGE, f"case_page/{case.cnr}", at, {"data_list": page}, _of(case))
        status = {"data_list": render_daily_status(case, day_of(case))}
        _store(archive, PageKind.DAILY_STATUS, f"daily_status/{case.cnr}/1", at, status, _of(case))


def pages_of(path: Path) -> list[str]:
    """Every stored content as text."""
    with Archive.open_reader(path) as archive:
        return [page.content.decode() for page in archive.everything()]


def blobs_of(path: Path, *, naming: Iterable[str]) -> list[bytes]:
    """The compressed contents that hold one of the words, as they lie in the file."""
    words = tuple(naming)
    with Archive.open_reader(path) as archive, sqlite3.connect(path) as connection:
        found = {
            page.content for page in archive.everything() if any(w in page.content.decode() for w in words)
        }
        rows = connection.execute("SELECT byte_count, zstd FROM content").fetchall()
    connection.close()
    lengths = {len(content) for content in found}
    return [zstd for byte_count, zstd in rows if byte_count in lengths]


def bytes_under(folder: Path) -> bytes:
    """All bytes of all files, one after the other."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def moment(year: int) -> datetime:
    return datetime(year, 4, 1, tzinfo=UTC)


def _of(case: DocketCase) -> dict[str, str]:
    return {"cnr": case.cnr, "listed_in": LIST_KEY}


def _store(
    archive: Archive,
    kind: PageKind,
    key: str,
    at: datetime,
    answer: dict[str, str],
    context: dict[str, str],
) -> None:
    content = json.dumps({**answer, "app_token": f"{key}{at}"}).encode()
    archive.store(
        kind=kind,
        origin="portal-http",
        request_key=key,
        state="ok",
        fetched_at=at,
        content=content,
        context=context,
        page=page_bytes(kind, content),
    )
