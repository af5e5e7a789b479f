"""A pull in good weather: everything asked once, nothing twice, nothing missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from small_pull import BOTH_KOLHAPUR_ACTS, IMMORAL, Pulling, place, request, small_docket

from extract.archive import Archive
from extract.pull import ActSearch, PullRequest
from extract.reading import read_pages
from extract.standin.act_catalogue import local_act_code
from extract.standin.docket import DocketAct
from extract.standin.places import AHMEDNAGAR, COMPLEXES, KOLHAPUR
from extract.standin.server import StandIn
from extract.stored_pages import PageKind

DOCKET = small_docket()
HEARINGS = sum(len(case.hearings) for case in DOCKET)
MUMBAI = next(place for place in COMPLEXES if place.must_choose_establishment)


def test_everything_is_pulled_and_readable(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        report = pulling.run(request(with_daily_status=True))
    assert report.is_complete
    assert set(pulling.cases()) == {case.cnr for case in DOCKET}
    assert (report.cases_found, len(pulling.statuses())) == (len(DOCKET), HEARINGS)
    # Two spellings in Kolhapur, one in Ahmednagar, each swept twice; none disposed under the second spelling.
    assert (report.searches_done, report.searches_empty, report.searches_failed) == (5, 1, 0)
    assert report.captchas_used == 6
    assert report.pages_asked == 6 + len(DOCKET) + HEARINGS
    with Archive.open_reader(pulling.path) as archive:
        readings = list(read_pages(archive))
    assert [reading.error for reading in readings if reading.error] == []
    assert {reading.case.cnr for reading in readings if reading.case} == {case.cnr for case in DOCKET}


def test_a_finished_pull_asks_nothing(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        first = pulling.run(request(with_daily_status=True))
        asked = len(standin.requests)
        digest = Archive.open_reader(pulling.path).digest()
        again = pulling.run(request(with_daily_status=True))
    assert len(standin.requests) == asked
    assert Archive.open_reader(pulling.path).digest() == digest
    assert (again.pages_asked, again.pages_already_there, again.captchas_used) == (0, first.pages_asked, 0)
    assert (again.cases_found, again.searches_done) == (first.cases_found, first.searches_done)


def test_daily_statuses_asked_for_later_leave_case_pages_alone(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        pulling.run(request(with_daily_status=False))
        assert pulling.statuses() == {}
        case_pages = pulling.routes()["home/viewHistory"]
        report = pulling.run(request(with_daily_status=True))
    assert report.is_complete
    assert pulling.routes()["home/viewHistory"] == case_pages == len(DOCKET)
    assert len(pulling.statuses()) == HEARINGS


def test_a_case_in_several_lists_is_asked_once(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        pulling.run()
    asked = Counter(r.fields["cino"] for r in standin.requests if r.route == "home/viewHistory")
    assert DOCKET[0].acts == BOTH_KOLHAPUR_ACTS
    assert asked == {case.cnr: 1 for case in DOCKET}


def test_pending_and_disposed_are_swept_apart(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        Pulling(standin, tmp_path / "raw" / "archive.sqlite").run()
    searches = [r.fields for r in standin.requests if r.route == "casestatus/submitAct"]
    swept = Counter((s["court_complex_code"], s["actcode"], s["case_status"]) for s in searches)
    acts = [(KOLHAPUR.code, "88"), (KOLHAPUR.code, "1452"), (AHMEDNAGAR.code, "43")]
    assert swept == {(*act, status): 1 for act in acts for status in ("Pending", "Disposed")}


def test_the_mapping_from_names_to_act_codes_is_kept(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        pulling.run()
    with Archive.open_reader(pulling.path) as archive:
        mappings = {
            page.context["complex_code"]: page.content.decode()
            for page in archive.pages(PageKind.OTHER)
            if "search_text" in page.context
        }
    assert set(mappings) == {KOLHAPUR.code, AHMEDNAGAR.code}
    assert "1452" in mappings[KOLHAPUR.code]


def test_an_establishment_is_named_where_the_portal_demands_it(tmp_path: Path) -> None:
    first, second = MUMBAI.establishments
    arms = DocketAct(local_act_code(MUMBAI.code, "Arms Act"), "Arms Act", "25")
    docket = [
        replace(
            case,
            district_code=MUMBAI.district_code,
            complex_code=MUMBAI.code,
            court_code=court.court_code,
            acts=(arms,),
        )
        for case, court in zip(DOCKET, (first, first, second), strict=False)
    ]
    what = PullRequest(
        (place(MUMBAI),), (ActSearch("ARMS", "arms", "", lambda label: label == "Arms Act"),), False
    )
    with StandIn(docket) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        report = pulling.run(what)
    assert report.is_complete
    assert set(pulling.cases()) == {case.cnr for case in docket}
    searched = {r.fields["est_code"] for r in standin.requests if r.route == "casestatus/submitAct"}
    assert searched == {first.court_code, second.court_code}


def test_where_portal_and_study_differ_the_portal_counts_and_the_report_says_so(tmp_path: Path) -> None:
    planned = replace(place(KOLHAPUR), establishments=("1", "99"))
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        report = pulling.run(PullRequest((planned,), (IMMORAL, ABSENT), False))
    assert report.is_complete
    assert report.cases_found == sum(case.complex_code == KOLHAPUR.code for case in DOCKET)
    assert len(report.notes) == 2
    assert "1,99" in report.notes[0]
    assert KOLHAPUR.value in report.notes[0]
    assert "none of them is ABSENT" in report.notes[1]


IMMORAL_IN_PART = ActSearch("ITPA", "immoral", "", lambda label: label.startswith("IMMORAL"))
ABSENT = ActSearch("ABSENT", "immoral", "", lambda label: False)


def test_a_complex_the_portal_does_not_have_is_a_failure_and_the_others_go_on(tmp_path: Path) -> None:
    unknown = replace(place(AHMEDNAGAR), code="1019999")
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        report = pulling.run(PullRequest((unknown, place(KOLHAPUR)), (IMMORAL_IN_PART,), False))
    assert [("1019999" in failure.reason) for failure in report.failures] == [True]
    assert report.cases_found > 0


def test_progress_counts_up_to_everything(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        report = pulling.run(request(with_daily_status=True))
    done = [step.done for step in pulling.steps]
    assert done == list(range(1, len(done) + 1))
    assert all(step.done <= step.total for step in pulling.steps)
    assert pulling.steps[-1].done == pulling.steps[-1].total >= report.pages_asked
    left = [step.searches_left for step in pulling.steps if step.searches_left]
    # Kolhapur's second spelling of the act is known only once its dropdown is there.
    known = left[left.index(6) :]
    assert (left[0], known[-1]) == (4, 1)
    assert sorted(known, reverse=True) == known
    assert {step.district for step in pulling.steps} == {"District"}
    assert pulling.steps[-1].captchas_used == 6


@pytest.mark.parametrize("section", ["3", "11"])
def test_the_section_filter_reaches_the_portal(tmp_path: Path, section: str) -> None:
    with StandIn(DOCKET) as standin:
        pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
        pulling.run(PullRequest((place(KOLHAPUR),), (replace(IMMORAL_IN_PART, section=section),), False))
    sent = {r.fields["under_sec"] for r in standin.requests if r.route == "casestatus/submitAct"}
    assert sent == {section}
