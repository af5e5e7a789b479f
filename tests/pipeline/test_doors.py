"""Doors to the portal: which one a study names, what --through and --headless make of it, what is missing."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extract.archive import Archive
from extract.errors import PortalError
from extract.portal import browser_program
from extract.portal.browser_program import find_browser
from extract.portal.browser_session import AttendedBrowser
from pipeline.cli import app
from pipeline.paths import SHIPPED_STUDIES
from pipeline.pulling.doors import Door
from pipeline.study import StudyError, load_study

REFERENCE = load_study(SHIPPED_STUDIES / "reference.toml")
REAL = load_study(SHIPPED_STUDIES / "cse_maharashtra.toml")
PORTAL = "https://services.ecourts.gov.in/ecourtindia_v6/"


@pytest.fixture
def small_study(tmp_path: Path) -> Path:
    """The reference study in one district, and pulled through the browser."""
    text = (SHIPPED_STUDIES / "reference.toml").read_text(encoding="utf-8")
    head, *districts = re.split(r"(?=^\[\[districts\]\])", text, flags=re.MULTILINE)
    (kolhapur,) = (district for district in districts if '"Kolhapur"' in district)
    file = tmp_path / "small.toml"
    file.write_text(
        (head + kolhapur).replace('name = "reference"', 'name = "small"').replace('"http"', '"browser"'),
        encoding="utf-8",
    )
    return file


def pull(study: Path | str, data: Path, *options: str) -> Result:
    asked = ["pull", "--study", str(study), "--timepoint", "baseline", "--data", str(data), *options]
    return CliRunner().invoke(app, asked)


def test_the_door_is_the_studys_own_unless_told_otherwise() -> None:
    assert Door.of(REFERENCE, None, None, is_headless=False) == Door("http", None, False)
    assert Door.of(REAL, None, None, is_headless=False) == Door("browser", PORTAL, False)
    assert Door.of(REAL, None, "http", is_headless=False) == Door("http", PORTAL, False)
    elsewhere = "http://127.0.0.1:8021/ecourtindia_v6/"
    assert Door.of(REFERENCE, elsewhere, "browser", is_headless=True) == Door("browser", elsewhere, True)


@pytest.mark.parametrize(
    ("study", "through", "is_headless", "said"),
    [
        (REFERENCE, "window", False, "browser or http"),
        (REFERENCE, None, True, "--through browser"),
        (REAL, None, True, "a person must see the captchas"),
    ],
)
def test_a_door_that_makes_no_sense_is_refused(
    study: object, through: str | None, is_headless: bool, said: str
) -> None:
    with pytest.raises(StudyError, match=said):
        Door.of(study, None, through, is_headless=is_headless)  # type: ignore[arg-type]


def test_a_real_study_uses_the_browser_without_saying_so_and_a_misspelt_door_is_refused(
    tmp_path: Path,
) -> None:
    text = (SHIPPED_STUDIES / "cse_maharashtra.toml").read_text(encoding="utf-8")
    silent, wrong = tmp_path / "silent.toml", tmp_path / "wrong.toml"
    silent.write_text(re.sub(r"(?m)^through = .*\n", "", text), encoding="utf-8")
    wrong.write_text(re.sub(r'(?m)^through = "browser"', 'through = "chrome"', text), encoding="utf-8")
    assert load_study(silent).through == "browser"
    assert replace(load_study(silent), name="x") == replace(REAL, name="x")
    with pytest.raises(StudyError, match=r"through is 'chrome'; it must be one of browser, http"):
        load_study(wrong)


def test_without_playwright_the_way_to_get_it_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(PortalError, match="make browser") as caught:
        AttendedBrowser(PORTAL, None).start()
    assert "\n" not in str(caught.value)


def test_the_browser_named_by_the_environment_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "my-chromium"
    own.touch(mode=0o700)
    monkeypatch.setenv(browser_program.CHOSEN_BY, str(own))
    assert find_browser() == own
    monkeypatch.setenv(browser_program.CHOSEN_BY, str(tmp_path / "none"))
    assert find_browser() is None


@pytest.mark.skipif(find_browser() is None, reason="no Chromium or Chrome on this machine")
def test_a_study_is_pulled_through_the_browser_by_the_command(small_study: Path, tmp_path: Path) -> None:
    pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed")
    data = tmp_path / "data"
    first = pull(small_study, data, "--headless")
    assert first.exit_code == 0, first.output
    with Archive.open_reader(data / "raw" / "small" / "baseline" / "archive.sqlite") as archive:
        pages = list(archive.pages())
    assert {page.origin for page in pages} == {"attended-browser"}
    cases = [page for page in pages if page.kind == "case_page"]
    assert f"{len(cases)} cases in" in first.output
    again = pull(small_study, data, "--through", "http")
    assert again.exit_code == 0
    assert "nothing asked" in again.output
