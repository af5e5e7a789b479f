"""The work queue in the archive: what it says before, during and after a pull, and on another day."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from small_pull import IMMORAL, Pulling, place, request, small_docket

from extract.archive import Archive
from extract.errors import PortalError
from extract.pull import PullRequest
from extract.pulling.queue import SearchState, read_queue
from extract.standin.faults import parse_faults
from extract.standin.places import AHMEDNAGAR, KOLHAPUR
from extract.standin.server import StandIn

DOCKET = small_docket(pending=10, disposed=2)
OF_AHMEDNAGAR = [case for case in DOCKET if case.complex_code == AHMEDNAGAR.code]
SEARCH, CASE = "casestatus/submitAct", "home/viewHistory"


def test_after_a_pull_every_search_is_accounted_for(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        report = pulling.run()
    queue = pulling.queue()
    assert [(s.complex_code, s.act_code, s.case_status) for s in queue] == [
        (place.code, code, status)
        for place, codes in ((KOLHAPUR, ("88", "1452")), (AHMEDNAGAR, ("43",)))
        for code in codes
        for status in ("Pending", "Disposed")
    ]
    assert {s.act for s in queue} == {"ITPA"}
    counts = {(s.act_code, s.case_status): (s.cases_listed, s.cases_obtained, s.state.value) for s in queue}
    assert counts["43", "Pending"] == (5, 5, "done")
    assert counts["1452", "Disposed"] == (0, 0, "empty")
    assert sum(s.captchas_used for s in queue) == report.captchas_used == 6
    assert all(s.first_at and s.last_at and s.first_at <= s.last_at for s in queue)


def test_before_the_dropdowns_each_act_counts_once_for_each_status(tmp_path: Path) -> None:
    with StandIn(DOCKET, is_gated=True) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        with pytest.raises(PortalError):
            pulling.run()
    queue = pulling.queue()
    assert [(s.complex_code, s.act_code, s.state) for s in queue] == [
        (of.code, None, SearchState.TO_DO) for of in (KOLHAPUR, AHMEDNAGAR) for _ in range(2)
    ]
    assert [s.cases_listed for s in queue] == [None] * 4


def test_a_pull_stopped_midway_says_what_is_left_and_another_finishes_it(tmp_path: Path) -> None:
    with StandIn(DOCKET, faults=parse_faults(f"{CASE}#3:throttle_405")) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        with pytest.raises(PortalError):
            pulling.run()
        first = pulling.queue()[0]
        assert (first.state, first.cases_obtained, first.captchas_used) == (SearchState.TO_DO, 2, 1)
        assert first.cases_listed is not None
        assert first.cases_listed > 2
        assert {s.state for s in pulling.queue()} == {SearchState.TO_DO}
        pulling.later = timedelta(minutes=16)
        assert pulling.run().is_complete
    assert Counter(s.state for s in pulling.queue()) == {SearchState.DONE: 5, SearchState.EMPTY: 1}


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(f"{CASE}#1x4:bad_gateway", "1 of 5 cases not had whole"), (f"{SEARCH}#1x2:empty_body", "empty answer")],
)
def test_a_search_that_failed_says_why_until_it_is_made_good(tmp_path: Path, fault: str, reason: str) -> None:
    with StandIn(OF_AHMEDNAGAR, faults=parse_faults(fault)) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        pulling.run(request(places=(AHMEDNAGAR,)))
        failed = pulling.queue()[0]
        assert failed.state is SearchState.FAILED
        assert reason in (failed.reason or "")
        pulling.run(request(places=(AHMEDNAGAR,)))
    assert [(s.state, s.reason) for s in pulling.queue()] == [(SearchState.DONE, None)] * 2


def test_a_complex_that_can_not_be_planned_is_failed(tmp_path: Path) -> None:
    unknown = replace(place(AHMEDNAGAR), code="1019999")
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        pulling.run(PullRequest((unknown,), (IMMORAL,), False))
    assert [s.state for s in pulling.queue()] == [SearchState.FAILED] * 2


def test_a_changed_request_changes_the_queue_and_keeps_what_came_of_the_rest(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        pulling.run()
        before = {s.key: s for s in pulling.queue()}
        pulling.run(request(places=(AHMEDNAGAR,)))
    assert pulling.queue() == tuple(s for s in before.values() if s.complex_code == AHMEDNAGAR.code)


def test_an_archive_made_before_there_was_a_queue_is_read_and_gains_one(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "archive.sqlite"
    Archive(path).close()
    with sqlite3.connect(path) as raw:
        raw.executescript(
            "DROP TABLE planned_search; DROP TABLE listed_case; DROP TABLE rest; DROP TABLE destruction;"
            "PRAGMA user_version = 1"
        )
    raw.close()
    with Archive.open_reader(path) as archive:
        assert read_queue(archive) == ()
    with StandIn(OF_AHMEDNAGAR) as standin:
        pulling = Pulling(standin, path)
        assert pulling.run(request(places=(AHMEDNAGAR,))).is_complete
    assert len(pulling.queue()) == 2


def test_a_case_that_changed_lists_before_its_page_was_had_is_found_again(tmp_path: Path) -> None:
    """It was pending and its page not to be had on the first day, when the disposed list was had too."""
    old = [replace(case, is_disposed=False) for case in OF_AHMEDNAGAR[:-1]] + [OF_AHMEDNAGAR[-1]]
    what = request(places=(AHMEDNAGAR,))
    path = tmp_path / "raw" / "archive.sqlite"
    with StandIn(old, faults=parse_faults(f"{CASE}#2x4:bad_gateway")) as standin:
        Pulling(standin, path).run(what)
        moved = next(r.fields["cino"] for r in standin.requests if r.fault)
    new = [replace(case, is_disposed=case.is_disposed or case.cnr == moved) for case in old]
    with StandIn(new) as standin:
        second_day = Pulling(standin, path)
        report = second_day.run(what)
        assert set(second_day.cases()) == {case.cnr for case in new}
        assert (report.is_complete, report.captchas_used, report.cases_asked) == (True, 2, 1)
        asked = len(standin.requests)
        second_day.run(what)
        assert len(standin.requests) == asked


def test_a_case_that_left_all_lists_is_told_of(tmp_path: Path) -> None:
    what = request(places=(AHMEDNAGAR,))
    path = tmp_path / "raw" / "archive.sqlite"
    with StandIn(OF_AHMEDNAGAR, faults=parse_faults(f"{CASE}#2x4:bad_gateway")) as standin:
        Pulling(standin, path).run(what)
        gone = next(r.fields["cino"] for r in standin.requests if r.fault)
    with StandIn([case for case in OF_AHMEDNAGAR if case.cnr != gone]) as standin:
        second_day = Pulling(standin, path)
        first, again = second_day.run(what), second_day.run(what)
        assert second_day.routes()[SEARCH] == 2
    for report in (first, again):
        assert [note for note in report.notes if gone in note and "no other list" in note]
