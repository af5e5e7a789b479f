"""A pull in bad weather: each fault of the portal, over real HTTP, and what a later pull makes good."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from small_pull import Pulling, request, small_docket

from extract.archive import Archive
from extract.errors import PortalError
from extract.portal.captcha import CaptchaChallenge, take_told_answer
from extract.reading import read_pages
from extract.standin.application import ServedRequest
from extract.standin.faults import Fault, FaultKind, parse_faults
from extract.standin.places import AHMEDNAGAR
from extract.standin.server import StandIn

DOCKET = [case for case in small_docket() if case.complex_code == AHMEDNAGAR.code]
WHAT = request(places=(AHMEDNAGAR,))
SEARCH, CASE, DAY = "casestatus/submitAct", "home/viewHistory", "home/viewBusiness"
PICTURE = "vendor/securimage/securimage_show.php"


def pulling_with(tmp_path: Path, faults: str, **options: object) -> tuple[StandIn, Pulling]:
    standin = StandIn(DOCKET, faults=parse_faults(faults), **options)  # type: ignore[arg-type]
    return standin, Pulling(standin, tmp_path / "raw" / "archive.sqlite")


def cases_shown(served: Iterable[ServedRequest]) -> list[str]:
    """CNRs whose page was asked for and sent without a fault."""
    return [request.fields["cino"] for request in served if request.route == CASE and not request.fault]


@pytest.mark.parametrize(
    ("faults", "state", "extra_captchas", "waits"),
    [
        (f"{SEARCH}#1:wrong_captcha", "wrong_captcha", 1, []),
        (f"{SEARCH}#1x3:wrong_captcha", "wrong_captcha", 3, []),
        (f"{SEARCH}#1:session_lost", "session_lost", 1, []),
        (f"{CASE}#2:session_lost", "session_lost", 1, []),
        (f"{CASE}#2x2:session_lost", "session_lost", 2, []),
        (f"{DAY}#5:session_lost", "session_lost", 1, []),
        (f"{CASE}#2:empty_body", "session_lost", 1, []),
        (f"{SEARCH}#2:empty_body", "empty_body", 1, []),
        ("casestatus/fillActType#1:empty_body", "empty_body", 0, []),
        ("casestatus/fillcomplex#1:session_lost", "session_lost", 0, []),
        (f"{CASE}#1:gate", "invalid_request", 1, []),
        ("casestatus/set_data#1:gate", "invalid_request", 0, []),
        (f"{CASE}#2:bad_gateway", "server_error", 0, [5.0]),
        (f"{CASE}#2x3:bad_gateway", "server_error", 0, [5.0, 20.0, 60.0]),
        ("casestatus/index#1x2:bad_gateway", "server_error", 0, [5.0, 20.0]),
        (f"{DAY}#3:connection_cut", "connection_cut", 0, [5.0]),
        (f"{CASE}#2:cut_midway", "connection_cut", 1, [5.0]),
        (f"{SEARCH}#1:cut_midway", "connection_cut", 2, [5.0]),
    ],
)
def test_a_passing_fault_is_got_over_in_one_pull(
    tmp_path: Path, faults: str, state: str, extra_captchas: int, waits: list[float]
) -> None:
    standin, pulling = pulling_with(tmp_path, faults)
    with standin:
        report = pulling.run(request(with_daily_status=True, places=(AHMEDNAGAR,)))
    assert report.failures == ()
    assert set(pulling.cases()) == {case.cnr for case in DOCKET}
    assert len(pulling.statuses()) == sum(len(case.hearings) for case in DOCKET)
    assert pulling.states().get(state, 0) > 0, "the faulty answer itself is kept"
    assert (report.captchas_used, pulling.waits) == (2 + extra_captchas, waits)


def test_a_wrong_captcha_is_asked_again_in_the_same_session_with_a_new_picture(tmp_path: Path) -> None:
    pictures: list[CaptchaChallenge] = []

    def mistyping_person(challenge: CaptchaChallenge) -> str:
        pictures.append(challenge)
        return "wrong1" if len(pictures) == 1 else take_told_answer(challenge)

    standin, pulling = pulling_with(tmp_path, "")
    with standin:
        report = pulling.run(WHAT, ask_captcha=mistyping_person)
    assert report.is_complete
    assert len({served.session for served in standin.requests if served.method == "POST"}) == 1
    assert len({picture.picture for picture in pictures}) == len(pictures) == report.captchas_used == 3


def test_a_captcha_never_solved_is_a_failure_for_the_next_pull(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, "")
    with standin:
        report = pulling.run(WHAT, ask_captcha=lambda challenge: "wrong1", captcha_tries=2)
        assert (report.searches_failed, report.captchas_used, report.cases_found) == (2, 4, 0)
        assert all("captcha not accepted" in failure.reason for failure in report.failures)
        assert pulling.run(WHAT).is_complete
    assert set(pulling.cases()) == {case.cnr for case in DOCKET}


def test_a_lost_session_is_never_stored_as_a_page(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, f"{CASE}#2:session_lost")
    with standin:
        pulling.run(WHAT)
    assert not any("Welcome User" in page for page in pulling.cases().values())
    asked = [served.fields["cino"] for served in standin.requests if served.route == CASE]
    assert len(asked) == len(DOCKET) + 1
    assert asked[1] == asked[2], "goes on where it was"


def test_a_session_that_dies_of_age_is_replaced(tmp_path: Path) -> None:
    slow_moments = iter([0.5])

    def slow_person(challenge: CaptchaChallenge) -> str:
        time.sleep(next(slow_moments, 0))
        return take_told_answer(challenge)

    standin, pulling = pulling_with(tmp_path, "", session_lifetime_seconds=0.4)
    with standin:
        report = pulling.run(WHAT, ask_captcha=slow_person)
    assert report.is_complete
    assert pulling.states()["session_lost"] == 1
    assert report.captchas_used == 3


@pytest.mark.parametrize(
    ("faults", "reason"),
    [
        (f"{CASE}#2x3:session_lost", "forgot the session"),
        (f"{CASE}#2x4:bad_gateway", "server error (HTTP 502, 4 times)"),
        (f"{CASE}#2x4:connection_cut", "connection cut"),
        (f"{SEARCH}#1x2:empty_body", "empty answer"),
        (f"{SEARCH}#1:truncated_list", "no known kind"),
    ],
)
def test_what_can_not_be_had_now_is_reported_and_had_by_the_next_pull(
    tmp_path: Path, faults: str, reason: str
) -> None:
    standin, pulling = pulling_with(tmp_path, faults)
    with standin:
        report = pulling.run(WHAT)
        (failure,) = report.failures
        assert reason in failure.reason
        assert not report.is_complete
        served_before = len(standin.requests)
        again = pulling.run(WHAT)
    assert again.is_complete
    assert set(pulling.cases()) == {case.cnr for case in DOCKET}
    first, second = standin.requests[:served_before], standin.requests[served_before:]
    assert set(cases_shown(second)).isdisjoint(cases_shown(first))


def test_a_list_cut_short_is_not_taken_for_a_shorter_list(tmp_path: Path) -> None:
    docket = small_docket(pending=24, disposed=0)
    standin = StandIn(docket, faults=parse_faults(f"{SEARCH}#1:truncated_list"))
    pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
    with standin:
        report = pulling.run(WHAT)
        assert [failure.reason[:12] for failure in report.failures] == ["results list"]
        assert (report.searches_failed, report.cases_found) == (1, 0)
        assert pulling.run(WHAT).is_complete
    assert len(pulling.cases()) == 12


def test_a_picture_that_does_not_come_is_asked_again(tmp_path: Path) -> None:
    standin = StandIn(DOCKET, faults=[Fault(1, FaultKind.BAD_GATEWAY, PICTURE)])
    pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
    with standin:
        report = pulling.run(WHAT)
    assert report.is_complete
    assert (report.captchas_used, pulling.waits, pulling.routes()[PICTURE]) == (2, [5.0], 3)


def test_an_empty_list_is_final(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, f"{SEARCH}#1x2:no_records")
    with standin:
        report = pulling.run(WHAT)
        again = pulling.run(WHAT)
    assert report.is_complete
    assert (report.searches_empty, report.cases_found) == (2, 0)
    assert (again.searches_empty, again.captchas_used) == (2, 0)
    with Archive.open_reader(pulling.path) as archive:
        assert [reading.error for reading in read_pages(archive)] == [None, None]


def test_a_case_the_portal_does_not_have_is_final_and_no_case(tmp_path: Path) -> None:
    """Its answer says status 1 all the same."""
    standin, pulling = pulling_with(tmp_path, f"{CASE}#2:no_such_cnr")
    with standin:
        report = pulling.run(request(with_daily_status=True, places=(AHMEDNAGAR,)))
        served = len(standin.requests)
        pulling.run(request(with_daily_status=True, places=(AHMEDNAGAR,)))
        assert len(standin.requests) == served
    assert report.is_complete
    assert pulling.states()["not_found"] == 1
    queue = pulling.queue()
    listed, obtained, not_found = (
        sum(getattr(s, f"cases_{name}") for s in queue) for name in ("listed", "obtained", "not_found")
    )
    assert (listed, obtained, not_found) == (len(DOCKET), len(DOCKET) - 1, 1)
    with Archive.open_reader(pulling.path) as archive:
        readings = [reading for reading in read_pages(archive) if reading.page.state == "ok"]
    assert sum(reading.case is not None for reading in readings) == len(DOCKET) - 1


def test_a_captcha_in_place_of_a_case_is_never_stored_as_one(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, f"{CASE}#2:wrong_captcha")
    with standin:
        report = pulling.run(WHAT)
    assert (report.is_complete, report.captchas_used, pulling.states()["wrong_captcha"]) == (True, 3, 1)
    assert set(pulling.cases()) == {case.cnr for case in DOCKET}
    assert not any("captcha" in page.lower() for page in pulling.cases().values())


def test_the_report_says_what_a_captcha_brought_and_a_case_cost(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, "")
    with standin:
        report = pulling.run(WHAT)
        again = pulling.run(WHAT)
    assert report.requests_made == len(standin.requests)
    assert (report.captchas_used, report.cases_asked) == (2, len(DOCKET))
    assert report.cases_per_captcha == len(DOCKET) / 2
    assert report.requests_per_case == len(standin.requests) / len(DOCKET)
    assert (again.cases_per_captcha, again.requests_per_case) == (None, None)


def test_maintenance_stops_the_pull_and_keeps_the_page(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, "casestatus/index#1:maintenance")
    with standin:
        with pytest.raises(PortalError, match="maintenance"):
            pulling.run(WHAT)
        assert (len(standin.requests), pulling.states()) == (1, {"maintenance": 1})
        assert pulling.run(WHAT).is_complete


def test_the_gate_stops_the_pull_after_one_new_session(tmp_path: Path) -> None:
    standin = StandIn(DOCKET, is_gated=True)
    pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
    with standin, pytest.raises(PortalError) as caught:
        pulling.run(WHAT)
    assert "attended browser" in str(caught.value)
    assert "import pages" in str(caught.value)
    assert pulling.routes() == {"casestatus/index": 2, "casestatus/fillcomplex": 2}
    assert set(pulling.states()) == {"invalid_request"}


def test_a_portal_out_of_order_is_left_alone(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, f"{CASE}#1x99:bad_gateway")
    with standin, pytest.raises(PortalError, match="3 requests in a row got no answer"):
        pulling.run(WHAT)
    assert pulling.routes()[CASE] == 12


def test_a_portal_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with StandIn(DOCKET) as standin:
        pass
    pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
    with pytest.raises(PortalError, match="start page"):
        pulling.run(WHAT)
    assert pulling.waits == [5.0, 20.0, 60.0]
