"""What a person does in a real browser, recorded by the browser or saved page by page, counts as a pull."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from chromium_walk import chromium, walk_and_record
from recorded_traffic import pulled, tables_of
from small_pull import small_docket

from extract.archive import Archive
from extract.importers import import_path
from extract.importers.entry_outcomes import Reason
from extract.standin.places import AHMEDNAGAR, KOLHAPUR
from extract.standin.server import StandIn

NOW = datetime(2030, 1, 1, tzinfo=UTC)
DOCKET = sorted(small_docket(8, 4), key=lambda case: len(case.hearings))[:10]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the recording of a walk over ten cases, gate on, and the pages saved on the way."""
    folder = tmp_path_factory.mktemp("walk")
    started = time.monotonic()
    with chromium() as browser, StandIn(DOCKET, is_gated=True) as standin:
        saved = walk_and_record(browser, standin.base_url, folder / "walk.har", [KOLHAPUR, AHMEDNAGAR])
    for number, page in enumerate(saved):
        (folder / f"case{number}.html").write_text(page, encoding="utf-8")
    print(f"walk over {len(saved)} case pages: {time.monotonic() - started:.1f} s")
    return folder


def test_a_walk_recorded_by_chromium_gives_the_tables_of_the_pull(walked: Path, tmp_path: Path) -> None:
    path, _ = pulled(tmp_path, DOCKET)
    archive = tmp_path / "raw" / "archive.sqlite"
    with Archive(archive) as opened:
        report = import_path(walked / "walk.har", opened, None, NOW)
    (recorded,) = report.recordings
    assert recorded.entries == recorded.stored + recorded.duplicate + sum(recorded.not_taken.values())
    assert recorded.details[Reason.REFUSED, "wrong captcha"] >= 1
    assert (report.lost, report.unrecognised, report.listed_not_there) == ([], [], 0)
    assert tables_of(archive) == tables_of(path)


def test_pages_saved_on_the_walk_give_the_same_cases(walked: Path, tmp_path: Path) -> None:
    path, _ = pulled(tmp_path, DOCKET, with_daily_status=False)
    archive = tmp_path / "raw" / "archive.sqlite"
    pages = tmp_path / "pages"
    pages.mkdir()
    for file in walked.glob("case*.html"):
        (pages / file.name).write_bytes(file.read_bytes())
    with Archive(archive) as opened:
        assert import_path(pages, opened, None, NOW).unrecognised == []
    found, expected = tables_of(archive), tables_of(path)
    for name in ("hearings", "adjournments", "outcomes", "acts", "orders", "parties", "quarantine"):
        assert found[name] == expected[name]
    both = [tables["cases"].drop_columns(["snapshot_id"]) for tables in (found, expected)]
    assert both[0] == both[1]
