"""The reference baseline through a real Chromium on the gated portal gives the tables of the HTTP pull."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from extract.archive import Archive
from extract.portal.browser_program import find_browser
from extract.portal.browser_session import AttendedBrowser
from extract.portal.captcha import CaptchaChallenge, take_told_answer
from extract.portal.http_session import HttpSession
from extract.portal.session import PortalSession
from extract.pull import pull
from extract.reading import read_pages
from extract.standin.reference_docket import baseline_docket
from extract.standin.server import StandIn
from pipeline.paths import SHIPPED_STUDIES
from pipeline.pulling.pages import pull_request
from pipeline.study import load_study
from transform.assembling.tables import build_tables, write_tables

pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed")
pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium or Chrome on this machine")

STUDY = load_study(SHIPPED_STUDIES / "reference.toml")
DIFFERS_BY_DOOR = ["origin", "fetched_at"]


def test_the_reference_baseline_has_the_same_tables_through_the_browser(tmp_path: Path) -> None:
    asked: list[CaptchaChallenge] = []

    def person(challenge: CaptchaChallenge) -> str:
        asked.append(challenge)
        return take_told_answer(challenge)

    with StandIn(baseline_docket(), is_gated=True) as gated:
        browser = AttendedBrowser(gated.base_url, person, pace_seconds=0, jitter_seconds=0, is_headless=True)
        attended = _tables(browser, tmp_path / "browser")
    captchas_in_browser = len(asked)
    with StandIn(baseline_docket()) as open_portal:
        http = _tables(
            HttpSession(open_portal.base_url, person, pace_seconds=0, jitter_seconds=0), tmp_path / "http"
        )
    assert captchas_in_browser == len(asked) - captchas_in_browser > 0
    for name in http.keys() - {"pages"}:
        one, other = (tmp_path / door / "tables" / f"{name}.parquet" for door in ("browser", "http"))
        assert one.read_bytes() == other.read_bytes(), name
    assert attended["pages"].drop_columns(DIFFERS_BY_DOOR) == http["pages"].drop_columns(DIFFERS_BY_DOOR)
    assert http["cases"].num_rows == 103


def _tables(session: PortalSession, folder: Path) -> dict[str, pa.Table]:
    with Archive(folder / "raw" / "archive.sqlite") as archive:
        assert pull(session, archive, pull_request(STUDY), lambda now: None).is_complete
        tables = build_tables(read_pages(archive), STUDY.parameters("baseline"), bytes(32))
    (folder / "tables").mkdir()
    write_tables(tables, folder / "tables")
    return tables
