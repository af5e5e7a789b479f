"""A pull that meets a forgotten case neither asks for it nor stores anything of it, and is complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_pull import request, small_docket

from extract.archive import Archive
from extract.forgotten import ForgottenCases
from extract.portal.captcha import take_told_answer
from extract.portal.http_session import HttpSession
from extract.pull import PullReport, pull
from extract.pulling.queue import SearchState, listed_cnrs, read_queue
from extract.standin.docket import DocketCase
from extract.standin.server import StandIn


@pytest.fixture
def docket() -> list[DocketCase]:
    return small_docket(pending=3, disposed=1)


def pull_without(docket: list[DocketCase], path: Path, intake: ForgottenCases) -> tuple[PullReport, StandIn]:
    with StandIn(docket) as portal, Archive(path, intake=intake) as archive:
        session = HttpSession(portal.base_url, take_told_answer, pace_seconds=0, jitter_seconds=0)
        return pull(session, archive, request(with_daily_status=True), lambda step: None), portal


def test_it_is_left_out_and_the_pull_is_complete(docket: list[DocketCase], tmp_path: Path) -> None:
    forgotten, *others = docket
    path, intake = tmp_path / "raw" / "archive.sqlite", ForgottenCases(lambda cnr: cnr == forgotten.cnr)
    report, portal = pull_without(docket, path, intake)
    assert report.is_complete
    assert report.cases_found == len(others)
    assert intake.met == {forgotten.cnr}
    asked = [served for served in portal.requests if forgotten.cnr in str(served)]
    assert asked == []
    with Archive.open_reader(path) as archive:
        assert listed_cnrs(archive) == {case.cnr for case in others}
        assert {search.state for search in read_queue(archive)} <= {SearchState.DONE, SearchState.EMPTY}
        for page in archive.everything():
            said = page.content.decode() + page.request_key + json.dumps(dict(page.context))
            assert forgotten.cnr not in said
        digest = archive.digest()
    again, _ = pull_without(docket, path, intake)
    assert again.is_complete
    with Archive.open_reader(path) as archive:
        assert archive.digest() == digest


def test_one_that_is_not_forgotten_is_taken_in(docket: list[DocketCase], tmp_path: Path) -> None:
    path, intake = tmp_path / "raw" / "archive.sqlite", ForgottenCases(lambda cnr: False)
    pull_without(docket, path, intake)
    with Archive.open_reader(path) as archive:
        assert listed_cnrs(archive) == {case.cnr for case in docket}
    assert intake.met == set()
