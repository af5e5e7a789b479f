"""A study of the stand-in portal is published without sign-off, so no real case may come into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extract.archive import Archive
from extract.errors import ExtractError
from extract.standin.docket import DocketCase, Layout
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page
from extract.stored_pages import PageKind
from pipeline.building.tables import build
from pipeline.cli import app
from pipeline.faults import explain
from pipeline.run import Run, prepare

MADE_UP = baseline_docket()[0]
REAL = replace(MADE_UP, cnr="MH" + MADE_UP.cnr[2:])


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(tmp_path / "keys" / "key"))
    return prepare("reference", "baseline", tmp_path / "data")


def imported(run: Run, case: DocketCase) -> Result:
    page = run.places.data.with_name("page.html")
    page.write_text(render_case_page(case, Layout.V4), encoding="utf-8")
    options = ["--study", "reference", "--timepoint", "baseline", "--data", str(run.places.data)]
    return CliRunner().invoke(app, ["import", *options, "--from", str(page)])


def test_an_import_takes_made_up_cases_and_refuses_a_real_one(run: Run) -> None:
    assert imported(run, MADE_UP).exit_code == 0
    refused = imported(run, REAL).exception
    assert isinstance(refused, ExtractError)
    said = explain(refused)[1]
    assert "does not begin with ZZ" in said
    assert REAL.cnr not in said
    assert "\n" not in said
    with Archive.open_reader(run.places.archive) as archive:
        assert [page.context["cnr"] for page in archive.pages(PageKind.CASE_PAGE)] == [MADE_UP.cnr]


@pytest.mark.parametrize("context", [{"cnr": REAL.cnr}, {}])
def test_a_build_refuses_one_that_came_another_way(run: Run, context: dict[str, str]) -> None:
    with Archive(run.places.archive) as archive:
        archive.store(
            kind=PageKind.CASE_PAGE,
            origin="saved-page",
            request_key="case",
            state="ok",
            fetched_at=datetime(2022, 4, 1, tzinfo=UTC),
            content=render_case_page(REAL, Layout.V4).encode(),
            context=context,
        )
    with pytest.raises(ExtractError, match="does not begin with ZZ"):
        build(run)
