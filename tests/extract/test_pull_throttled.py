"""A throttled portal: all stops, the rest it needs is kept over restarts, and then the pull goes on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from small_pull import Pulling, request, small_docket

from extract.archive import Archive
from extract.errors import PortalError
from extract.pulling.queue import read_rest
from extract.pulling.shared_rest import SharedRest
from extract.standin.application import ServedRequest
from extract.standin.faults import Fault, FaultKind, parse_faults
from extract.standin.places import AHMEDNAGAR
from extract.standin.server import StandIn

DOCKET = [case for case in small_docket() if case.complex_code == AHMEDNAGAR.code]
WHAT = request(places=(AHMEDNAGAR,))
SEARCH, CASE, DAY = "casestatus/submitAct", "home/viewHistory", "home/viewBusiness"
PICTURE = "vendor/securimage/securimage_show.php"


def pulling_with(tmp_path: Path, faults: str) -> tuple[StandIn, Pulling]:
    standin = StandIn(DOCKET, faults=parse_faults(faults))
    return standin, Pulling(standin, tmp_path / "raw" / "archive.sqlite")


def cases_shown(served: Iterable[ServedRequest]) -> list[str]:
    """CNRs whose page was asked for and sent without a fault."""
    return [request.fields["cino"] for request in served if request.route == CASE and not request.fault]


@pytest.mark.parametrize("kind", [FaultKind.THROTTLE_405, FaultKind.THROTTLE_200])
@pytest.mark.parametrize("route", ["casestatus/index", SEARCH, CASE, PICTURE])
def test_a_throttle_stops_everything_at_once(tmp_path: Path, kind: FaultKind, route: str) -> None:
    standin = StandIn(DOCKET, faults=[Fault(1, kind, route)])
    pulling = Pulling(standin, tmp_path / "raw" / "archive.sqlite")
    with standin:
        with pytest.raises(PortalError, match="at least 15 minutes") as caught:
            pulling.run(WHAT)
        assert standin.requests[-1].fault is kind
        assert pulling.states()["throttled"] == 1
        assert pulling.waits == []
        assert "\n" not in str(caught.value)
        pulling.later = timedelta(minutes=15)
        assert pulling.run(WHAT).is_complete
    assert sorted(cases_shown(standin.requests)) == sorted(case.cnr for case in DOCKET)


def test_a_throttled_portal_is_left_alone_over_restarts(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, f"{CASE}#2:throttle_405")
    with standin:
        with pytest.raises(PortalError):
            pulling.run(WHAT)
        served = len(standin.requests)
        pulling.later = timedelta(minutes=13, seconds=30)
        with pytest.raises(PortalError, match="left alone for 2 minutes more") as caught:
            pulling.run(WHAT)
        assert len(standin.requests) == served, "asked although the portal must rest"
        assert "\n" not in str(caught.value)
        with Archive.open_reader(pulling.path) as archive:
            until = read_rest(archive)
        assert until is not None
        assert timedelta(minutes=14) < until - standin.requests[-1].at < timedelta(minutes=16)
        pulling.later = timedelta(minutes=15)
        assert pulling.run(WHAT).is_complete
        pulling.later = timedelta(0)
        assert pulling.run(WHAT).is_complete, "a finished pull asks nothing, so no rest stops it"


def test_another_study_leaves_a_throttled_portal_alone_too(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, f"{CASE}#2:throttle_405")
    shared = SharedRest(tmp_path / "raw" / ".rests" / "portal.txt")
    other = Pulling(standin, tmp_path / "other" / "archive.sqlite", shared_rest=shared)
    pulling.shared_rest = shared
    with standin:
        with pytest.raises(PortalError):
            pulling.run(WHAT)
        served = len(standin.requests)
        with pytest.raises(PortalError, match="left alone for 15 minutes more"):
            other.run(WHAT)
        assert len(standin.requests) == served, "asked although the portal must rest"
        other.later = timedelta(minutes=15)
        assert other.run(WHAT).is_complete
    assert (tmp_path / "raw" / ".rests" / "portal.txt").stat().st_mode & 0o077 == 0


def test_a_rest_that_can_not_be_read_stops_the_pull(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, "")
    pulling.shared_rest = SharedRest(tmp_path / "portal.txt")
    (tmp_path / "portal.txt").write_text("soon")
    with standin, pytest.raises(PortalError, match="wait 15 minutes, then delete it"):
        pulling.run(WHAT)
    assert not standin.requests


@pytest.mark.parametrize("kind", ["throttle_405", "throttle_200"])
@pytest.mark.parametrize("route", ["casestatus/index", "casestatus/fillActType", PICTURE, SEARCH, CASE, DAY])
def test_with_somebody_there_a_pull_waits_and_goes_on(tmp_path: Path, route: str, kind: str) -> None:
    standin, pulling = pulling_with(tmp_path, f"{route}#1:{kind}")
    told: list[float] = []
    with standin:
        report = pulling.run(request(with_daily_status=True, places=(AHMEDNAGAR,)), on_rest=told.append)
        throttled = next(number for number, r in enumerate(standin.requests) if r.fault)
    assert report.is_complete
    assert sum(pulling.waits) >= 15 * 60 - 1
    assert (899 < told[0] <= 900, 0 < told[-1] <= 1) == (True, True)
    assert max(one - next_ for one, next_ in pairwise(told)) < 2, "a countdown shows every second"
    assert standin.requests[throttled + 1].route == "casestatus/index", "a new session afterwards"
    assert sorted(cases_shown(standin.requests)) == sorted(case.cnr for case in DOCKET)


def test_a_rest_that_did_not_help_is_doubled_and_patience_ends(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, "casestatus/index#1x9:throttle_405")
    with standin, pytest.raises(PortalError, match="120 minutes"):
        pulling.run(WHAT, on_rest=lambda seconds_left: None)
    assert len(standin.requests) == 5
    assert sum(pulling.waits) == pytest.approx(60 * (15 + 30 + 60 + 120), abs=10)


def test_a_pull_interrupted_while_it_waits_keeps_the_rest(tmp_path: Path) -> None:
    standin, pulling = pulling_with(tmp_path, f"{CASE}#2:throttle_405")

    def interrupt(seconds_left: float) -> None:
        raise KeyboardInterrupt

    with standin:
        with pytest.raises(KeyboardInterrupt):
            pulling.run(WHAT, on_rest=interrupt)
        with pytest.raises(PortalError, match="nothing was asked"):
            pulling.run(WHAT)
        assert pulling.run(WHAT, on_rest=lambda seconds_left: None).is_complete
